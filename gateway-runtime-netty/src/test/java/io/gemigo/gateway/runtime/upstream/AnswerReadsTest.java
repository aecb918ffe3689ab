package io.gemigo.gateway.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerReadsTest {
    private final LoopScheduler loop = new LoopScheduler(new EmbeddedChannel().eventLoop(), 0, true);
    private final RecvByteBufAllocator.ExtendedHandle reads = new AnswerReads(loop).newHandle();

    @AfterEach
    void freeBuffers() {
        loop.freeBuffers();
    }

    private int next() {
        ByteBuf buffer = reads.allocate(PooledByteBufAllocator.DEFAULT);
        try {
            assertThat(buffer.isDirect()).isTrue();
            return buffer.writableBytes();
        } finally {
            buffer.release();
        }
    }

    @Test
    void readsAreLargeWhileTheyBringMuch() {
        assertThat(next()).isEqualTo(8 << 10);
        reads.lastBytesRead(300);
        assertThat(next()).isEqualTo(8 << 10);
        reads.lastBytesRead(8 << 10);
        assertThat(next()).as("there is more").isEqualTo(64 << 10);
        reads.lastBytesRead(20_000);
        assertThat(next()).isEqualTo(64 << 10);
        reads.lastBytesRead(8_000);
        assertThat(next()).isEqualTo(8 << 10);
    }
}
