package io.gemigo.gateway.runtime.http1;

import io.gemigo.gateway.core.error.Failure;
import org.jspecify.annotations.Nullable;

/** The first line of a response; the reason phrase is of no interest. Loop-confined. */
public final class StatusLine implements StartLine {
    private static final int MIN_BYTES = "HTTP/1.1 200".length();

    private int status;
    private boolean http10;

    /** Nothing read yet. */
    public StatusLine() {}

    /** The status, 100 to 599. */
    public int status() {
        return status;
    }

    /** Whether the server speaks HTTP/1.0. */
    public boolean http10() {
        return http10;
    }

    @Override
    public Failure.@Nullable MalformedHttp parse(byte[] a, int from, int to) {
        boolean sound = to - from >= MIN_BYTES
                && a[from] == 'H'
                && a[from + 1] == 'T'
                && a[from + 2] == 'T'
                && a[from + 3] == 'P'
                && a[from + 4] == '/'
                && a[from + 5] == '1'
                && a[from + 6] == '.'
                && (a[from + 7] == '0' || a[from + 7] == '1')
                && a[from + 8] == ' '
                && a[from + 9] >= '1'
                && a[from + 9] <= '5'
                && Octets.digit(a[from + 10])
                && Octets.digit(a[from + 11])
                && (to - from == MIN_BYTES || a[from + 12] == ' ');
        for (int i = from + MIN_BYTES; sound && i < to; i++) {
            sound = Octets.fieldValue(a[i]);
        }
        if (!sound) {
            return new Failure.MalformedHttp(400, "malformed_status_line", "The status line is malformed.");
        }
        http10 = a[from + 7] == '0';
        status = (a[from + 9] - '0') * 100 + (a[from + 10] - '0') * 10 + a[from + 11] - '0';
        return null;
    }
}
