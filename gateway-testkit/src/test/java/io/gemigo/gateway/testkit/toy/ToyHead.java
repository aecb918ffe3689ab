package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.http.HeaderList;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Head of an upstream's answer, read strictly. */
final class ToyHead {
    final HeaderList headers = new HeaderList();
    int status;
    boolean chunked;
    /** -1 for a body that ends with the connection. */
    long length = -1;

    private int bytes;

    static ToyHead read(InputStream in, int maxBytes, int maxFields, boolean tolerant) throws IOException {
        ToyHead head = new ToyHead();
        String line = head.line(in, maxBytes);
        if (!line.matches("HTTP/1\\.1 [2-5][0-9][0-9] .*") && !line.matches("HTTP/1\\.1 10[03] .*")) {
            throw new ProtocolException("status line");
        }
        head.status = Integer.parseInt(line.substring(9, 12));
        for (line = head.line(in, maxBytes); !line.isEmpty(); line = head.line(in, maxBytes)) {
            int colon = line.indexOf(':');
            if (colon < 1 || !line.substring(0, colon).matches("[A-Za-z0-9-]+") || line.indexOf(0) >= 0) {
                throw new ProtocolException("field");
            }
            head.headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
            if (head.headers.size() > maxFields) {
                throw new ProtocolException("too many fields");
            }
        }
        head.framing(tolerant);
        return head;
    }

    private void framing(boolean tolerant) throws IOException {
        String coding = headers.get("transfer-encoding");
        String given = headers.get("content-length");
        if (coding != null) {
            if (!coding.equals("chunked") || given != null && !tolerant) {
                throw new ProtocolException("coding");
            }
            chunked = true;
        } else if (given != null) {
            if (headers.count("content-length") > 1 || !given.matches("[0-9]{1,12}")) {
                throw new ProtocolException("length");
            }
            length = Long.parseLong(given);
        }
    }

    String line(InputStream in, int maxBytes) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            if (++bytes > maxBytes) {
                throw new ProtocolException("head too long");
            }
            if (b == '\n' && line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                line.setLength(line.length() - 1);
                return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
            }
            line.append((char) b);
        }
    }
}
