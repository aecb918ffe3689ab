package io.gemigo.gateway.bench.load;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import java.util.Map;

/** Writes requests as they go over the wire. */
public final class HttpRequests {
    private HttpRequests() {}

    /** A POST with a body of JSON over a connection that is kept. */
    public static byte[] post(String authority, String path, Map<String, String> headers, byte[] json) {
        ByteBuilder out = new ByteBuilder(json.length + 512)
                .append("POST ")
                .append(path)
                .append(" HTTP/1.1\r\nhost: ")
                .append(authority)
                .append("\r\ncontent-type: application/json\r\ncontent-length: ")
                .append(json.length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> out.append(name).append(": ").append(value).append("\r\n"));
        return out.append("\r\n").append(json).toBytes();
    }
}
