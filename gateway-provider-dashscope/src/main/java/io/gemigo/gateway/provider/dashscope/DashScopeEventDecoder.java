package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.sse.SseEvent;
import io.gemigo.gateway.dialect.openai.ChatChunkDecoder;
import io.gemigo.gateway.dialect.openai.ErrorBody;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The dialect's stream, but for errors in the native frame: {@code event:error}, the status in a comment
 * {@code :HTTP_STATUS/429}, and a body without {@code error} key. Loop-confined; one per answer.
 */
final class DashScopeEventDecoder implements EventDecoder {
    private static final byte[] ERROR = "error".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HTTP_STATUS = "HTTP_STATUS/".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_DIGITS = 3;

    /** The status a comment has told for the event it came with or for the next one, 0 if none. */
    private int status;

    private final WrappedFrame wrapping = new WrappedFrame();

    private final EventDecoder chunks = new ChatChunkDecoder(error -> ErrorDecoder.inAnswer(status, error));

    @Override
    public void event(SseEvent event, ChatSink sink, @Nullable RelayEdits edits) {
        if (event.comment().length() > 0) {
            note(event.comment());
        }
        if (event.data().length() == 0) {
            return;
        }
        if (is(event.name(), ERROR) && event.terminated()) {
            sink.failed(ErrorDecoder.inAnswer(status, ErrorBody.read(event.data())));
            return;
        }
        Failure wrapped = event.terminated() ? wrapping.error(event.data()) : null;
        if (wrapped != null) {
            sink.failed(wrapped);
        } else {
            chunks.event(event, sink, edits);
            status = 0;
        }
    }

    @Override
    public void end(ChatSink sink) {
        chunks.end(sink);
    }

    @Override
    public byte @Nullable [] usageEvent(Usage counts) {
        return chunks.usageEvent(counts);
    }

    private static boolean is(Window window, byte[] word) {
        return Arrays.equals(window.array(), window.from(), window.to(), word, 0, word.length);
    }

    private void note(Window comment) {
        byte[] a = comment.array();
        int from = comment.from();
        while (from < comment.to() && a[from] == ' ') {
            from++;
        }
        int digits = from + HTTP_STATUS.length;
        if (digits + STATUS_DIGITS > comment.to()
                || !Arrays.equals(a, from, digits, HTTP_STATUS, 0, HTTP_STATUS.length)) {
            return;
        }
        int value = 0;
        for (int i = digits; i < digits + STATUS_DIGITS; i++) {
            if (a[i] < '0' || a[i] > '9') {
                return;
            }
            value = value * 10 + (a[i] - '0');
        }
        // 200 is told of ordinary events too.
        status = value >= 400 ? value : 0;
    }
}
