package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.testkit.toy.ToyProtocol.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes answers of the toy dialect, streamed or not, with at most one flaw. */
final class ToyReply implements ChatReplyEncoder, ChatSink {
    private final Flaw flaw;
    private final ReplyContext context;
    private final Stage stage;
    private final ToyScan request;
    private final boolean stream;
    private final ByteBuilder text = new ByteBuilder(64);
    private @Nullable FinishReason finish;
    private @Nullable Usage usage;
    private byte @Nullable [] kept;
    private int keptFrom;
    private int keptTo;

    ToyReply(Flaw flaw, ReplyContext context, Stage stage, ToyScan request) {
        this.flaw = flaw;
        this.context = context;
        this.stage = stage;
        this.request = request;
        stream = request.stream && flaw != Flaw.MISREADS_STREAM;
    }

    @Override
    public void head(HeaderList headers) {
        headers.add("content-type", stream ? "text/event-stream" : "application/json");
    }

    /** Opens an object that names the model. */
    private JsonWriter object() {
        JsonWriter json = new JsonWriter(new ByteBuilder(64)).object();
        String model = flaw == Flaw.READS_THE_BODY_LATE
                ? new String(
                        request.array, request.modelFrom, request.modelTo - request.modelFrom, StandardCharsets.UTF_8)
                : context.model();
        return flaw == Flaw.FORGETS_THE_MODEL ? json : json.name("model").string(model);
    }

    private void send(JsonWriter json) {
        ByteBuilder out = json.endObject().out();
        if (stream) {
            say("data: ");
        }
        stage.write(out.array(), 0, out.length());
        if (stream) {
            say("\n\n");
        }
    }

    private void say(String words) {
        stage.write(words.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void started(byte[] a, int from, int to) {}

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        if (flaw == Flaw.KEEPS_BORROWED_BYTES) {
            kept = a;
            keptFrom = from;
            keptTo = to;
        } else if (flaw == Flaw.MINDS_THE_SPLIT && to - from == 1) {
            text.append(JsonText.unescape(a, from, to).toUpperCase(Locale.ROOT));
        } else {
            text.append(a, from, to);
        }
        if (flaw == Flaw.STAGES_BEFORE_IT_IS_WHOLE && !stream) {
            say(" ");
        }
        if (flaw == Flaw.ENDS_TOO_EARLY && stream) {
            flushText();
            say("data: [END]\n\n");
        }
    }

    private void flushText() {
        if (kept != null) {
            text.append(kept, keptFrom, keptTo);
            kept = null;
        }
        if (text.length() > 0) {
            send(object().name("text").escaped(text.array(), 0, text.length()));
            text.clear();
        }
    }

    @Override
    public void endOfRead() {
        if (stream && flaw != Flaw.DROPS_LAST_DELTA) {
            flushText();
        }
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        finish = reason;
        if (stream) {
            if (flaw != Flaw.DROPS_LAST_DELTA) {
                flushText();
            }
            send(object().name("finish").string(reason.word()));
        }
    }

    @Override
    public void usage(Usage counts) {
        usage = counts;
        if (stream) {
            usage(object(), counts);
        }
    }

    private void usage(JsonWriter json, Usage counts) {
        json.name("usage").array().number(counts.promptTokens());
        send(json.number(counts.completionTokens()).endArray());
    }

    @Override
    public void completed() {
        if (stream) {
            if (flaw != Flaw.NEVER_ENDS && (flaw != Flaw.FORGETS_RELAY_ENDS || finish != null)) {
                say("data: [END]\n\n");
            }
            return;
        }
        JsonWriter json = object().name("text").escaped(text.array(), 0, text.length());
        FinishReason reason = finish;
        if (reason != null) {
            json.name("finish").string(reason.word());
        }
        Usage counts = usage;
        if (counts == null) {
            send(json);
        } else {
            usage(json, counts);
        }
    }

    @Override
    public void failed(Failure failure) {
        if (flaw == Flaw.HIDES_FAILURES) {
            say("data: [END]\n\n");
        } else {
            send(object().name("error").string(failure.code()));
        }
    }

    @Override
    public Ending failureEnding() {
        return Ending.CLEAN;
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {}

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {}

    @Override
    public void toolCall(int choice, int call, String id, String name) {}

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {}

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {}

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {}

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {}

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {}
}
