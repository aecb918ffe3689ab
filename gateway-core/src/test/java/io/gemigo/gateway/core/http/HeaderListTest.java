package io.gemigo.gateway.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderListTest {
    private final HeaderList headers = new HeaderList();

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    @Test
    void keepsFieldsInOrderAndFindsThemIgnoringCase() {
        headers.add("A", "1").add("b", "2").add("a", "3").add("c", "");

        assertThat(lines()).containsExactly("A: 1", "b: 2", "a: 3", "c: ");
        assertThat(headers.size()).isEqualTo(4);
        assertThat(headers.name(2)).isEqualTo("a");
        assertThat(headers.value(2)).isEqualTo("3");
        assertThat(headers.get("a")).isEqualTo("1");
        assertThat(headers.get("B")).isEqualTo("2");
        assertThat(headers.count("a")).isEqualTo(2);
        assertThat(headers.has("C")).isTrue();
        assertThat(headers.has("d")).isFalse();
        assertThat(headers.get("d")).isNull();
        assertThat(headers.count("d")).isZero();
    }

    @Test
    void setsOneFieldInThePlaceOfAll() {
        headers.add("a", "1").add("b", "2").add("A", "3").set("a", "4").set("c", "5");

        assertThat(lines()).containsExactly("b: 2", "a: 4", "c: 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nevil: 1", "a\n", "\r", "a\u0000", "\u0001", "a\u007fb", "\u000b", "\u001b[31m"})
    void refusesControlCharacters(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> headers.add("x", value))
                .withMessageNotContaining(value);
        assertThatIllegalArgumentException().isThrownBy(() -> headers.set("x", value));
        assertThat(headers.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a\tb ", "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~", "\u00fc"})
    void takesEverythingElse(String value) {
        assertThat(headers.add("x", value).get("x")).isEqualTo(value);
    }

    @Test
    void whatNoFieldCanHoldIsAQuestionMarkAndNoLineBreakInDisguise() {
        assertThat(headers.add("x", "a\u010d\u010ab\u00ff\u4e2d").get("x")).isEqualTo("a??b\u00ff?");
    }

    @Test
    void takesAllFieldsOfAnotherList() {
        HeaderList other = new HeaderList(0).addAll(new HeaderList());
        for (int i = 0; i < 20; i++) {
            other.add("n" + i, "v" + i);
        }
        headers.add("first", "1").addAll(other).add("last", "2");
        assertThat(headers.size()).isEqualTo(22);
        assertThat(headers.get("n19")).isEqualTo("v19");
        assertThat(headers.name(21)).isEqualTo("last");
        assertThat(other.size()).isEqualTo(20);
    }

    @Test
    void hasAnEmptyView() {
        assertThat(HeaderView.EMPTY.get("a")).isNull();
        assertThat(HeaderView.EMPTY.has("a")).isFalse();
        assertThat(HeaderView.EMPTY.count("a")).isZero();
        HeaderView.EMPTY.forEach((name, value) -> headers.add(name, value));
        assertThat(headers.size()).isZero();
    }

    @Test
    void clearedItHasRoomForOthers() {
        HeaderList headers = new HeaderList().add("a", "1").add("b", "2");
        headers.clear();
        assertThat(headers.size()).isZero();
        assertThat(headers.get("a")).isNull();
        headers.add("c", "3");
        assertThat(headers.size()).isOne();
        assertThat(headers.name(0)).isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "007, 7",
        "9223372036854775806, 9223372036854775806",
        "9223372036854775807, " + HeaderView.OUT_OF_RANGE,
        "9223372036854775808, " + HeaderView.OUT_OF_RANGE,
        "99999999999999999999999, " + HeaderView.OUT_OF_RANGE,
        "'', " + HeaderView.NO_NUMBER,
        "-1, " + HeaderView.NO_NUMBER,
        "+1, " + HeaderView.NO_NUMBER,
        "'1 ', " + HeaderView.NO_NUMBER,
        "99999999999999999999999x, " + HeaderView.NO_NUMBER,
        "\u0663, " + HeaderView.NO_NUMBER
    })
    void readsNumbers(String value, long number) {
        headers.add("A", value).add("a", "5");
        assertThat(headers.number("a")).isEqualTo(number);
        assertThat(headers.number("b")).isEqualTo(HeaderView.NO_NUMBER);
    }
}
