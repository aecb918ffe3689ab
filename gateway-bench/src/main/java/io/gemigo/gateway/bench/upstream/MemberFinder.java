package io.gemigo.gateway.bench.upstream;

import java.nio.charset.StandardCharsets;

/**
 * Looks for one member with the value {@code true} in a body, however it is cut and whatever white space it holds. Taken for
 * found wherever it stands: a benchmark's prompts do not hold it. Single-owner.
 */
final class MemberFinder {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);

    private final byte[] name;
    private int matched;
    private int value;
    private boolean colon;
    private boolean found;

    MemberFinder(String member) {
        name = ("\"" + member + "\"").getBytes(StandardCharsets.US_ASCII);
    }

    void reset() {
        matched = 0;
        found = false;
    }

    boolean found() {
        return found;
    }

    void read(byte[] a, int from, int to) {
        for (int i = from; i < to && !found; i++) {
            byte b = a[i];
            if (matched == name.length) {
                value(b);
            } else if (b == name[matched]) {
                matched++;
                value = 0;
                colon = false;
            } else {
                matched = b == '"' ? 1 : 0;
            }
        }
    }

    private void value(byte b) {
        if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
            return;
        }
        if (!colon && b == ':') {
            colon = true;
        } else if (colon && b == TRUE[value]) {
            value++;
            found = value == TRUE.length;
        } else {
            matched = b == '"' ? 1 : 0;
        }
    }
}
