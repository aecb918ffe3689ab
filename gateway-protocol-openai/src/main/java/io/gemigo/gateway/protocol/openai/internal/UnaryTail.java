package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.ReplyTail;

/** Head and end of an answer in one piece. Immutable. */
final class UnaryTail implements ReplyTail {
    static final UnaryTail INSTANCE = new UnaryTail();

    private UnaryTail() {}

    @Override
    public void head(HeaderList headers) {
        headers.add("content-type", "application/json");
    }

    @Override
    public void completed() {}

    /** Half a body has no place for an error; that it is cut tells. */
    @Override
    public void failed(Failure failure) {}

    @Override
    public Ending failureEnding() {
        return Ending.CUT;
    }
}
