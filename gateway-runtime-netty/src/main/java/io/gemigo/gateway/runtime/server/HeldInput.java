package io.gemigo.gateway.runtime.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Bytes read before their time: of a request behind the one in progress, or of a body nobody has asked for. Loop-confined. */
final class HeldInput {
    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf held;

    HeldInput(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** What is held, null if nothing. */
    @Nullable
    ByteBuf held() {
        return held;
    }

    int size() {
        ByteBuf bytes = held;
        return bytes == null ? 0 : bytes.readableBytes();
    }

    /** What is held followed by what has come; to be given to {@link #keep} when it was looked through. Borrows. */
    ByteBuf with(ByteBuf in) {
        ByteBuf bytes = held;
        return bytes == null ? in : bytes.writeBytes(in);
    }

    /** Keeps what was left over of {@link #with} or {@link #held}. Borrows. */
    void keep(ByteBuf rest) {
        if (held == null) {
            if (rest.isReadable()) {
                held = allocator.directBuffer(rest.readableBytes()).writeBytes(rest);
            }
        } else if (rest.isReadable()) {
            rest.discardReadBytes();
        } else {
            drop();
        }
    }

    void drop() {
        ByteBuf bytes = held;
        held = null;
        if (bytes != null) {
            bytes.release();
        }
    }
}
