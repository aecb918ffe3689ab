package io.gemigo.gateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gemigo.gateway.core.bytes.Window;
import org.junit.jupiter.api.Test;

class JsonNamesTest {
    private static JsonCursor at(String document) {
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT).reset(Window.of(document));
        json.next();
        json.next();
        return json;
    }

    @Test
    void numbersEveryNameAndNothingElse() {
        String[] known = new String[100];
        for (int i = 0; i < known.length; i++) {
            known[i] = "name_" + i;
        }
        JsonNames names = JsonNames.of(known);
        for (int i = 0; i < known.length; i++) {
            assertThat(names.find(at("{\"" + known[i] + "\":1}"))).isEqualTo(i);
            assertThat(names.find(at("{\"" + known[i] + "x\":1}"))).isEqualTo(JsonNames.UNKNOWN);
        }
        assertThat(names.find(at("{\"\":1}"))).isEqualTo(JsonNames.UNKNOWN);
        assertThat(JsonNames.of().find(at("{\"a\":1}"))).isEqualTo(JsonNames.UNKNOWN);
    }

    @Test
    void readsEscapes() {
        JsonNames names = JsonNames.of("a", "é\"");
        assertThat(names.find(at("{\"\\u0061\":1}"))).isZero();
        assertThat(names.find(at("{\"\\u00e9\\\"\":1}"))).isEqualTo(1);
    }

    @Test
    void guardTellsANameThatComesTwiceInItsOwnObjectOnly() {
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT)
                .reset(Window.of("{\"a\":{\"a\":1,\"b\":2},\"b\":3,\"\\u0061\":4,\"c\":5,\"\\u0063\":6}"));
        JsonNameGuard guard = new JsonNameGuard(10);
        json.next();
        int outer = guard.open();
        json.next();
        assertThat(guard.add(json)).isTrue();
        json.next();
        int inner = guard.open();
        json.next();
        assertThat(guard.add(json)).isTrue();
        json.next();
        json.next();
        assertThat(guard.add(json)).isTrue();
        json.next();
        json.next();
        guard.close(inner);
        json.next();
        assertThat(guard.add(json)).isTrue();
        json.next();
        json.next();
        assertThat(guard.add(json)).as("escaped a").isFalse();
        json.next();
        json.next();
        assertThat(guard.add(json)).isTrue();
        json.next();
        json.next();
        assertThat(guard.add(json)).as("escaped c").isFalse();
        guard.close(outer);
    }

    @Test
    void guardTakesSoManyNamesAndNoMore() {
        StringBuilder document = new StringBuilder("{\"n0\":0");
        for (int i = 1; i <= 40; i++) {
            document.append(",\"n").append(i).append("\":0");
        }
        JsonCursor json = at(document + "}");
        JsonNameGuard guard = new JsonNameGuard(40);
        guard.open();
        for (int i = 0; i < 40; i++) {
            assertThat(guard.add(json)).isTrue();
            json.next();
            json.next();
        }
        assertThatThrownBy(() -> guard.add(json)).isInstanceOf(JsonException.class);
    }
}
