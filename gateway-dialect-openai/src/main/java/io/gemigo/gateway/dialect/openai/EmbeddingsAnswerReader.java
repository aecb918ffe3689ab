package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an upstream's answer to {@code POST /embeddings}, {@code {"data":[{"index","embedding":[…]}],"usage":{…}}}: one
 * vector for each text, in whatever order they come. Single-owner, for one use.
 */
public final class EmbeddingsAnswerReader {
    private static final JsonNames MEMBERS = JsonNames.of("data", "usage");
    private static final JsonNames ITEM = JsonNames.of("index", "embedding");
    private static final JsonNames USAGE = JsonNames.of("prompt_tokens", "total_tokens");
    private static final int STATUS = 200;
    private static final int FIRST_LENGTH = 1024;

    private final JsonCursor json;
    private final float[] @Nullable [] vectors;

    private long promptTokens = Usage.ABSENT;
    private int seen;
    private int length = FIRST_LENGTH;

    private EmbeddingsAnswerReader(Window body, int inputs) {
        json = new JsonCursor(JsonLimits.DEFAULT).reset(body);
        vectors = new float[inputs][];
    }

    /**
     * Reads a body of status 200.
     *
     * @param inputs how many vectors there must be
     * @return as many vectors, or {@link Failure.UpstreamMalformed}
     */
    public static Outcome<Embeddings> read(Window body, int inputs) {
        EmbeddingsAnswerReader reader = new EmbeddingsAnswerReader(body, inputs);
        try {
            String flaw = reader.document();
            return flaw == null
                    ? Outcome.of(new Embeddings(List.of(reader.whole()), reader.promptTokens))
                    : malformed(flaw);
        } catch (JsonException notJson) {
            return malformed("answer is not JSON: " + notJson.problem());
        }
    }

    private static Outcome<Embeddings> malformed(String problem) {
        return Outcome.failed(new Failure.UpstreamMalformed(problem, STATUS));
    }

    private @Nullable String document() {
        if (json.next() != JsonToken.OBJECT_START) {
            return "answer is not an object";
        }
        String flaw = null;
        while (json.next() == JsonToken.NAME) {
            int member = MEMBERS.find(json);
            json.next();
            if (member == 0 && flaw == null) {
                flaw = data();
            } else if (member == 1) {
                usage();
            } else {
                json.skipValue();
            }
            if (flaw != null) {
                return flaw;
            }
        }
        json.finish();
        return seen == vectors.length ? null : "an answer with " + seen + " vectors for " + vectors.length + " texts";
    }

    private @Nullable String data() {
        if (json.token() != JsonToken.ARRAY_START) {
            return "data is not an array";
        }
        int position = 0;
        while (json.next() != JsonToken.ARRAY_END) {
            String flaw = item(position++);
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    private @Nullable String item(int position) {
        if (json.token() != JsonToken.OBJECT_START) {
            return "an embedding is not an object";
        }
        long index = position;
        float[] vector = null;
        while (json.next() == JsonToken.NAME) {
            int member = ITEM.find(json);
            JsonToken token = json.next();
            if (member == 0 && token == JsonToken.NUMBER && json.isLong()) {
                index = json.longValue();
            } else if (member == 1 && token == JsonToken.ARRAY_START) {
                vector = vector();
                if (vector == null) {
                    return "an embedding holds something that is no number";
                }
            } else {
                json.skipValue();
            }
        }
        if (vector == null || vector.length == 0) {
            return "an embedding without numbers";
        }
        if (index < 0 || index >= vectors.length || vectors[(int) index] != null) {
            return "an embedding with an index out of place";
        }
        vectors[(int) index] = vector;
        seen++;
        return null;
    }

    private float @Nullable [] vector() {
        float[] numbers = new float[length];
        int count = 0;
        while (json.next() != JsonToken.ARRAY_END) {
            if (json.token() != JsonToken.NUMBER) {
                return null;
            }
            float number = Float.parseFloat(json.text());
            if (!Float.isFinite(number)) {
                return null;
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = number;
        }
        length = Math.max(1, count);
        return count == numbers.length ? numbers : Arrays.copyOf(numbers, count);
    }

    private void usage() {
        if (json.token() != JsonToken.OBJECT_START) {
            json.skipValue();
            return;
        }
        while (json.next() == JsonToken.NAME) {
            int member = USAGE.find(json);
            JsonToken token = json.next();
            boolean count = token == JsonToken.NUMBER && json.isLong() && json.longValue() >= 0;
            if (count && (member == 0 || member == 1 && promptTokens == Usage.ABSENT)) {
                promptTokens = json.longValue();
            } else {
                json.skipValue();
            }
        }
    }

    private float[][] whole() {
        float[][] all = new float[vectors.length][];
        for (int i = 0; i < all.length; i++) {
            float[] vector = vectors[i];
            if (vector == null) {
                throw new IllegalStateException("vector " + i + " is missing");
            }
            all[i] = vector;
        }
        return all;
    }
}
