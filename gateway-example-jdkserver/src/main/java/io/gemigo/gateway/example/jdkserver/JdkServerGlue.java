package io.gemigo.gateway.example.jdkserver;

import com.sun.net.httpserver.HttpHandler;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.Gateway;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Serves a gateway: the server's thread reads and writes, the loop decides, a queue lies between. Thread-safe. */
public final class JdkServerGlue implements HttpHandler {
    private static final int HIGH_MARK = 128 * 1024;

    private final Gateway gateway;
    private final JdkLoop loop;

    /** Serves this gateway on this loop. */
    public JdkServerGlue(Gateway gateway, JdkLoop loop) {
        this.gateway = gateway;
        this.loop = loop;
    }

    @Override
    public void handle(com.sun.net.httpserver.HttpExchange http) throws IOException {
        HeaderList fields = new HeaderList();
        http.getRequestHeaders().forEach((name, values) -> values.forEach(value -> fields.add(name, value)));
        HttpRequestHead head = new HttpRequestHead(
                http.getRequestMethod(),
                http.getRequestURI().toString(),
                fields,
                http.getRemoteAddress().getAddress().getHostAddress());
        new Call(http).serve(head);
    }

    /** One step of the answer, done on the server's thread; false after the last. */
    private interface Step {
        boolean run() throws IOException;
    }

    private final class Call implements HttpReply, Stage {
        private final com.sun.net.httpserver.HttpExchange http;
        private final HeaderList headers = new HeaderList();
        private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        private final AtomicInteger queuedBytes = new AtomicInteger();
        private @Nullable HttpExchange exchange;

        Call(com.sun.net.httpserver.HttpExchange http) {
            this.http = http;
        }

        void serve(HttpRequestHead head) throws IOException {
            loop.execute(() -> exchange = gateway.open(head, this, loop));
            try {
                boolean more = true;
                while (more) {
                    more = steps.take().run();
                }
            } catch (IOException clientGone) {
                onLoop(HttpExchange::clientGone);
                throw clientGone;
            } catch (InterruptedException serverStops) {
                onLoop(HttpExchange::clientGone);
                Thread.currentThread().interrupt();
            } finally {
                http.close();
            }
        }

        private void onLoop(Consumer<HttpExchange> action) {
            loop.execute(() -> {
                if (exchange != null) {
                    action.accept(exchange);
                }
            });
        }

        @Override
        public void readBody(long maxBytes) {
            steps.add(() -> {
                byte[] body = http.getRequestBody().readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
                onLoop(call -> {
                    if (body.length > maxBytes) {
                        call.bodyFailed(new Failure.TooLarge(maxBytes));
                    } else {
                        call.body(Window.of(body), HeapTicket.of(body));
                    }
                });
                return true;
            });
        }

        @Override
        public HeaderList headers() {
            return headers;
        }

        @Override
        public void head(int status) {
            steps.add(() -> {
                headers.forEach(http.getResponseHeaders()::add);
                http.sendResponseHeaders(status, status == 204 ? -1 : 0);
                return true;
            });
        }

        @Override
        public Stage stage() {
            return this;
        }

        @Override
        public void write(byte[] array, int from, int to) {
            pass(HeapTicket.of(Arrays.copyOfRange(array, from, to)), 0, to - from);
        }

        @Override
        public void pass(Ticket ticket, int from, int to) {
            ByteBuilder bytes = new ByteBuilder(to - from);
            bytes.pass(ticket, from, to);
            if (queuedBytes.addAndGet(bytes.length()) > HIGH_MARK) {
                onLoop(call -> call.writable(queuedBytes.get() <= HIGH_MARK));
            }
            steps.add(() -> {
                OutputStream out = http.getResponseBody();
                out.write(bytes.array(), 0, bytes.length());
                if (steps.peek() == null) {
                    out.flush();
                }
                int left = queuedBytes.addAndGet(-bytes.length());
                if (left <= HIGH_MARK && left + bytes.length() > HIGH_MARK) {
                    onLoop(call -> call.writable(true));
                }
                return true;
            });
        }

        @Override
        public void end(boolean close) {
            steps.add(() -> {
                http.getResponseBody().close();
                return false;
            });
        }

        @Override
        public void cut() {
            steps.add(() -> {
                throw new IOException("answer cut short");
            });
        }
    }
}
