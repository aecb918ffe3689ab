package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.bytes.Ticket;
import io.netty.buffer.ByteBuf;

/** A ticket over a range of a counted buffer. Loop-confined. */
public class BufTicket implements Ticket {
    private final ByteBuf buffer;
    private final int offset;
    private final int length;

    /** A ticket for {@code length} bytes from {@code offset}; takes no count of its own. */
    public BufTicket(ByteBuf buffer, int offset, int length) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
    }

    ByteBuf buffer() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    @Override
    public final int length() {
        return length;
    }

    @Override
    public void retain() {
        buffer.retain();
    }

    @Override
    public void release() {
        buffer.release();
    }
}
