package io.gemigo.gateway.example.jdkserver;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Sends requests with the JDK's HTTP client, a thread for each while it lasts. Thread-safe. */
public final class JdkTransport implements HttpTransport, AutoCloseable {
    private static final int READ_BYTES = 16 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /** A transport with a client of its own. */
    public JdkTransport() {}

    @Override
    public Exchange send(Request request, Scheduler loop, Listener listener) {
        Endpoint endpoint = request.endpoint();
        String origin = (endpoint.tls() ? "https://" : "http://") + endpoint.authority();
        URI uri = URI.create(origin + endpoint.basePath() + request.path());
        ByteBuilder body = new ByteBuilder(request.body().length());
        request.body().writeTo(body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body.toBytes()));
        request.headers().forEach(builder::header);
        Call call = new Call(loop, listener);
        call.thread = threads.submit(() -> call.run(builder.build()));
        return call;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** One request. The thread reads only what it has a permit for; the loop gives it back once the bytes are used. */
    private final class Call implements Exchange {
        private final Scheduler loop;
        private final Listener listener;
        private final Semaphore reads = new Semaphore(1);
        private @Nullable Future<?> thread;
        /** Closing it closes the connection, which an interrupted read does not. */
        private volatile @Nullable InputStream answer;

        private boolean paused;
        private boolean owed;
        private boolean over;

        Call(Scheduler loop, Listener listener) {
            this.loop = loop;
            this.listener = listener;
        }

        void run(HttpRequest request) {
            boolean answered = false;
            try {
                HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                answered = true;
                try (InputStream in = response.body()) {
                    answer = in;
                    HeaderList headers = new HeaderList();
                    response.headers().map().forEach((name, all) -> all.forEach(value -> headers.add(name, value)));
                    tell(() -> listener.head(response.statusCode(), headers));
                    read(in);
                }
                end(listener::end);
            } catch (IOException broken) {
                boolean connect = broken instanceof ConnectException || broken instanceof HttpConnectTimeoutException;
                Failure.UpstreamUnavailable.Reason reason = connect && !answered
                        ? Failure.UpstreamUnavailable.Reason.CONNECT
                        : Failure.UpstreamUnavailable.Reason.RESET;
                end(() -> listener.failed(new Failure.UpstreamUnavailable(reason, null, 0)));
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
            }
        }

        private void read(InputStream in) throws IOException, InterruptedException {
            byte[] buffer = new byte[READ_BYTES];
            reads.acquire();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                byte[] bytes = Arrays.copyOf(buffer, n);
                tell(() -> {
                    listener.body(Window.of(bytes), HeapTicket.of(bytes));
                    owed = true;
                    pay();
                });
                reads.acquire();
            }
        }

        private void tell(Runnable event) {
            loop.execute(() -> {
                if (!over) {
                    event.run();
                }
            });
        }

        private void end(Runnable event) {
            tell(() -> {
                over = true;
                event.run();
            });
        }

        private void pay() {
            if (owed && !paused) {
                owed = false;
                reads.release();
            }
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
            pay();
        }

        @Override
        public void cancel() {
            over = true;
            if (thread != null) {
                thread.cancel(true);
            }
            InputStream in = answer;
            if (in != null) {
                closeQuietly(in);
            }
        }

        private void closeQuietly(InputStream in) {
            try {
                in.close();
            } catch (IOException gone) {
                // Nobody listens any more.
            }
        }
    }
}
