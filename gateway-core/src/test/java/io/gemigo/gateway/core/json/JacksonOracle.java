package io.gemigo.gateway.core.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * What Jackson makes of a document, as lines of token and text.
 *
 * <p>Where the two differ by design the oracle helps itself: Jackson lets overlong forms and surrogates pass, so the JDK
 * checks UTF-8 first; it skips a byte order mark and guesses UTF-16 and UTF-32 from the first bytes, so these are spaces;
 * and it reads one value after the other, so a second one is refused here. It is given bytes because its reader of text
 * looks at the low byte only of what should be a hexadecimal digit.
 */
final class JacksonOracle {
    private final JsonFactory factory = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    /** The tokens, or null if the document is not JSON. */
    @Nullable
    List<String> tokens(byte[] document) {
        if (!wellFormedUtf8(document)) {
            return null;
        }
        byte[] spaced = new byte[4 + document.length];
        Arrays.fill(spaced, 0, 4, (byte) ' ');
        System.arraycopy(document, 0, spaced, 4, document.length);
        List<String> tokens = new ArrayList<>();
        int depth = 0;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), spaced)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0 && !tokens.isEmpty()) {
                    return null;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                tokens.add(name(token) + " " + parser.getString());
            }
        } catch (JacksonException refused) {
            return null;
        }
        return tokens.isEmpty() ? null : tokens;
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "OBJECT_START";
            case END_OBJECT -> "OBJECT_END";
            case START_ARRAY -> "ARRAY_START";
            case END_ARRAY -> "ARRAY_END";
            case PROPERTY_NAME -> "NAME";
            case VALUE_STRING -> "STRING";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER";
            case VALUE_TRUE -> "TRUE";
            case VALUE_FALSE -> "FALSE";
            case VALUE_NULL -> "NULL";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new AssertionError(token);
        };
    }

    static boolean wellFormedUtf8(byte[] bytes) {
        CharBuffer out = CharBuffer.allocate(bytes.length);
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes), out, true)
                .isError();
    }
}
