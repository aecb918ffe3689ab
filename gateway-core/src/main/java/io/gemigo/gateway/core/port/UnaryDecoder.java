package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.Usage;
import org.jspecify.annotations.Nullable;

/** Decodes one answer in one piece. Loop-confined; for one use. */
public interface UnaryDecoder {
    /**
     * Decodes a whole body of status 200 and tells the sink everything, its end included.
     *
     * @param body borrowed until this returns
     * @param edits where the answer is relayed, takes the ranges to change; null in a translation
     */
    void body(Window body, ChatSink sink, @Nullable RelayEdits edits);

    /**
     * In a relay, after the sink was told {@code completed}: adds an edit that tells the client what was used, if the upstream
     * has not told it.
     *
     * @param counts the upstream's, else a guess
     */
    default void usage(Usage counts) {}
}
