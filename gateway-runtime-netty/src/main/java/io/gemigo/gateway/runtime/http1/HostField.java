package io.gemigo.gateway.runtime.http1;

/** The rules of the Host field (RFC 9112 §3.2). */
public final class HostField {
    private HostField() {}

    /**
     * Checks it, and puts the authority of an absolute target in its place.
     *
     * @return whether it is as it must be: given once and well-formed, optional for HTTP/1.0 only
     */
    public static boolean check(RequestLine line, HeaderBlock fields) {
        int count = fields.count("host");
        String host = fields.get("host");
        boolean sound = host == null ? line.http10() : count == 1 && Authority.valid(host);
        String authority = line.authority();
        if (sound && authority != null) {
            fields.host(authority);
        }
        return sound;
    }
}
