package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;

/** The stage codecs write answers to: commits the answer's head with the first byte, and counts. Loop-confined. */
final class ReplyStage implements Stage {
    private final HttpCall call;
    private final Stage stage;

    ReplyStage(HttpCall call, Stage stage) {
        this.call = call;
        this.stage = stage;
    }

    @Override
    public void write(byte[] array, int from, int to) {
        if (call.staging(to - from)) {
            stage.write(array, from, to);
        }
    }

    @Override
    public void pass(Ticket ticket, int from, int to) {
        if (call.staging(to - from)) {
            stage.pass(ticket, from, to);
        }
    }
}
