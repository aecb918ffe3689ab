package io.gemigo.gateway.testkit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void keepsTheOrderOfKeysAndTheTextOfNumbers() {
        String text = "{\"b\":1.50,\"a\":[true,false,null,{},[]],\"c\":\"x\"}";

        assertThat(Json.parse(text)).hasToString(text);
    }

    @Test
    void equalsWhateverTheOrderOfKeys() {
        Json one = Json.parse("{\"a\":1,\"b\":{\"x\":[1,2],\"y\":null}}");
        Json other = Json.parse(" { \"b\" : {\"y\":null,\"x\":[1,2]} , \"a\" : 1 } ");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void comparesNumbersByValue() {
        assertThat(Json.parse("1.0")).isEqualTo(Json.parse("1")).hasSameHashCodeAs(Json.parse("1"));
        assertThat(Json.parse("0.7")).isEqualTo(Json.parse("7e-1"));
        assertThat(Json.parse("1")).isNotEqualTo(Json.parse("\"1\""));
    }

    @Test
    void countsTheOrderOfElements() {
        assertThat(Json.parse("[1,2]")).isNotEqualTo(Json.parse("[2,1]"));
    }

    @Test
    void walksByKeyAndIndex() {
        Json json = Json.parse("{\"choices\":[{\"text\":\"hi\",\"n\":3,\"end\":true}]}");

        assertThat(json.at("choices").at(0).at("text").asString()).isEqualTo("hi");
        assertThat(json.at("choices").at(0).at("n").asLong()).isEqualTo(3);
        assertThat(json.at("choices").at(0).at("end").asBoolean()).isTrue();
        assertThat(json.has("usage")).isFalse();
    }

    @Test
    void saysWhatIsMissing() {
        Json json = Json.parse("{\"a\":[]}");

        assertThatThrownBy(() -> json.at("b"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no member b");
        assertThatThrownBy(() -> json.at("a").at(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no element 0");
        assertThatThrownBy(() -> json.at("a").asString())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not a string: []");
    }

    @Test
    void readsAndWritesWhatUtf8CannotCarry() {
        Json json = Json.parse("\"\\ud83d and \\ud83d\\ude00 \\u0001\\\"\\\\\"");

        assertThat(json.asString()).isEqualTo("\ud83d and \ud83d\ude00 \u0001\"\\");
        assertThat(json).hasToString("\"\\ud83d and \ud83d\ude00 \\u0001\\\"\\\\\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "1 2", "{} x", "[1,]", "NaN", "01", "'a'", "// no\n1"})
    void refusesWhatIsNotOneJsonValue(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(text));
    }
}
