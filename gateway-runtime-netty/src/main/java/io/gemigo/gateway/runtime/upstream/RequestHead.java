package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.HttpTransport;
import java.nio.charset.StandardCharsets;

/** Writes the head of an upstream request: built from what core and the transport say, nothing copied from a client. */
final class RequestHead {
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] HOST = ascii("host: ");
    private static final byte[] CRLF = ascii("\r\n");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] LENGTH = ascii("content-length: ");
    private static final byte[] AGENT = ascii("user-agent: ");

    private RequestHead() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The lines that all requests to one endpoint have. */
    static byte[] constant(Endpoint endpoint, String userAgent) {
        ByteBuilder out = new ByteBuilder(256);
        out.append(HOST).append(endpoint.authority()).append(CRLF);
        return out.append(AGENT).append(userAgent).append(CRLF).toBytes();
    }

    /**
     * A request's head.
     *
     * @param constant what {@link #constant} gives for its endpoint
     */
    static void write(ByteBuilder out, HttpTransport.Request request, byte[] constant) {
        out.append(request.method())
                .append(' ')
                .append(request.endpoint().basePath())
                .append(request.path())
                .append(VERSION)
                .append(constant);
        HeaderList headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            out.append(headers.name(i))
                    .append(COLON)
                    .appendLatin1(headers.value(i))
                    .append(CRLF);
        }
        int length = request.body().length();
        if (length > 0 || !request.method().equals("GET")) {
            out.append(LENGTH).append(length).append(CRLF);
        }
        out.append(CRLF);
    }
}
