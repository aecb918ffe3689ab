package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.runtime.http1.RequestLine;
import io.gemigo.gateway.runtime.loop.OutputStage;

/**
 * One answer: takes what core says of it and frames it when the entry is over. An answer that ends in the entry that began
 * it goes out with its length, others in chunks, to HTTP/1.0 clients up to the close. Loop-confined; a
 * connection has one, which gives all its answers.
 */
final class NettyReply implements HttpReply {
    private static final int HEAD_ROOM = 768;
    private static final int CHUNK_ROOM = 16;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** How the payload is delimited. */
    private enum Framing {
        /** Not decided: the head has not been written. */
        OPEN,
        /** There is none, whatever core stages. */
        NONE,
        /** By length. */
        LENGTH,
        /** In chunks. */
        CHUNKS,
        /** By the end of the connection. */
        CLOSE
    }

    private final ClientConnection connection;
    private final RequestInProgress request;
    private final OutputStage out;

    private final HeaderList headers = new HeaderList();

    private boolean http10;
    private boolean headOnly;
    private int status;
    private boolean begun;
    private Framing framing = Framing.OPEN;
    private boolean ended;
    private boolean close;
    private boolean cut;
    private boolean gone;

    NettyReply(ClientConnection connection, RequestInProgress request, OutputStage out) {
        this.connection = connection;
        this.request = request;
        this.out = out;
    }

    /** Another request is to be answered. */
    void begin(RequestLine line) {
        begun = false;
        headers.clear();
        framing = Framing.OPEN;
        ended = false;
        close = false;
        cut = false;
        http10 = line.http10();
        headOnly = line.method().equals("HEAD");
        out.headroom(HEAD_ROOM);
    }

    @Override
    public void readBody(long maxBytes) {
        if (!gone) {
            connection.proven();
            request.bodyWanted(maxBytes);
        }
    }

    @Override
    public HeaderList headers() {
        return headers;
    }

    @Override
    public void head(int newStatus) {
        if (begun) {
            throw new IllegalStateException("a second head");
        }
        status = newStatus;
        begun = true;
        touch();
    }

    @Override
    public Stage stage() {
        return out;
    }

    @Override
    public void end(boolean closeAfter) {
        ended = true;
        close |= closeAfter;
        touch();
    }

    @Override
    public void cut() {
        cut = true;
        touch();
    }

    private void touch() {
        if (!gone) {
            out.touch();
        }
    }

    /** The client has left: whatever core still says is dropped. */
    void gone() {
        gone = true;
    }

    /** Writes what was said since the last time. */
    void flush(ServerLoop shared) {
        if (!begun) {
            out.discard();
            if (cut || ended) {
                connection.answered(true, true);
            }
            return;
        }
        ByteBuilder front = shared.builder();
        if (framing == Framing.OPEN) {
            head(front, shared);
        }
        int payload = out.length();
        switch (framing) {
            case NONE -> out.discard();
            case CHUNKS -> {
                if (payload > 0) {
                    ResponseHead.chunk(front, payload);
                    frame(ResponseHead.CRLF);
                }
                if (ended) {
                    frame(ResponseHead.LAST_CHUNK);
                }
            }
            case OPEN, LENGTH, CLOSE -> {}
        }
        if (front.length() > 0) {
            out.prepend(front.array(), 0, front.length());
        }
        connection.write(out);
        out.headroom(CHUNK_ROOM);
        if (ended || cut) {
            connection.answered(close || cut, cut && framing == Framing.CLOSE);
        }
    }

    private void frame(byte[] bytes) {
        out.frame(bytes, 0, bytes.length);
    }

    private void head(ByteBuilder front, ServerLoop shared) {
        ResponseHead.begin(front, status, headers, shared.date().line());
        headers.clear();
        boolean bodiless = status == NO_CONTENT || status == NOT_MODIFIED;
        if (headOnly || bodiless) {
            framing = Framing.NONE;
            if (!bodiless && ended) {
                ResponseHead.contentLength(front, out.length());
            }
        } else if (ended) {
            framing = Framing.LENGTH;
            ResponseHead.contentLength(front, out.length());
        } else if (http10) {
            framing = Framing.CLOSE;
            close = true;
        } else {
            framing = Framing.CHUNKS;
            ResponseHead.chunked(front);
        }
        close |= !connection.reusable();
        if (close) {
            ResponseHead.close(front);
        }
        ResponseHead.end(front);
    }
}
