package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.ReplyTail;
import org.jspecify.annotations.Nullable;

/** Whoever asked for a chat, as the pipeline sees it. Loop-confined. */
interface ChatFront {
    /** Whether anything has gone to the caller, so that the call cannot be made again. */
    boolean committed();

    /** A fresh reader for one attempt's events. */
    ChatSink translated();

    /** Where a relayed answer of one attempt goes; only asked for where the intake can be relayed. */
    Relay relayed();

    /** The upstream has nothing more at the moment. */
    void endOfRead();

    /** The run is over, well if the failure is null; after it the front hears nothing more. */
    void over(@Nullable Failure failure);

    /**
     * Where a relayed answer goes.
     *
     * @param stage takes passed ranges
     * @param tail writes what does not come from the upstream
     * @param edits takes what the decoder wants changed
     */
    record Relay(Stage stage, ReplyTail tail, RelayEdits edits) {}
}
