package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.runtime.loop.BufTicket;
import io.netty.buffer.ByteBuf;

/** A request's body, which gives its memory back to the budget with its last count. Loop-confined. */
final class BodyTicket extends BufTicket {
    private final BodyBudget budget;
    private final int charged;
    private int counts = 1;

    BodyTicket(ByteBuf buffer, BodyBudget budget, int charged) {
        super(buffer, buffer.readerIndex(), buffer.readableBytes());
        this.budget = budget;
        this.charged = charged;
    }

    @Override
    public void retain() {
        super.retain();
        counts++;
    }

    @Override
    public void release() {
        super.release();
        if (--counts == 0) {
            budget.giveBack(charged);
        }
    }
}
