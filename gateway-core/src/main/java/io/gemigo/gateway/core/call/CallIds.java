package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.internal.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes and checks the ids of calls. */
final class CallIds {
    private static final int MAX_CLIENT_ID_CHARS = 64;
    private static final int ID_CHARS = 36;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private CallIds() {}

    /** A new id: unique for all practical purposes, not secret. */
    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] id = new byte[ID_CHARS];
        id[0] = 'r';
        id[1] = 'e';
        id[2] = 'q';
        id[3] = '_';
        hex(random.nextLong(), id, 4);
        hex(random.nextLong(), id, 20);
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    private static void hex(long bits, byte[] out, int at) {
        for (int i = 0; i < 16; i++) {
            out[at + i] = HEX[(int) (bits >>> (60 - 4 * i)) & 0xf];
        }
    }

    /** The client's id if it is fit for headers and logs, else the gateway's. */
    static String readable(@Nullable String clientId, String ownId) {
        return clientId != null && Ascii.plainName(clientId, MAX_CLIENT_ID_CHARS) ? clientId : ownId;
    }
}
