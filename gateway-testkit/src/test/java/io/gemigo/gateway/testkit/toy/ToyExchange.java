package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable.Reason;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.testkit.toy.ToyTransport.Flaw;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One exchange of the toy transport: a thread reads, the loop tells. */
final class ToyExchange implements HttpTransport.Exchange {
    private static final int MAX_INFORMATIONAL = 10;

    private final ToyTransport transport;
    private final Flaw flaw;
    private final HttpTransport.Request request;
    private final HttpTransport.Listener listener;
    /** One permit for each read that may be made. */
    private final Semaphore reads = new Semaphore(1);

    private final List<byte[]> held = new ArrayList<>();
    private volatile @Nullable Socket socket;
    private boolean fresh;
    private boolean replaced;
    private boolean heard;
    private boolean cancelled;
    private boolean ended;
    private boolean paused;
    private boolean waiting;

    ToyExchange(
            ToyTransport transport,
            HttpTransport.Request request,
            HttpTransport.Listener listener,
            @Nullable Socket free) {
        this.transport = transport;
        this.flaw = transport.flaw;
        this.request = request;
        this.listener = listener;
        socket = free;
    }

    void start() {
        ByteBuilder body = new ByteBuilder(64);
        request.body().writeTo(body);
        byte[] bytes = body.toBytes();
        transport.threads.execute(() -> run(bytes));
    }

    private void run(byte[] body) {
        try {
            exchange(body);
        } catch (ConnectException refused) {
            String told = flaw == Flaw.TELLS_THE_ADDRESS ? request.endpoint().host() : "";
            fail(
                    told.isEmpty()
                            ? new Failure.UpstreamUnavailable(Reason.CONNECT, null, 0)
                            : new Failure.UpstreamMalformed(told, 0));
        } catch (ProtocolException unsound) {
            fail(new Failure.UpstreamMalformed(
                    flaw == Flaw.TELLS_THE_ADDRESS ? request.endpoint().host() : "unsound HTTP", 0));
        } catch (IOException broken) {
            boolean again = !heard && !replaced && !fresh && flaw != Flaw.NEVER_REPLACES;
            if (again || !heard && flaw == Flaw.ALWAYS_REPLACES && !replaced) {
                replaced = true;
                closeQuietly(socket);
                socket = null;
                run(body);
            } else if (broken instanceof EOFException && heard && flaw == Flaw.BELIEVES_A_PREMATURE_END) {
                end(false);
            } else {
                fail(new Failure.UpstreamUnavailable(Reason.RESET, null, 0));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void exchange(byte[] body) throws IOException, InterruptedException {
        Socket to = socket;
        fresh = to == null;
        if (to == null) {
            to = new Socket(request.endpoint().host(), request.endpoint().port());
            socket = to;
        }
        to.getOutputStream().write(head(body.length));
        to.getOutputStream().write(body);
        InputStream in = to.getInputStream();
        int limit = flaw == Flaw.TAKES_LONG_HEADS ? 1 << 20 : 32 << 10;
        int fields = flaw == Flaw.TAKES_MANY_FIELDS ? 1000 : 100;
        ToyHead head = ToyHead.read(in, limit, fields, flaw == Flaw.TAKES_BOTH_FRAMINGS);
        for (int i = 0; head.status < 200 && flaw != Flaw.REPORTS_INFORMATIONAL; i++) {
            if (i == MAX_INFORMATIONAL) {
                throw new ProtocolException("flood");
            }
            head = ToyHead.read(in, limit, fields, false);
        }
        heard = true;
        ToyHead answer = head;
        tell(() -> listener.head(answer.status, answer.headers));
        boolean reusable = body(head, in) && !Objects.equals(head.headers.get("connection"), "close");
        end(reusable);
    }

    private byte[] head(int length) {
        String path = request.endpoint().basePath() + request.path();
        String target = flaw == Flaw.CHANGES_THE_TARGET ? path.replace("%20", "+") : path;
        StringBuilder head = new StringBuilder(request.method() + " " + target + " HTTP/1.1\r\n");
        head.append("host: ").append(request.endpoint().authority()).append("\r\n");
        head.append("content-length: ").append(length).append("\r\n");
        if (flaw == Flaw.ADDS_FIELDS) {
            head.append("x-forwarded-for: 10.0.0.1\r\n");
        }
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads a body; whether the connection may be used again. */
    private boolean body(ToyHead head, InputStream in) throws IOException, InterruptedException {
        if (!head.chunked) {
            boolean untilClose = head.length < 0;
            copy(in, untilClose ? Long.MAX_VALUE : head.length, untilClose);
            return !untilClose;
        }
        while (true) {
            String line = new ToyHead().line(in, 300);
            if (!line.matches("[0-9a-fA-F]{1,8}")) {
                throw new ProtocolException("chunk size");
            }
            long size = Long.parseLong(line, 16);
            copy(in, size, false);
            if (!new ToyHead().line(in, 300).isEmpty()) {
                throw new ProtocolException("chunk end");
            }
            if (size == 0) {
                return true;
            }
        }
    }

    private void copy(InputStream in, long length, boolean untilClose) throws IOException, InterruptedException {
        byte[] buffer = new byte[16 << 10];
        for (long left = length; left > 0; ) {
            if (flaw != Flaw.EATS_PAUSE) {
                reads.acquire();
            }
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0 && untilClose) {
                return;
            }
            if (count < 0) {
                throw new EOFException();
            }
            left -= count;
            byte[] bytes = Arrays.copyOf(buffer, flaw == Flaw.LOSES_THE_LAST_READ && left == 0 ? count - 1 : count);
            tell(() -> bytes(bytes));
        }
    }

    /** On the loop. */
    private void bytes(byte[] bytes) {
        if (flaw == Flaw.WAITS_FOR_THE_WHOLE_BODY) {
            held.add(bytes);
        } else {
            hand(bytes);
        }
        if (paused) {
            waiting = true;
        } else {
            reads.release();
        }
    }

    private void hand(byte[] bytes) {
        Counted ticket = new Counted(bytes.length);
        listener.body(Window.of(bytes), ticket);
        if (flaw != Flaw.KEEPS_TICKETS) {
            ticket.release();
        }
    }

    private void tell(Runnable news) {
        Runnable told = () -> {
            if (!ended && (!cancelled || flaw == Flaw.SPEAKS_AFTER_CANCEL)) {
                news.run();
            }
        };
        if (flaw == Flaw.OFF_THE_LOOP) {
            told.run();
        } else {
            transport.loop.execute(told);
        }
    }

    private void end(boolean reusable) {
        tell(() -> {
            held.forEach(this::hand);
            ended = true;
            Socket used = socket;
            if (reusable && flaw != Flaw.NEVER_REUSES && used != null) {
                transport.pool.add(used);
            } else {
                closeQuietly(used);
            }
            listener.end();
            if (flaw == Flaw.TWO_TERMINALS) {
                listener.end();
            }
        });
    }

    private void fail(Failure failure) {
        closeQuietly(socket);
        tell(() -> {
            ended = true;
            listener.failed(failure);
        });
    }

    static void closeQuietly(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException ignored) {
            // Closed is closed.
        }
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        if (waiting) {
            waiting = false;
            reads.release();
        }
    }

    @Override
    public void cancel() {
        if (ended || flaw == Flaw.EATS_CANCEL) {
            return;
        }
        cancelled = true;
        Socket used = socket;
        if (flaw == Flaw.REUSES_CANCELLED && used != null) {
            transport.pool.add(used);
        } else if (flaw != Flaw.SPEAKS_AFTER_CANCEL) {
            closeQuietly(used);
            reads.release();
        }
    }

    private final class Counted implements Ticket {
        private final int length;
        private int count = 1;

        Counted(int length) {
            this.length = length;
            transport.outstandingTickets++;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public void retain() {
            count++;
        }

        @Override
        public void release() {
            if (--count == 0) {
                transport.outstandingTickets--;
            }
        }
    }
}
