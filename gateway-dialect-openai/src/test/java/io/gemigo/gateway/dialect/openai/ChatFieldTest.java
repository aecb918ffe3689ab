package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.Warnings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is declared of a field is all it takes: whoever must know of a field learns it from the declaration. */
class ChatFieldTest {
    private static final List<String> VALUES =
            List.of("true", "1", "\"low\"", "\"auto\"", "{}", "[]", "{\"type\":\"text\"}");

    private static Outcome<ChatRequestScan> scan(ChatField field, String value) {
        return ChatRequestScanner.scan(Window.of("{\"model\":\"m\",\"" + field.wireName() + "\":" + value
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
    }

    /** Some value the field takes, other than its idle ones. */
    private static ChatRequestScan some(ChatField field) {
        return VALUES.stream()
                .filter(value -> !field.idle().contains(value))
                .map(value -> scan(field, value))
                .filter(scanned -> scanned.failure() == null)
                .findFirst()
                .orElseThrow(() -> new AssertionError(field + " takes none of " + VALUES))
                .value();
    }

    @ParameterizedTest
    @EnumSource(
            value = ChatField.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MODEL", "MESSAGES"})
    void isCheckedAndWarnedOfAsItsDeclarationSays(ChatField field) {
        ChatRequestScan scan = some(field);
        assertThat(scan.asks(field)).isTrue();
        assertThat(VALUES).anyMatch(value -> scan(field, value).failure() != null);

        Warnings warnings = new Warnings();
        Outcome<ChatRequest> read = ChatRequestReader.read(scan, warnings);
        assertThat(read.failure()).isNull();
        assertThat(read.value().extensions())
                .hasSize(field.audience() == ChatField.Audience.DIALECT ? 1 : 0)
                .allMatch(extension -> extension.name().equals(field.wireName()));
        boolean lost = switch (field.audience()) {
            case MODEL, GATEWAY, DIALECT -> false;
            case OPENAI -> true;
        };
        assertThat(warnings.header()).isEqualTo(lost ? "openai; field=" + field.wireName() + "; action=ignored" : null);
    }

    @ParameterizedTest
    @CsvSource({
        "STORE, false, false",
        "STORE, true, true",
        "STORE, null, false",
        "SERVICE_TIER, '\"auto\"', false",
        "SERVICE_TIER, '\"\\u0064efault\"', false",
        "SERVICE_TIER, '\"flex\"', true",
        "METADATA, '{\"a\":\"b\"}', true"
    })
    void asksForNothingByIdleValues(ChatField field, String value, boolean asks) {
        assertThat(scan(field, value).value().asks(field)).isEqualTo(asks);
    }

    @Test
    void asksForNothingByAFieldThatIsNotThere() {
        assertThat(some(ChatField.STORE).asks(ChatField.METADATA)).isFalse();
    }
}
