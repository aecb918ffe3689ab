package io.gemigo.gateway.core.sse;

import io.gemigo.gateway.core.bytes.Stage;
import java.nio.charset.StandardCharsets;

/** The plain form in which the gateway writes events: one {@code data: } line and a blank line, nothing else. */
public final class SseFrames {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LF = {'\n', '\n'};
    private static final byte[] CRLF = {'\r', '\n', '\r', '\n'};

    private SseFrames() {}

    /** What stands in front of the payload. */
    public static byte[] prefix() {
        return DATA;
    }

    /** Stages {@code data: payload} and a blank line, with LF line ends. The payload must not hold line breaks. */
    public static void write(Stage stage, byte[] payload, int from, int to) {
        stage.write(DATA);
        stage.write(payload, from, to);
        stage.write(LF);
    }

    /** The same with CRLF line ends. */
    public static void writeCrLf(Stage stage, byte[] payload, int from, int to) {
        stage.write(DATA);
        stage.write(payload, from, to);
        stage.write(CRLF);
    }
}
