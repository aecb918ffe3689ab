package io.gemigo.gateway.protocol.genai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever spelling of a body proto3's JSON allows, it means the same. */
class SpellingVariantsTest {
    private static final int VARIANTS = 40;
    /** What stands below these is data: its names are nobody's fields. */
    private static final Set<String> DATA = Set.of("args", "response", "parametersJsonSchema", "responseJsonSchema");
    /** Lists of which one element may stand alone. */
    private static final Set<String> LISTS = Set.of(
            "contents",
            "parts",
            "tools",
            "functionDeclarations",
            "stopSequences",
            "safetySettings",
            "allowedFunctionNames",
            "required");
    /** Numbers that may stand in quotes. */
    private static final Set<String> NUMBERS =
            Set.of("temperature", "maxOutputTokens", "thinkingBudget", "minItems", "maxItems", "topK");

    private Random random = new Random(0);

    static List<ExchangeTranscript> chats() {
        return GoldenTest.chats();
    }

    @ParameterizedTest
    @MethodSource("chats")
    void meanTheSame(ExchangeTranscript exchange) {
        String body = exchange.clientRequest().bodyText();
        Json meaning = read(exchange, body);
        for (int seed = 0; seed < VARIANTS; seed++) {
            random = new Random(seed);
            StringBuilder variant = new StringBuilder();
            write(Json.parse(body), "", false, variant);
            assertThat(read(exchange, variant.toString()))
                    .as("seed " + seed + ": " + variant)
                    .isEqualTo(meaning);
        }
    }

    private static Json read(ExchangeTranscript exchange, String body) {
        Route.Chat route = (Route.Chat) Requests.route(Requests.head(exchange.clientRequest()));
        var intake = route.codec().decode(Window.of(body), new Warnings());
        assertThat(intake.failure()).as(body).isNull();
        return Json.parse(ChatRequestText.of(intake.value().request().value()));
    }

    private void write(Json value, String field, boolean data, StringBuilder out) {
        space(out);
        switch (value.kind()) {
            case OBJECT -> object(value, field, data, out);
            case ARRAY -> array(value, field, data, out);
            case STRING -> string(value.asString(), out);
            case NUMBER -> {
                boolean quoted = !data && NUMBERS.contains(camel(field)) && random.nextBoolean();
                out.append(quoted ? "\"" + value + "\"" : value);
            }
            case BOOLEAN, NULL -> out.append(value);
        }
        space(out);
    }

    private void object(Json value, String field, boolean data, StringBuilder out) {
        boolean names = !data && camel(field).equals("properties");
        List<Map.Entry<String, Json>> members = new ArrayList<>(value.members().entrySet());
        if (!data && !names) {
            Collections.shuffle(members, random);
        }
        out.append('{');
        String comma = "";
        for (Map.Entry<String, Json> member : members) {
            out.append(comma);
            comma = ",";
            String name = member.getKey();
            boolean renamed = !data && !names && random.nextBoolean();
            string(renamed ? snake(name) : name, out);
            out.append(':');
            write(member.getValue(), names ? "" : name, data || !names && DATA.contains(camel(name)), out);
        }
        out.append('}');
    }

    private void array(Json value, String field, boolean data, StringBuilder out) {
        List<Json> elements = value.elements();
        if (!data && elements.size() == 1 && LISTS.contains(camel(field)) && random.nextBoolean()) {
            write(elements.get(0), "", false, out);
            return;
        }
        out.append('[');
        for (int i = 0; i < elements.size(); i++) {
            out.append(i == 0 ? "" : ",");
            write(elements.get(i), "", data, out);
        }
        out.append(']');
    }

    /** A string with any of its characters escaped. */
    private void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || random.nextInt(8) == 0) {
                out.append(String.format(Locale.ROOT, random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private void space(StringBuilder out) {
        if (random.nextInt(4) == 0) {
            out.append(" \t\r\n".charAt(random.nextInt(4)));
        }
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean rises = name.charAt(i) == '_' && i > 0 && i + 1 < name.length();
            camel.append(rises ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
        }
        return camel.toString();
    }
}
