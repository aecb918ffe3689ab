package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A transport whose answers the test gives, call by call. */
final class ScriptedTransport implements HttpTransport {
    /** One request under way. */
    static final class Sent implements Exchange {
        final Request request;
        final String body;
        final Listener listener;
        boolean paused;
        boolean cancelled;

        Sent(Request request, String body, Listener listener) {
            this.request = request;
            this.body = body;
            this.listener = listener;
        }

        void head(int status, String contentType) {
            listener.head(status, new HeaderList().add("content-type", contentType));
        }

        void body(String text) {
            byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
            byte[] own = text.getBytes(StandardCharsets.UTF_8);
            listener.body(Window.of(bytes, 2, bytes.length - 2), HeapTicket.of(own));
            Arrays.fill(bytes, (byte) '?');
        }

        void end() {
            listener.end();
        }

        void failed(Failure failure) {
            listener.failed(failure);
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    final List<Sent> sent = new ArrayList<>();

    @Override
    public Exchange send(Request request, Scheduler loop, Listener listener) {
        ByteBuilder body = new ByteBuilder(64);
        request.body().writeTo(new Stage() {
            @Override
            public void write(byte[] array, int from, int to) {
                body.append(array, from, to);
            }

            @Override
            public void pass(Ticket ticket, int from, int to) {
                body.pass(ticket instanceof Harness.CountingTicket counting ? counting.bytes : ticket, from, to);
            }
        });
        if (body.length() != request.body().length()) {
            throw new IllegalStateException("body length " + request.body().length() + ", staged " + body.length());
        }
        Sent exchange = new Sent(request, body.utf8(), listener);
        sent.add(exchange);
        return exchange;
    }

    Sent last() {
        return sent.get(sent.size() - 1);
    }
}
