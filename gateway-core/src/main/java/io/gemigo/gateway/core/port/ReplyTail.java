package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import org.jspecify.annotations.Nullable;

/** The parts of an answer that do not come from the upstream. Loop-confined. */
public interface ReplyTail {
    /** Adds content type and whatever else this answer's head needs. */
    void head(HeaderList headers);

    /**
     * What shows those between here and the client, in a long silence after the head, that the answer still comes: bytes
     * that mean nothing and may stand between any two events; the array must not be written to. Null if the answer can hold
     * nothing of the kind.
     */
    default byte @Nullable [] keepAlive() {
        return null;
    }

    /** Writes what ends a complete answer. */
    void completed();

    /** Writes what tells the client, after the first byte, that the answer is not whole. Takes every failure. */
    void failed(Failure failure);

    /** How the connection must end after {@link #failed}. */
    Ending failureEnding();

    /** How an answer that failed midway ends. */
    enum Ending {
        /** As if complete, then close: the error itself tells. */
        CLEAN,
        /** Without the final chunk, so that clients that overlook the error see a broken body. */
        CUT
    }
}
