package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.HttpTransport;
import java.nio.charset.StandardCharsets;

/** Writes the head of an upstream request: built from what core and the transport say, nothing copied from a client. */
final class RequestHead {
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\nhost: ");
    private static final byte[] CRLF = ascii("\r\n");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] LENGTH = ascii("content-length: ");
    private static final byte[] AGENT = ascii("user-agent: ");

    private RequestHead() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static void write(ByteBuilder out, HttpTransport.Request request, String userAgent) {
        out.append(request.method()).append(' ').append(request.path()).append(VERSION);
        out.append(request.endpoint().authority()).append(CRLF);
        out.append(AGENT).append(userAgent).append(CRLF);
        HeaderList headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            out.append(headers.name(i)).append(COLON).append(headers.value(i)).append(CRLF);
        }
        int length = request.body().length();
        if (length > 0 || !request.method().equals("GET")) {
            out.append(LENGTH).append(length).append(CRLF);
        }
        out.append(CRLF);
    }
}
