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

    /** Names of all lengths, one byte of which is another, with as much behind them in the array as there may be. */
    @Test
    void oneByteMakesAnotherNameWhereverItIs() {
        String text = "abcdefghijklmnopqrstuvwxyz";
        for (int length = 0; length <= text.length(); length++) {
            String name = text.substring(0, length);
            JsonNames names = JsonNames.of(name);
            for (int changed = 0; changed <= length; changed++) {
                String other = name.substring(0, changed) + "!" + name.substring(Math.min(length, changed + 1));
                for (int behind = 0; behind < 10; behind++) {
                    String end = " ".repeat(behind);
                    JsonNameGuard guard = new JsonNameGuard(10);
                    guard.open();
                    JsonCursor json = at("{\"" + name + "\":1,\"" + other + "\":2,\"" + name + "\":3}" + end);
                    assertThat(names.find(json)).isZero();
                    assertThat(guard.add(json)).isTrue();
                    json.skipMember();
                    json.next();
                    assertThat(names.find(json)).as("%s is not %s", other, name).isEqualTo(JsonNames.UNKNOWN);
                    assertThat(guard.add(json)).as("%s is not %s", other, name).isTrue();
                    json.skipMember();
                    json.next();
                    assertThat(guard.add(json)).as("%s again", name).isFalse();
                    // A string alone may end one byte before the array does.
                    JsonCursor alone = new JsonCursor(JsonLimits.DEFAULT).reset(Window.of("\"" + name + "\"" + end));
                    alone.next();
                    assertThat(names.find(alone)).isZero();
                }
            }
        }
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
