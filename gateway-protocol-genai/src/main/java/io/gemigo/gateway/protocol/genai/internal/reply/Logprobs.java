package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** The log probabilities of one candidate, translated as they come and written with the next chunk. Loop-confined. */
final class Logprobs {
    private static final byte[] TOKEN = "token".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LOGPROB = "logprob".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOP = "top_logprobs".getBytes(StandardCharsets.US_ASCII);

    private final JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT);
    private final ByteBuilder chosen = new ByteBuilder(128);
    private final ByteBuilder top = new ByteBuilder(128);

    private double sum;
    private int count;

    /** Whether there is something to write. */
    boolean pending() {
        return chosen.length() > 0;
    }

    /** Takes a JSON array of tokens; one that is none is left out. */
    void add(byte[] a, int from, int to) {
        int chosenMark = chosen.length();
        int topMark = top.length();
        double logprobs = 0;
        int tokens = 0;
        try {
            if (cursor.reset(a, from, to).next() == JsonToken.ARRAY_START) {
                while (cursor.next() == JsonToken.OBJECT_START) {
                    top.append(top.length() > 0 ? "," : "").append("{\"candidates\":[");
                    chosen.append(chosen.length() > 0 ? "," : "");
                    logprobs += token(chosen, true);
                    tokens++;
                    top.append("]}");
                }
            }
            cursor.finish();
            sum += logprobs;
            count += tokens;
        } catch (JsonException malformed) {
            chosen.truncate(chosenMark);
            top.truncate(topMark);
        }
    }

    /** Writes what has come since the last time, with the average of all if it is the last time. */
    void write(ByteBuilder out, boolean last) {
        if (last && count > 0) {
            out.append(",\"avgLogprobs\":");
            new JsonWriter(out).number(sum / count);
        }
        if (pending()) {
            out.append(",\"logprobsResult\":{\"topCandidates\":[").append(top.array(), 0, top.length());
            out.append("],\"chosenCandidates\":[")
                    .append(chosen.array(), 0, chosen.length())
                    .append("]}");
            chosen.clear();
            top.clear();
        }
    }

    /** Translates the object the cursor stands at; its alternatives go to {@code top}. Returns its log probability. */
    private double token(ByteBuilder out, boolean withTop) {
        double logprob = 0;
        ByteBuilder text = new ByteBuilder(32);
        while (cursor.next() == JsonToken.NAME) {
            if (cursor.is(TOKEN)) {
                if (cursor.next() == JsonToken.STRING) {
                    text.append(cursor.array(), cursor.from(), cursor.to());
                } else {
                    cursor.skipValue();
                }
            } else if (cursor.is(LOGPROB)) {
                if (cursor.next() == JsonToken.NUMBER && Double.isFinite(cursor.doubleValue())) {
                    logprob = cursor.doubleValue();
                }
                cursor.skipValue();
            } else if (withTop && cursor.is(TOP) && cursor.next() == JsonToken.ARRAY_START) {
                boolean comma = false;
                while (cursor.next() == JsonToken.OBJECT_START) {
                    top.append(comma ? "," : "");
                    token(top, false);
                    comma = true;
                }
            } else if (cursor.token() == JsonToken.NAME) {
                cursor.skipMember();
            } else {
                cursor.skipValue();
            }
        }
        JsonWriter json = new JsonWriter(out).object();
        json.name("token").escaped(text.array(), 0, text.length());
        json.name("logProbability").number(logprob).endObject();
        return logprob;
    }
}
