package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** What is held of one choice until its end is known. Loop-confined. */
final class Candidate {
    private static final int MAX_WORD_CHARS = 256;
    private static final byte[] FINISH = Fragments.ascii("],\"role\":\"model\"},\"finishReason\":\"");
    private static final byte[] INDEX = Fragments.ascii("\",\"index\":");

    private final int index;
    private final ToolCalls calls;
    private final HalfPair textHalf = new HalfPair();
    private final HalfPair thoughtHalf = new HalfPair();

    /** Null until there are any, which is seldom. */
    private @Nullable Logprobs logprobs;

    private @Nullable FinishReason finish;
    private boolean refused;

    Candidate(int index, ReplyFrame frame) {
        this.index = index;
        calls = new ToolCalls(frame);
    }

    int index() {
        return index;
    }

    ToolCalls calls() {
        return calls;
    }

    /** Takes log probabilities: a JSON array of tokens. */
    void logprobs(byte[] a, int from, int to) {
        if (logprobs == null) {
            logprobs = new Logprobs();
        }
        logprobs.add(a, from, to);
    }

    /** Whether there are log probabilities to write. */
    boolean logprobsPending() {
        return logprobs != null && logprobs.pending();
    }

    /** Writes the log probabilities that have come since the last time, with the average of all if it is the last time. */
    void writeLogprobs(ByteBuilder out, boolean last) {
        if (logprobs != null) {
            logprobs.write(out, last);
        }
    }

    /** What waits of the text, or of the thoughts. */
    HalfPair half(boolean thought) {
        return thought ? thoughtHalf : textHalf;
    }

    void finished(FinishReason reason) {
        finish = reason;
    }

    /** The text is a refusal. */
    void refused() {
        refused = true;
    }

    /**
     * Writes the candidate from the middle of its parts to its end.
     *
     * @param hasParts whether parts stand there already, the last without a comma behind it
     * @param blocked whether the answer was withheld midway: what is not written yet stays out
     */
    void writeEnd(ByteBuilder out, boolean hasParts, boolean blocked) {
        boolean any = hasParts;
        if (!blocked) {
            if (hasParts) {
                out.append(',');
            }
            boolean more = calls.writeRest(out, cutShort());
            any |= more;
            if (more || hasParts) {
                out.truncate(out.length() - 1);
            }
        }
        if (!any) {
            out.append("{\"text\":\"\"}");
        }
        out.append(FINISH);
        out.append(blocked ? "PROHIBITED_CONTENT" : reason()).append(INDEX).append((long) index);
        String message = blocked ? null : message();
        if (message != null) {
            out.append(",\"finishMessage\":");
            new JsonWriter(out).string(message);
        }
        writeLogprobs(out, true);
        out.append('}');
    }

    private String reason() {
        if (calls.fault() == ToolCalls.Fault.MALFORMED && cutShort()) {
            // The model did not make a mistake: it was stopped while it wrote the call.
            return reason(finish);
        }
        return switch (calls.fault()) {
            case MALFORMED -> "MALFORMED_FUNCTION_CALL";
            case TOO_MANY -> "TOO_MANY_TOOL_CALLS";
            case UNEXPECTED -> "UNEXPECTED_TOOL_CALL";
            case NONE -> reason(finish);
        };
    }

    private boolean cutShort() {
        return finish != null
                && (finish.kind() == FinishReason.Kind.LENGTH || finish.kind() == FinishReason.Kind.CONTENT_FILTER);
    }

    /** Tool calls end with STOP here: there is no reason of their own. */
    private static String reason(@Nullable FinishReason finish) {
        return finish == null
                ? "OTHER"
                : switch (finish.kind()) {
                    case STOP, TOOL_CALLS -> "STOP";
                    case LENGTH -> "MAX_TOKENS";
                    case CONTENT_FILTER -> "SAFETY";
                    case OTHER -> "OTHER";
                };
    }

    private @Nullable String message() {
        if (refused) {
            return "refusal";
        }
        if (finish == null || finish.kind() != FinishReason.Kind.OTHER) {
            return null;
        }
        String word = finish.word();
        return word.length() > MAX_WORD_CHARS ? word.substring(0, MAX_WORD_CHARS) : word;
    }
}
