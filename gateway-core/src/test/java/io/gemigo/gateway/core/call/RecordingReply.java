package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpReply;

/** A client's side that remembers what was said to it, and insists on the order. */
final class RecordingReply implements HttpReply {
    final ByteBuilder payload = new ByteBuilder(64);
    final HeaderList headers = new HeaderList();
    long bodyLimit = -1;
    int status;
    boolean ended;
    boolean closed;
    boolean cut;

    @Override
    public void readBody(long maxBytes) {
        if (bodyLimit >= 0 || status != 0) {
            throw new IllegalStateException("body asked for twice or too late");
        }
        bodyLimit = maxBytes;
    }

    @Override
    public HeaderList headers() {
        return headers;
    }

    @Override
    public void head(int code) {
        if (status != 0) {
            throw new IllegalStateException("second head");
        }
        status = code;
    }

    @Override
    public Stage stage() {
        return payload;
    }

    @Override
    public void end(boolean close) {
        over();
        ended = true;
        closed = close;
    }

    @Override
    public void cut() {
        over();
        cut = true;
    }

    private void over() {
        if (status == 0 || ended || cut) {
            throw new IllegalStateException("end without head, or second end");
        }
    }

    String text() {
        return payload.utf8();
    }
}
