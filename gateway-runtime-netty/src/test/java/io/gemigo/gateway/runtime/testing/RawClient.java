package io.gemigo.gateway.runtime.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** An HTTP client that sends exactly the bytes it is told to. */
public final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    private RawClient(InetSocketAddress address, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.connect(address);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
    }

    public static RawClient connect(InetSocketAddress address) throws IOException {
        return new RawClient(address, 0);
    }

    /** One whose kernel takes few bytes that it does not read. */
    public static RawClient connectSlow(InetSocketAddress address) throws IOException {
        return new RawClient(address, 4096);
    }

    public Socket socket() {
        return socket;
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public RawResponse response() throws IOException {
        return response(false);
    }

    /** Reads one answer; {@code headOnly} for answers to HEAD. */
    public RawResponse response(boolean headOnly) throws IOException {
        return RawResponse.read(in, headOnly);
    }

    public int read() throws IOException {
        return in.read();
    }

    /** Reads so many bytes. */
    public byte[] readBytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Everything until the server closes. */
    public String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException reset) {
            all.write("<reset>".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Sends what is refused and gives back the answer, once the server has closed. */
    public RawResponse refusal(String request) throws IOException {
        send(request);
        RawResponse response = response();
        response.follow(rest());
        return response;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
