package io.gemigo.gateway.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.http.HeaderList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTest {
    private static final Pattern REST = Pattern.compile(", and (\\d+) more$");

    private final Warnings warnings = new Warnings();

    @Test
    void saysNothingWhereThereIsNothingToSay() {
        assertThat(warnings.header()).isNull();
        assertThat(warnings.size()).isZero();
    }

    @Test
    void listsWhatWasDoneToWhichField() {
        warnings.ignored("openai", "logit_bias");
        warnings.capped("openai", "max_tokens");
        warnings.mapped("genai", "generationConfig.topK");
        warnings.estimated("genai", "usageMetadata");

        assertThat(warnings.header())
                .isEqualTo(
                        "openai; field=logit_bias; action=ignored, openai; field=max_tokens; action=capped, "
                                + "genai; field=generationConfig.topK; action=mapped, genai; field=usageMetadata; action=estimated");
        assertThat(warnings.size()).isEqualTo(4);
    }

    @Test
    void saysTheSameOnlyOnce() {
        warnings.ignored("openai", "seed");
        warnings.capped("openai", "seed");
        warnings.ignored("openai", "seed");

        assertThat(warnings.size()).isEqualTo(2);
        assertThat(warnings.header())
                .isEqualTo("openai; field=seed; action=ignored, openai; field=seed; action=capped");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "messages[0].content, messages[0].content",
                "a-b_C9$, a-b_C9$",
                "a%b, a%0025b",
                "a b, a%0020b",
                "a;b=c, a%003bb%003dc",
                "`a,b`, a%002cb",
                "\"a\", %0022a%0022",
                "\u00fc, %00fc",
                "\ud83d\ude00, %d83d%de00"
            })
    void escapesFieldNames(String field, String escaped) {
        warnings.ignored("openai", field);

        assertThat(warnings.header()).isEqualTo("openai; field=" + escaped + "; action=ignored");
    }

    @Test
    void letsNoFieldNameWriteAHeader() {
        warnings.ignored("openai", "a\r\nset-cookie: x=y\u0000");

        assertThat(warnings.header())
                .isEqualTo("openai; field=a%000d%000aset-cookie%003a%0020x%003dy%0000; action=ignored");
        assertThat(new HeaderList().add(Warnings.HEADER, warnings.header()).size())
                .isEqualTo(1);
    }

    @Test
    void cutsLongFieldNames() {
        warnings.ignored("openai", "x".repeat(10_000));
        warnings.ignored("openai", "\u4f60".repeat(10_000));

        assertThat(warnings.header()).hasSizeLessThan(400).contains("field=" + "x".repeat(128) + ";");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 14, 17, 40, 60, 100, 127, 128})
    void staysWithinOneKibibyteAndCountsTheRest(int nameChars) {
        for (int count = 1; count <= 1_200; count++) {
            warnings.ignored("openai", String.format("%0" + nameChars + "d", count));
            String header = warnings.header();
            int shown = header.split("action=ignored", -1).length - 1;
            Matcher rest = REST.matcher(header);
            int more = rest.find() ? Integer.parseInt(rest.group(1)) : 0;

            assertThat(header.length()).isLessThanOrEqualTo(1024);
            assertThat(shown).isPositive();
            assertThat(shown + more).isEqualTo(warnings.size());
            if (nameChars > 4) {
                assertThat(warnings.size()).isEqualTo(count);
            }
        }
        // It fills the header well before it starts to count.
        assertThat(warnings.header().length()).isGreaterThan(1024 - 200);
    }

    @Test
    void tellsForeignNamesInTheClientsTerms() {
        Warnings warnings = new Warnings();
        warnings.spelledFor("mine", name -> name.equals("theirs") ? "its.own" : name);
        warnings.ignored("foreign", "theirs");
        warnings.capped("mine", "theirs");
        assertThat(warnings.header())
                .isEqualTo("mine; field=its.own; action=ignored, mine; field=theirs; action=capped");
    }
}
