package io.gemigo.gateway.tokenizer.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiecesTest {
    /** The published pattern, with Unicode's idea of white space as its own engine has it. */
    private static final Pattern PUBLISHED =
            Pattern.compile("(?iu:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}|"
                    + " ?[^\\p{IsWhite_Space}\\p{L}\\p{N}]+[\\r\\n]*|\\p{IsWhite_Space}*[\\r\\n]+|"
                    + "\\p{IsWhite_Space}+(?!\\P{IsWhite_Space})|\\p{IsWhite_Space}+");

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Pieces.end(text, from);
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "it's|it,'s",
                "WE'LL|WE,'LL",
                "I'vex|I,'ve,x",
                "' t|',~t",
                "a1b22|a,1,b,2,2",
                "x  y|x,~,~y",
                "x !!|x,~!!",
                "你好，世界|你好,，世界",
                "😀😀a|😀😀,a"
            })
    void textFallsIntoPieces(String text, String pieces) {
        assertThat(pieces(text)).containsExactly(pieces.replace("~", " ").split(","));
    }

    @Test
    void whiteSpaceGoesWithItsLastLineBreakAndLeavesOneSignInFrontOfAWord() {
        assertThat(pieces("a \n \n  b")).containsExactly("a", " \n \n", " ", " b");
        assertThat(pieces("a!\r\n\nb")).containsExactly("a", "!\r\n\n", "b");
        assertThat(pieces("a   ")).containsExactly("a", "   ");
        assertThat(pieces("\u3000\u3000x")).containsExactly("\u3000", "\u3000x");
    }

    @Test
    void randomTextFallsIntoThePiecesOfThePublishedPattern() {
        Random random = new Random(42);
        String alphabet =
                "aB'sStTlLrReEvVmMdD0\u0663\u00bd  \t\r\n\u00a0\u2003\u3000.,!-_\u4f60\u597d\u017f\u00e9\u0301\u0915\u093f";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(24);
            for (int i = 0; i < length; i++) {
                if (random.nextInt(20) == 0) {
                    text.appendCodePoint(0x1F600 + random.nextInt(16));
                } else {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            List<String> expected = new ArrayList<>();
            Matcher matcher = PUBLISHED.matcher(text);
            while (matcher.find()) {
                expected.add(matcher.group());
            }
            assertThat(pieces(text.toString())).as(text.toString()).isEqualTo(expected);
        }
    }
}
