package io.gemigo.gateway.runtime.http1;

import io.gemigo.gateway.core.error.Failure;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The first line of a request: method, target, version; exactly one space between them. Loop-confined. */
public final class RequestLine implements StartLine {
    private static final int VERSION_BYTES = 8;
    private static final int MAX_METHOD_BYTES = 32;
    private static final int REMEMBERED_CHARS = 128;

    private String method = "";
    private String target = "";
    /** The target before this one, as sent: connections often ask for the same again. */
    private String last = "";

    private @Nullable String authority;
    private boolean http10;

    /** Nothing read yet. */
    public RequestLine() {}

    /** The method. */
    public String method() {
        return method;
    }

    /** The target in origin form; {@code *} for OPTIONS. */
    public String target() {
        return target;
    }

    /** Whether it asks for this. */
    public boolean is(String aMethod, String aTarget) {
        return method.equals(aMethod) && target.equals(aTarget);
    }

    /** The authority of an absolute-form target, null if it was in origin form. */
    public @Nullable String authority() {
        return authority;
    }

    /** Whether the client speaks HTTP/1.0. */
    public boolean http10() {
        return http10;
    }

    @Override
    public Failure.@Nullable MalformedHttp parse(byte[] a, int from, int to) {
        method = "";
        target = "";
        authority = null;
        int methodEnd = from;
        while (methodEnd < to && a[methodEnd] >= 'A' && a[methodEnd] <= 'Z') {
            methodEnd++;
        }
        if (methodEnd == from || methodEnd == to || a[methodEnd] != ' ' || methodEnd - from > MAX_METHOD_BYTES) {
            return malformed("The request line is malformed.");
        }
        int targetFrom = methodEnd + 1;
        int targetTo = targetFrom;
        while (targetTo < to && a[targetTo] != ' ') {
            targetTo++;
        }
        Failure.MalformedHttp version = version(a, targetTo + 1, to);
        if (version != null) {
            return version;
        }
        method = method(a, from, methodEnd);
        return target(a, targetFrom, targetTo);
    }

    private static String method(byte[] a, int from, int to) {
        if (to - from == 4 && a[from] == 'P' && a[from + 1] == 'O' && a[from + 2] == 'S' && a[from + 3] == 'T') {
            return "POST";
        }
        if (to - from == 3 && a[from] == 'G' && a[from + 1] == 'E' && a[from + 2] == 'T') {
            return "GET";
        }
        return new String(a, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private Failure.@Nullable MalformedHttp version(byte[] a, int from, int to) {
        boolean sound = to - from == VERSION_BYTES
                && a[from] == 'H'
                && a[from + 1] == 'T'
                && a[from + 2] == 'T'
                && a[from + 3] == 'P'
                && a[from + 4] == '/'
                && Octets.digit(a[from + 5])
                && a[from + 6] == '.'
                && Octets.digit(a[from + 7]);
        if (!sound) {
            return malformed("The request line is malformed.");
        }
        if (a[from + 5] != '1' || a[from + 7] > '1') {
            return new Failure.MalformedHttp(505, "http_version_not_supported", "Speak HTTP/1.1.");
        }
        http10 = a[from + 7] == '0';
        return null;
    }

    private Failure.@Nullable MalformedHttp target(byte[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = a[i];
            if (b <= 0x20 || b == 0x7f || b == '#') {
                return malformedTarget();
            }
            if (b == '%') {
                int high = i + 1 < to ? Octets.hex(a[i + 1]) : -1;
                int low = i + 2 < to ? Octets.hex(a[i + 2]) : -1;
                if (high < 0 || low < 0 || high + low == 0) {
                    return malformedTarget();
                }
            }
        }
        String text = last;
        if (!Octets.equal(a, from, to, text)) {
            text = new String(a, from, to - from, StandardCharsets.ISO_8859_1);
            last = text.length() > REMEMBERED_CHARS ? "" : text;
        }
        if (text.startsWith("/")) {
            target = text;
            return null;
        }
        if (text.equals("*") && method.equals("OPTIONS")) {
            target = text;
            return null;
        }
        return absolute(text);
    }

    private Failure.@Nullable MalformedHttp absolute(String text) {
        int start = schemeLength(text);
        if (start == 0) {
            return malformedTarget();
        }
        int end = start;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
            end++;
        }
        String named = text.substring(start, end);
        if (!Authority.valid(named)) {
            return malformedTarget();
        }
        authority = named;
        target = end < text.length() && text.charAt(end) == '/' ? text.substring(end) : "/" + text.substring(end);
        return null;
    }

    private static int schemeLength(String text) {
        for (String scheme : new String[] {"http://", "https://"}) {
            if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return 0;
    }

    private static Failure.MalformedHttp malformed(String message) {
        return new Failure.MalformedHttp(400, "malformed_request_line", message);
    }

    private static Failure.MalformedHttp malformedTarget() {
        return new Failure.MalformedHttp(400, "malformed_target", "The request target is malformed.");
    }

    /** The path only: a query may hold a credential. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + " " + (query < 0 ? target : target.substring(0, query));
    }
}
