package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Scheduler;

/** What answers the requests of a listener. Thread-safe; each exchange stays on the loop it is given. */
public interface HttpApplication {
    /** Takes one exchange; may answer before it returns. */
    HttpExchange open(HttpRequestHead head, HttpReply reply, Scheduler loop);

    /**
     * Tells a client why its request was not taken; the connection is closed after the answer.
     *
     * @param head as far as it could be read: without method, target and fields if not at all
     */
    HttpExchange refuse(HttpRequestHead head, Failure failure, HttpReply reply, Scheduler loop);
}
