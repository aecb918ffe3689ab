package io.gemigo.gateway.bench.upstream;

import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.bench.fixture.UpstreamAnswers;
import io.gemigo.gateway.bench.wire.Stamp;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Answers as they go over the wire, written once; only the stamps differ. Immutable. */
final class AnswerBytes {
    private static final byte[] MARK = Stamp.blank().getBytes(StandardCharsets.US_ASCII);

    /** An answer in one piece, and where its stamp goes. */
    final byte[] whole;

    final int wholeStamp;

    /** Head and first event of a stream. */
    final byte[] first;

    /** One event in a chunk of its own, and where its stamp goes. */
    final byte[] event;

    final int eventStamp;

    /** The end of a stream whose client did not ask for usage. */
    final byte[] last;

    /** The end of a stream whose client did. */
    final byte[] lastWithUsage;

    AnswerBytes(UpstreamSettings settings) {
        byte[] json = UpstreamAnswers.completion(text(settings.answerTextBytes()));
        whole = new ByteBuilder(json.length + 128)
                .append("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ")
                .append(json.length)
                .append("\r\n\r\n")
                .append(json)
                .toBytes();
        wholeStamp = find(whole);
        first = new ByteBuilder(512)
                .append("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n")
                .append("transfer-encoding: chunked\r\n\r\n")
                .append(chunk(UpstreamAnswers.firstEvent()))
                .toBytes();
        event = chunk(UpstreamAnswers.event(UpstreamAnswers.chunk(text(settings.eventTextBytes()))));
        eventStamp = find(event);
        last = end(false);
        lastWithUsage = end(true);
    }

    private static String text(int bytes) {
        return Stamp.blank() + " " + Prompt.of(Math.max(0, bytes - Stamp.BYTES - 1));
    }

    private static byte[] end(boolean usage) {
        return new ByteBuilder(1024)
                .append(chunk(UpstreamAnswers.lastEvents(usage)))
                .append("0\r\n\r\n")
                .toBytes();
    }

    private static byte[] chunk(byte[] payload) {
        return new ByteBuilder(payload.length + 16)
                .append(Integer.toHexString(payload.length))
                .append("\r\n")
                .append(payload)
                .append("\r\n")
                .toBytes();
    }

    private static int find(byte[] a) {
        for (int i = 0; i + MARK.length <= a.length; i++) {
            if (Arrays.equals(a, i, i + MARK.length, MARK, 0, MARK.length)) {
                return i;
            }
        }
        throw new IllegalStateException("no stamp");
    }
}
