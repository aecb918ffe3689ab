package io.gemigo.gateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The cursor and Jackson agree on what is JSON, and on its tokens and texts. */
class JsonFuzzTest {
    private static final int MUTATIONS = 120_000;
    /** Within what Jackson takes, so that no verdict is one about a limit. */
    private static final JsonLimits LIMITS = new JsonLimits(400, 40_000, 900, 1_000_000);

    private static final String[] SNIPPETS = {
        "\"",
        "\\",
        "\\u",
        "\\ud83d",
        "\\ude00",
        "\\\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "0",
        "00",
        "-",
        "+",
        ".",
        "e",
        "E1",
        "1",
        "true",
        "null",
        "fals",
        "NaN",
        " ",
        "\n",
        "\t",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u00a0",
        "\ufeff",
        "//",
        "/**/",
        "'",
        "\u20ac",
        "\ud83d\ude00",
        "\"a\":",
        "\"\"",
        "[]",
        "{}",
        "[,]",
        "1e5",
        "-0",
        "0.0",
        "#",
    };

    private final long seed = Long.getLong("test.seed", 1);
    private final Random random = new Random(seed);
    private final JacksonOracle jackson = new JacksonOracle();
    private final JsonCursor cursor = new JsonCursor(LIMITS);

    @Test
    void agreesWithJacksonOnMutatedDocuments() {
        int accepted = 0;
        int differences = 0;
        byte[] document = {};
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 50 == 0) {
                document = document();
                assertThat(tokens(document)).as(hex(document)).isNotNull();
            }
            byte[] mutant = mutate(document);
            List<String> ours = tokens(mutant);
            List<String> theirs = jackson.tokens(mutant);
            if (ours != null) {
                accepted++;
            }
            if (ours != null && theirs == null && unpairedSurrogateInAName(ours)) {
                // RFC 8259 §8.2 lets such names stand; Jackson refuses them, though not such strings.
                differences++;
                continue;
            }
            if (ours == null ? theirs != null : !ours.equals(theirs)) {
                assertThat(ours)
                        .as("mutant %d of seed %d: %s", i, seed, hex(mutant))
                        .isEqualTo(theirs);
            }
        }
        // Were nearly all refused, or nearly none, agreement would say little.
        assertThat(accepted).isBetween(MUTATIONS / 20, MUTATIONS * 3 / 4);
        assertThat(differences).isLessThan(accepted / 5);
    }

    private static boolean unpairedSurrogateInAName(List<String> tokens) {
        for (String token : tokens) {
            if (token.startsWith("NAME ")
                    && !StandardCharsets.UTF_8.newEncoder().canEncode(token)) {
                return true;
            }
        }
        return false;
    }

    private static String hex(byte[] document) {
        return new String(document, StandardCharsets.UTF_8) + " = "
                + HexFormat.of().formatHex(document);
    }

    /** Our tokens, or null if refused; read among bytes that are none of ours. */
    private @Nullable List<String> tokens(byte[] document) {
        int padding = random.nextInt(4);
        byte[] array = new byte[document.length + 2 * padding];
        Arrays.fill(array, (byte) '"');
        System.arraycopy(document, 0, array, padding, document.length);
        List<String> tokens = new ArrayList<>();
        try {
            cursor.reset(array, padding, padding + document.length);
            while (cursor.next() != JsonToken.END) {
                tokens.add(cursor.token() + " " + cursor.text());
            }
        } catch (JsonException refused) {
            return null;
        }
        return tokens;
    }

    private byte[] document() {
        ByteBuilder out = new ByteBuilder(64);
        JsonWriter json = new JsonWriter(out);
        json.object();
        int members = 1 + random.nextInt(6);
        for (int i = 0; i < members; i++) {
            json.name(name());
            value(json, 3);
        }
        json.endObject();
        return out.toBytes();
    }

    private void value(JsonWriter json, int deep) {
        switch (random.nextInt(deep > 0 ? 9 : 7)) {
            case 0 -> json.nullValue();
            case 1 -> json.bool(random.nextBoolean());
            case 2 -> json.number(random.nextLong());
            case 3 -> json.number(random.nextInt(100));
            case 4 -> json.number(Double.longBitsToDouble(random.nextLong() & 0xffefffffffffffffL));
            case 5, 6 -> json.string(text());
            case 7 -> {
                json.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    value(json, deep - 1);
                }
                json.endArray();
            }
            default -> {
                json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    json.name(name());
                    value(json, deep - 1);
                }
                json.endObject();
            }
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> text.appendCodePoint(random.nextInt(0x110000));
                case 1 -> text.append((char) random.nextInt(0x30));
                case 2 -> text.append((char) (0xd800 + random.nextInt(0x800)));
                case 3 -> text.append((char) random.nextInt(0x900));
                default -> text.append((char) (0x20 + random.nextInt(0x5f)));
            }
        }
        return text.toString();
    }

    /** Seldom with an unpaired surrogate, on which there is nothing to compare. */
    private String name() {
        String text = text();
        return random.nextInt(20) == 0 ? text : text.replaceAll("[\\ud800-\\udfff]", "");
    }

    private byte[] mutate(byte[] document) {
        ByteBuilder out = new ByteBuilder(document.length + 16);
        out.append(document);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            byte[] now = out.toBytes();
            int at = random.nextInt(now.length + 1);
            int to = Math.min(now.length, at + 1 + random.nextInt(6));
            out.clear();
            switch (random.nextInt(9)) {
                case 0 -> out.append(now, 0, at);
                case 1 -> out.append(now, 0, at).append(now, to, now.length);
                case 2 -> out.append(now, 0, at).append(now, at, to).append(now, at, now.length);
                case 3 ->
                    out.append(now, 0, at).append((byte) random.nextInt(256)).append(now, at, now.length);
                case 4 -> out.append(now, 0, at).append(' ').append(now, at, now.length);
                case 5, 6 -> {
                    if (at < now.length) {
                        now[at] ^= (byte) (1 << random.nextInt(8));
                    }
                    out.append(now);
                }
                case 7 ->
                    out.append(now, 0, at)
                            .append(SNIPPETS[random.nextInt(SNIPPETS.length)])
                            .append(now, at, now.length);
                default ->
                    out.append(now, 0, at)
                            .append(SNIPPETS[random.nextInt(SNIPPETS.length)])
                            .append(now, to, now.length);
            }
        }
        return out.toBytes();
    }
}
