package io.gemigo.gateway.runtime.loop;

import io.netty.buffer.ByteBuf;

/** Whoever makes sense of what a connection has received. Loop-confined. */
public interface InputReader {
    /** Takes what was read, in the order in which it came. Called inside an entry; owns the buffer and throws nothing. */
    void take(ByteBuf in);
}
