package io.gemigo.gateway.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTest {
    @Test
    void knowsItsCharactersAndNoneOfOtherScripts() {
        for (int c = -128; c < 0x10000; c++) {
            boolean letterOrDigit = c >= 0 && c < 0x80 && Character.isLetterOrDigit(c);
            int hexDigit = c >= 0 && c < 0x80 ? Character.digit(c, 16) : -1;
            if (Ascii.letterOrDigit(c) != letterOrDigit || Ascii.hexDigit(c) != hexDigit) {
                assertThat(Ascii.letterOrDigit(c)).as("%d", c).isEqualTo(letterOrDigit);
                assertThat(Ascii.hexDigit(c)).as("%d", c).isEqualTo(hexDigit);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-Z_0.9", "..", "12345678"})
    void takesPlainNames(String name) {
        assertThat(Ascii.plainName(name, 8)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789", "a b", "a/b", "a\n", "\u00fc", "\uff11", "a%", "a:b"})
    void refusesOthers(String name) {
        assertThat(Ascii.plainName(name, 8)).isFalse();
    }
}
