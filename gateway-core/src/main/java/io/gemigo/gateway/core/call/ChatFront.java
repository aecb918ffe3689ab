package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.error.Failure;
import org.jspecify.annotations.Nullable;

/** Whoever asked for a chat, as the pipeline sees it. Loop-confined. */
interface ChatFront {
    /** Whether anything has gone to the caller, so that the call cannot be made again. */
    boolean committed();

    /** A fresh reader for one attempt's events. */
    ChatSink translated();

    /** What becomes of a relayed answer of one attempt; only asked for where the intake can be relayed. */
    Answer relayed();

    /** The upstream has nothing more at the moment. */
    void endOfRead();

    /** The run is over, well if the failure is null; after it the front hears nothing more. */
    void over(@Nullable Failure failure);
}
