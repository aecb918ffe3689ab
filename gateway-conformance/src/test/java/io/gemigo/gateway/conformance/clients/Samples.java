package io.gemigo.gateway.conformance.clients;

import java.util.Base64;

/** What the tests of several clients send, and what the fake makes of it. */
public final class Samples {
    /** A PNG of 16 by 16 pixels, as base64; the service takes none below 11 by 11. */
    public static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mNQSFhAEmIY1TCqYfhqAACc2CAQ"
                    + "XBvANQAAAABJRU5ErkJggg==";

    /** The same as a data URL. */
    public static final String DATA_URL = "data:image/png;base64," + PNG;

    /** What a model that can see says of it. */
    public static final String SEEN = "I see 16 by 16 pixels.";

    private Samples() {}

    /** The bytes of the picture. */
    public static byte[] png() {
        return Base64.getDecoder().decode(PNG);
    }
}
