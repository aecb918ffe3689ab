package io.gemigo.gateway.core.sse;

import io.gemigo.gateway.core.bytes.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Feeds a stream to a decoder in pieces and keeps what it hears, in owned form. */
final class Heard implements SseListener {
    static final byte SCRIBBLE = '\n';

    /** One event; {@code plain} depends on the cut, so it is told apart. */
    record Event(String data, String name, String comment, boolean terminated) {}

    final List<Event> events = new ArrayList<>();
    final List<Boolean> plain = new ArrayList<>();
    private int stopAfter = Integer.MAX_VALUE;
    private byte[] fed = {};

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Event data(String data) {
        return new Event(data, "", "", true);
    }

    Heard stopAfter(int count) {
        stopAfter = count;
        return this;
    }

    @Override
    public boolean event(SseEvent event) {
        events.add(new Event(
                event.data().utf8(), event.name().utf8(), event.comment().utf8(), event.terminated()));
        plain.add(event.plain());
        if (event.plain()) {
            String frame =
                    new String(fed, event.frameFrom(), event.frameTo() - event.frameFrom(), StandardCharsets.UTF_8);
            if (!frame.equals("data: " + event.data().utf8() + "\n\n")) {
                throw new AssertionError("not the event's bytes: " + frame);
            }
        }
        return events.size() < stopAfter;
    }

    /** Feeds a range, borrowed: in an array of its own among line ends, which is scribbled over afterwards. */
    boolean feed(SseDecoder decoder, byte[] stream, int from, int to, int padding) {
        fed = new byte[to - from + 2 * padding];
        Arrays.fill(fed, SCRIBBLE);
        System.arraycopy(stream, from, fed, padding, to - from);
        boolean fine = decoder.feed(Window.of(fed, padding, padding + to - from), this);
        Arrays.fill(fed, SCRIBBLE);
        return fine;
    }

    /** What a stream holds, cut at these rising offsets. */
    static Heard of(byte[] stream, int padding, int... cuts) {
        Heard heard = new Heard();
        SseDecoder decoder = new SseDecoder(1 << 20);
        int from = 0;
        for (int cut : cuts) {
            heard.feed(decoder, stream, from, cut, padding);
            from = cut;
        }
        heard.feed(decoder, stream, from, stream.length, padding);
        decoder.finish(heard);
        return heard;
    }

    static Heard of(String stream) {
        return of(utf8(stream), 0);
    }
}
