package io.gemigo.gateway.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class OutputStageTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LoopScheduler loop = new LoopScheduler(channel.eventLoop(), 0, true);
    private final List<String> flushes = new ArrayList<>();
    private final OutputStage stage = new OutputStage(loop, new Batched() {
        @Override
        public void flushBatch() {
            flushes.add("flush");
            stage().untouch();
        }

        @Override
        public void batchFailed() {}
    });

    @AfterEach
    void freeBuffers() {
        loop.freeBuffers();
    }

    private OutputStage stage() {
        return stage;
    }

    private List<Integer> pieces = List.of();

    private String written() {
        stage.writeTo(channel);
        channel.flush();
        StringBuilder text = new StringBuilder();
        List<Integer> sizes = new ArrayList<>();
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            sizes.add(piece.readableBytes());
            text.append(piece.toString(StandardCharsets.US_ASCII));
            piece.release();
        }
        pieces = sizes;
        return text.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void smallPiecesAndTheirFramesAreOneBuffer() {
        stage.headroom(8);
        stage.write(ascii("abc"));
        stage.pass(HeapTicket.of(ascii("0123456789")), 2, 5);
        stage.frame(ascii("\r\n"), 0, 2);
        assertThat(stage.length()).as("payload only").isEqualTo(6);
        stage.prepend(ascii("6\r\n"), 0, 3);
        assertThat(written()).isEqualTo("6\r\nabc234\r\n");
        assertThat(pieces).hasSize(1);
        assertThat(stage.length()).isZero();
    }

    @Test
    void frameThatFindsNoRoomIsABufferOfItsOwn() {
        stage.headroom(2);
        stage.write(ascii("abc"));
        stage.prepend(ascii("long head "), 0, 10);
        stage.prepend(ascii("x"), 0, 1);
        assertThat(written()).isEqualTo("xlong head abc");
        stage.prepend(ascii("alone"), 0, 5);
        stage.frame(ascii("!"), 0, 1);
        assertThat(written()).isEqualTo("alone!");
    }

    @Test
    void largeRangesAreSlicesThatLiveOnAlone() {
        ByteBuf source = PooledByteBufAllocator.DEFAULT.directBuffer(16_384, 16_384);
        source.writeBytes(ascii("y".repeat(16_384)));
        BufTicket ticket = new BufTicket(source, 16, 16_000);
        stage.pass(ticket, 0, 8000);
        stage.write(ascii("-"));
        stage.pass(ticket, 8000, 16_000);
        assertThat(source.refCnt()).isEqualTo(3);
        source.release();
        assertThat(written()).isEqualTo("y".repeat(8000) + "-" + "y".repeat(8000));
        assertThat(pieces).containsExactly(8000, 1, 8000);
        assertThat(source.refCnt()).isZero();
    }

    @Test
    void rangeThatIsSmallBesideItsBufferIsCopiedRatherThanPinned() {
        ByteBuf source = PooledByteBufAllocator.DEFAULT.directBuffer(65_536);
        source.writeBytes(ascii("y".repeat(60_000)));
        BufTicket ticket = new BufTicket(source, 0, 60_000);
        stage.pass(ticket, 0, 2_000);
        stage.write(ascii("-"));
        assertThat(source.refCnt())
                .as("L8: water marks count bytes, not what they keep alive")
                .isEqualTo(1);
        stage.pass(ticket, 0, 20_000);
        assertThat(source.refCnt()).isEqualTo(2);
        source.release();
        stage.discard();
        assertThat(source.refCnt()).isZero();
        assertThat(written()).isEmpty();
    }

    @Test
    void rangesThatFollowEachOtherAreOneSlice() {
        ByteBuf source = PooledByteBufAllocator.DEFAULT.directBuffer(16_384, 16_384);
        source.writeBytes(ascii("y".repeat(16_384)));
        BufTicket ticket = new BufTicket(source, 0, 16_384);
        for (int i = 0; i < 16_000; i += 800) {
            stage.pass(ticket, i, i + 800);
        }
        assertThat(stage.length()).isEqualTo(16_000);
        stage.pass(ticket, 16_338, 16_384);
        source.release();
        assertThat(written()).isEqualTo("y".repeat(16_046));
        assertThat(pieces).containsExactly(16_000, 46);
        assertThat(source.refCnt()).isZero();
    }

    @Test
    void manySmallPiecesAreOneBufferUpToALimit() {
        String line = "z".repeat(100);
        for (int i = 0; i < 300; i++) {
            stage.write(ascii(line));
        }
        assertThat(written()).isEqualTo(line.repeat(300));
        assertThat(pieces).hasSize(1);
        for (int i = 0; i < 3000; i++) {
            stage.write(ascii(line));
        }
        assertThat(written()).isEqualTo(line.repeat(3000));
        assertThat(pieces).hasSizeBetween(9, 20);
    }

    @Test
    void heapMemoryIsCopiedAtOnceAndPinnedByNobody() {
        ByteBuf body = PooledByteBufAllocator.DEFAULT.heapBuffer(8192);
        body.writeBytes(ascii("b".repeat(8000)));
        stage.pass(new BufTicket(body, 0, 8000), 0, 8000);
        stage.frame(ascii("!"), 0, 1);
        assertThat(body.refCnt()).isOne();
        body.release();
        assertThat(written()).isEqualTo("b".repeat(8000) + "!");
        assertThat(pieces).hasSize(1);
    }

    @Test
    void ownerIsFlushedOncePerTurn() {
        loop.enter();
        stage.write(ascii("a"));
        loop.enter();
        stage.write(ascii("b"));
        loop.leave();
        loop.leave();
        loop.enter();
        loop.leave();
        assertThat(flushes).isEmpty();
        channel.runPendingTasks();
        assertThat(flushes).hasSize(1);
        loop.enter();
        loop.leave();
        channel.runPendingTasks();
        assertThat(flushes).hasSize(1);
        stage.write(ascii("c"));
        channel.runPendingTasks();
        assertThat(flushes).as("outside of any entry: soon").hasSize(2);
        stage.discard();
    }
}
