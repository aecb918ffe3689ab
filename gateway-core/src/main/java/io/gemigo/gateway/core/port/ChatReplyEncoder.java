package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.chat.ChatSink;

/**
 * Writes a canonical answer in a client's dialect to the stage, as the calls come. Before the first byte is staged nothing
 * has gone to the client, and core answers failures with {@link ErrorEncoder} instead. Loop-confined.
 */
public interface ChatReplyEncoder extends ChatSink, ReplyTail {
    /** The upstream has nothing more at the moment: what is held back for company must be staged. */
    void endOfRead();

    @Override
    void completed();

    @Override
    void failed(io.gemigo.gateway.core.error.Failure failure);
}
