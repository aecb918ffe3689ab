package io.gemigo.gateway.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class TurnBuffersTest {
    private final TurnBuffers buffers = new TurnBuffers(PooledByteBufAllocator.DEFAULT, 2, 1024);

    @AfterEach
    void close() {
        buffers.close();
    }

    @Test
    void nextTurnHasTheSameMemoryInTheSameOrder() {
        ByteBuf first = buffers.next();
        ByteBuf second = buffers.next();
        assertThat(second).isNotSameAs(first);
        first.writeLong(1).release();
        second.release();
        buffers.turnOver();
        assertThat(buffers.next()).isSameAs(first);
        assertThat(first.isReadable()).as("what the last turn has left").isFalse();
        assertThat(first.writableBytes()).isEqualTo(1024);
        first.release();
    }

    @Test
    void withinATurnNoMemoryIsHandedOutTwice() {
        ByteBuf first = buffers.next();
        first.release();
        ByteBuf second = buffers.next();
        assertThat(second).isNotSameAs(first);
        second.release();
    }

    @Test
    void whoeverHoldsABufferKeepsIt() {
        ByteBuf kept = buffers.next().writeByte('k');
        buffers.turnOver();
        ByteBuf other = buffers.next();
        assertThat(other).isNotSameAs(kept);
        assertThat(kept.refCnt()).as("its holder's count alone").isEqualTo(1);
        assertThat(kept.readByte()).isEqualTo((byte) 'k');
        assertThat(kept.release()).isTrue();
        other.release();
    }

    @Test
    void whatHasGrownIsNotKept() {
        ByteBuf grown = buffers.next();
        grown.capacity(4096);
        grown.release();
        buffers.turnOver();
        assertThat(grown.refCnt()).isZero();
        ByteBuf fresh = buffers.next();
        assertThat(fresh.capacity()).isEqualTo(1024);
        fresh.release();
    }

    @Test
    void moreThanItKeepsComeFromTheAllocator() {
        buffers.next().release();
        buffers.next().release();
        ByteBuf third = buffers.next();
        assertThat(third.refCnt()).isEqualTo(1);
        assertThat(third.capacity()).isEqualTo(1024);
        assertThat(third.release()).isTrue();
    }

    @Test
    void nothingIsKeptOnceItIsClosed() {
        ByteBuf buffer = buffers.next();
        buffers.close();
        assertThat(buffer.refCnt()).isEqualTo(1);
        buffer.release();
    }
}
