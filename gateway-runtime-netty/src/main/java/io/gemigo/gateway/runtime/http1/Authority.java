package io.gemigo.gateway.runtime.http1;

/** {@code host[:port]} as Host fields and absolute targets hold it (RFC 9110 §7.2, RFC 3986 §3.2.2), without user info. */
final class Authority {
    private static final int MAX_PORT_DIGITS = 5;
    private static final int MAX_PORT = 65535;

    private Authority() {}

    static boolean valid(String text) {
        int hostEnd = text.startsWith("[") ? literalEnd(text) : nameEnd(text);
        if (hostEnd <= 0) {
            return false;
        }
        return hostEnd == text.length() || text.charAt(hostEnd) == ':' && port(text, hostEnd + 1);
    }

    private static int nameEnd(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) != ':') {
            char c = text.charAt(i);
            boolean sound = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || Octets.digit(c)
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~';
            if (!sound) {
                return 0;
            }
            i++;
        }
        return i;
    }

    private static int literalEnd(String text) {
        int end = text.indexOf(']');
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (Octets.hex(c) < 0 && c != ':' && c != '.') {
                return 0;
            }
        }
        return end > 1 ? end + 1 : 0;
    }

    private static boolean port(String text, int from) {
        int digits = text.length() - from;
        if (digits == 0 || digits > MAX_PORT_DIGITS) {
            return false;
        }
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            if (!Octets.digit(text.charAt(i))) {
                return false;
            }
            port = port * 10 + text.charAt(i) - '0';
        }
        return port <= MAX_PORT;
    }
}
