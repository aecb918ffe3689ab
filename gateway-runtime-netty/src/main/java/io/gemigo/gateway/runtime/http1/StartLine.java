package io.gemigo.gateway.runtime.http1;

import io.gemigo.gateway.core.error.Failure;
import org.jspecify.annotations.Nullable;

/** Reads the first line of a message and keeps what it says until the next one. Loop-confined. */
public interface StartLine {
    /** Reads {@code a[from, to)}, the line without its CRLF; the array is borrowed. Null, or what is wrong with it. */
    Failure.@Nullable MalformedHttp parse(byte[] a, int from, int to);
}
