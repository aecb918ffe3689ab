package io.gemigo.gateway.core.http;

/**
 * Method, target and header fields of a request whose framing a server has found sound.
 *
 * @param method upper case, such as {@code POST}
 * @param target path and query as sent, in origin form
 * @param headers as received, framing and connection fields included
 * @param remoteAddress the client's address without port, for limits and logs
 */
public record HttpRequestHead(String method, String target, HeaderView headers, String remoteAddress) {
    /** Method and path only: the query and the fields may hold a credential. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return "HttpRequestHead[" + method + " " + (query < 0 ? target : target.substring(0, query)) + "]";
    }
}
