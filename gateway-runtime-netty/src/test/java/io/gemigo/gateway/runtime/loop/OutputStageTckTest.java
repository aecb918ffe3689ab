package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.testkit.port.TicketStageTck;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class OutputStageTckTest extends TicketStageTck {
    @Override
    protected Subject start() {
        return new NettySubject();
    }

    private static final class NettySubject implements Subject, Batched {
        private static final int BEFORE = 10;

        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final LoopScheduler loop = new LoopScheduler(channel.eventLoop(), 0, true);
        private final OutputStage stage = new OutputStage(loop, this);

        @Override
        public Stage stage() {
            return stage;
        }

        @Override
        public Ticket ticket(byte[] bytes) {
            ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(BEFORE + bytes.length);
            buffer.writeZero(BEFORE).writeBytes(bytes);
            return new BufTicket(buffer, BEFORE, bytes.length);
        }

        @Override
        public int count(Ticket ticket) {
            return ((BufTicket) ticket).buffer().refCnt();
        }

        @Override
        public byte[] flush() {
            stage.untouch();
            stage.writeTo(channel);
            channel.flush();
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
                byte[] bytes = new byte[piece.readableBytes()];
                piece.readBytes(bytes).release();
                sent.writeBytes(bytes);
            }
            loop.freeBuffers();
            return sent.toByteArray();
        }

        @Override
        public void discard() {
            stage.discard();
            loop.freeBuffers();
        }

        @Override
        public void flushBatch() {}

        @Override
        public void batchFailed() {}

        @Override
        public void close() {
            stage.discard();
            loop.freeBuffers();
            channel.finishAndReleaseAll();
        }
    }
}
