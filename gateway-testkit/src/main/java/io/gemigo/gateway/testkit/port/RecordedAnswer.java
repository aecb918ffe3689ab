package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.testkit.time.Signal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears an upstream's answer, notes every breach of the listener's rules, and lets a test wait for what comes. Thread-safe.
 */
public final class RecordedAnswer implements HttpTransport.Listener {
    /** What to do in a callback, on the loop. */
    public interface Action {
        /** Does it; the exchange is known by then. */
        void on(HttpTransport.Exchange exchange);
    }

    private final Scheduler loop;
    private final Signal signal = new Signal();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final HeaderList headers = new HeaderList();
    private final List<String> breaches = new ArrayList<>();
    private final List<Ticket> kept = new ArrayList<>();
    private HttpTransport.@Nullable Exchange exchange;
    private @Nullable Action onHead;
    private @Nullable Action onBody;
    private @Nullable Action early;
    private boolean keepTickets;
    private int status = -1;
    private int reads;
    private boolean ended;
    private boolean silenced;
    private @Nullable Failure failure;

    /** Hears an answer on this loop. */
    public RecordedAnswer(Scheduler loop) {
        this.loop = loop;
    }

    /** Does this once when the head comes. */
    public RecordedAnswer onHead(Action action) {
        onHead = action;
        return this;
    }

    /** Does this once when the first bytes of the body come. */
    public RecordedAnswer onBody(Action action) {
        onBody = action;
        return this;
    }

    /** Keeps every ticket until {@link #releaseTickets}. */
    public RecordedAnswer keepTickets() {
        keepTickets = true;
        return this;
    }

    /** Sends a request on the loop and listens. */
    public RecordedAnswer send(HttpTransport transport, HttpTransport.Request request) {
        loop.execute(() -> sent(transport.send(request, loop, this)));
        return this;
    }

    private void sent(HttpTransport.Exchange made) {
        signal.change(() -> exchange = made);
        Action waiting = early;
        if (waiting != null) {
            early = null;
            waiting.on(made);
        }
    }

    private void act(@Nullable Action action) {
        HttpTransport.Exchange known = exchange;
        if (action != null && known != null) {
            action.on(known);
        } else if (action != null) {
            early = action;
        }
    }

    private boolean enter(String call) {
        return signal.changeAndGet(() -> {
            if (!loop.inLoop()) {
                breaches.add(call + " off the loop");
            }
            if (silenced) {
                breaches.add(call + " after cancel");
            }
            if (ended) {
                breaches.add(call + " after the end");
            }
            return !silenced && !ended;
        });
    }

    @Override
    public void head(int answerStatus, HeaderView fields) {
        if (!enter("head")) {
            return;
        }
        signal.change(() -> {
            if (status >= 0) {
                breaches.add("a second head");
            }
            status = answerStatus;
            fields.forEach(headers::add);
        });
        Action action = onHead;
        onHead = null;
        act(action);
    }

    @Override
    public void body(Window window, Ticket ticket) {
        if (!enter("body")) {
            return;
        }
        if (keepTickets) {
            ticket.retain();
            kept.add(ticket);
        }
        signal.change(() -> {
            if (status < 0) {
                breaches.add("body before head");
            }
            if (ticket.length() != window.length()) {
                breaches.add("a ticket of " + ticket.length() + " bytes with a window of " + window.length());
            }
            reads++;
            body.write(window.array(), window.from(), window.length());
        });
        Action action = onBody;
        onBody = null;
        act(action);
    }

    @Override
    public void end() {
        if (enter("end")) {
            signal.change(() -> {
                if (status < 0) {
                    breaches.add("end before head");
                }
                ended = true;
            });
        }
    }

    @Override
    public void failed(Failure reason) {
        if (enter("failed")) {
            signal.change(() -> {
                failure = reason;
                ended = true;
            });
        }
    }

    /** Runs this on the loop, with the exchange. */
    public void later(Action action) {
        loop.execute(() -> {
            HttpTransport.Exchange known = exchange;
            if (known == null) {
                throw new IllegalStateException("not sent yet");
            }
            action.on(known);
        });
    }

    /** On the loop: gives up; whatever comes after it is a breach. */
    public void cancel(HttpTransport.Exchange known) {
        known.cancel();
        signal.change(() -> silenced = !ended);
    }

    /** Cancels on the loop, and returns when that is done. */
    public void cancelNow() {
        Signal done = new Signal();
        boolean[] over = new boolean[1];
        signal.await("the request to be sent", () -> exchange != null);
        later(known -> {
            cancel(known);
            done.change(() -> over[0] = true);
        });
        done.await("the loop to cancel", () -> over[0]);
    }

    /** Gives the kept tickets back, on the loop. */
    public void releaseTickets() {
        loop.execute(() -> {
            kept.forEach(Ticket::release);
            kept.clear();
        });
    }

    /** Waits for the head. */
    public RecordedAnswer awaitHead() {
        signal.await("the head of an answer", () -> status >= 0 || ended);
        return this;
    }

    /** Waits until so many bytes of the body have come. */
    public RecordedAnswer awaitBytes(int count) {
        signal.await(count + " bytes of an answer", () -> body.size() >= count || ended);
        return this;
    }

    /** Waits for the end, whichever. */
    public RecordedAnswer awaitEnd() {
        signal.await("the end of an answer", () -> ended);
        return this;
    }

    /** The status, -1 before the head. */
    public int status() {
        return signal.get(() -> status);
    }

    /** The fields of the head. */
    public HeaderView headers() {
        return signal.get(() -> headers);
    }

    /** The bytes of the body so far. */
    public byte[] body() {
        return signal.get(body::toByteArray);
    }

    /** The body so far as text. */
    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /** Calls that brought bytes. */
    public int reads() {
        return signal.get(() -> reads);
    }

    /** What went wrong, null if nothing did so far. */
    public @Nullable Failure failure() {
        return signal.get(() -> failure);
    }

    /** Fails if a rule was broken. */
    public void assertSound() {
        List<String> broken = signal.get(() -> List.copyOf(breaches));
        if (!broken.isEmpty()) {
            throw new AssertionError("rules of HttpTransport.Listener broken: " + broken);
        }
    }
}
