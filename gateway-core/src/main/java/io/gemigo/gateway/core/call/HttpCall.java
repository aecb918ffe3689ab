package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.CorsPolicy;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.core.port.Operation;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.core.port.Warnings;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange: route, authenticate, take the body, run the operation, answer, and account for it once. Loop-confined.
 */
final class HttpCall implements HttpExchange, Stage, Authentication.Owner, JsonFront {
    private static final int CLIENT_GONE_STATUS = 499;

    private final Components components;
    private final HttpRequestHead head;
    private final HttpReply reply;
    private final Scheduler loop;
    private final Runnable onEnd;
    private final CallRecord record;
    private final Warnings warnings = new Warnings();

    private @Nullable Protocol protocol;
    private @Nullable Route route;
    private @Nullable Principal principal;
    private @Nullable Authentication authentication;
    private @Nullable Ticket ticket;
    private @Nullable Run run;
    private @Nullable ReplyTail tail;
    /** Due when a streamed answer has been silent too long; null where nothing can be said meanwhile. */
    private Scheduler.@Nullable Timer silence;

    private boolean bodyAsked;
    private boolean committed;
    private boolean writable = true;
    /** The client has left: nobody reads what is staged. */
    private boolean silent;

    private boolean over;

    HttpCall(Components components, HttpRequestHead head, HttpReply reply, Scheduler loop, Runnable onEnd) {
        this.components = components;
        this.head = head;
        this.reply = reply;
        this.loop = loop;
        this.onEnd = onEnd;
        String callId = CallIds.next();
        record = new CallRecord(
                components.clock(), callId, CallIds.readable(head.headers().get("x-request-id"), callId));
    }

    /** Answers a request that never was sound HTTP. */
    void refuse(Protocol shape, Failure failure) {
        protocol = shape;
        fail(failure);
    }

    /** Takes the head: may answer, ask for the body, or wait for the authenticator. */
    void open() {
        try {
            accept();
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    private void accept() {
        RequestTarget target = components.router().target(head);
        if (target == null) {
            protocol = components.router().shapeFor(null);
            fail(new Failure.MalformedHttp(400, "malformed_target", "The request target is malformed."));
            return;
        }
        if (CorsPolicy.isPreflight(head)) {
            preflight();
            return;
        }
        ProtocolRouter.Routed routed = components.router().route(head, target);
        protocol = routed.protocol();
        record.protocol = routed.protocol().id();
        warnings.spelledFor(routed.protocol().id(), UnaryOperator.identity());
        record.projectId = routed.projectId();
        route = routed.route();
        Failure missing = routed.failure();
        if (missing != null) {
            fail(missing);
            return;
        }
        if (routed.route() instanceof Route.Refused refused) {
            fail(refused.failure());
            return;
        }
        record.operation = operation(routed.route());
        Outcome<Credential> credential = routed.protocol().credential(head, target);
        Failure none = credential.failure();
        if (none != null) {
            fail(none);
            return;
        }
        Authentication question = new Authentication(loop, this);
        authentication = question;
        components
                .authenticator()
                .authenticate(
                        new Authenticator.Request(
                                credential.value(), routed.projectId(), routed.host(), head.remoteAddress()),
                        question);
    }

    private static @Nullable Operation operation(@Nullable Route route) {
        if (route == null) {
            return null;
        }
        return switch (route.kind()) {
            case CHAT -> Operation.CHAT;
            case LIST_MODELS -> Operation.LIST_MODELS;
            case GET_MODEL -> Operation.GET_MODEL;
            case COUNT_TOKENS -> Operation.COUNT_TOKENS;
            case EMBED -> Operation.EMBED;
            case REFUSED -> null;
        };
    }

    private void preflight() {
        HeaderList headers = reply.headers();
        headers.add("x-request-id", record.requestId);
        components.settings().cors().preflight(head, headers);
        committed = true;
        record.status = 204;
        reply.head(204);
        reply.end(false);
        finish(null);
    }

    @Override
    public void authenticated(Principal caller) {
        if (over) {
            return;
        }
        try {
            principal = caller;
            record.principal = caller;
            Failure unfit = RequestChecks.body(head, components.settings().maxBodyBytes());
            if (unfit != null) {
                fail(unfit);
            } else if (head.method().equals("POST")) {
                bodyAsked = true;
                reply.readBody(components.settings().maxBodyBytes());
            } else {
                answerHere(null);
            }
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    @Override
    public void notAuthenticated(Failure failure) {
        fail(failure);
    }

    @Override
    public void body(Window window, Ticket body) {
        if (over || !bodyAsked || ticket != null) {
            body.release();
            return;
        }
        ticket = body;
        record.bytesIn = window.length();
        try {
            if (route instanceof Route.Chat chat) {
                chat(chat, window, body);
            } else if (route instanceof Route.CountTokens count) {
                decodeCount(count, window);
            } else if (route instanceof Route.Embed embed) {
                embed(embed, window);
            } else {
                throw new IllegalStateException("no body is due");
            }
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    private void chat(Route.Chat chat, Window window, Ticket body) {
        Outcome<ChatIntake> decoded = chat.codec().decode(window, warnings);
        Failure unfit = decoded.failure();
        if (unfit != null) {
            fail(unfit);
            return;
        }
        ChatIntake intake = decoded.value();
        ReplyContext context = new ReplyContext(record.requestId, intake.model(), record.createdEpochSeconds());
        ChatFront front = new HttpChat(this, chat.codec(), intake.usageWanted(), context);
        start(new ChatRun(components, loop, record, warnings, intake, front, body, window.from(), longest()));
    }

    private void decodeCount(Route.CountTokens count, Window window) {
        Outcome<ChatRequest> decoded = count.codec().decode(window, warnings);
        Failure unfit = decoded.failure();
        if (unfit != null) {
            fail(unfit);
            return;
        }
        record.model = decoded.value().model();
        answerHere(decoded.value());
    }

    private void answerHere(@Nullable ChatRequest toCount) {
        ModelOperations operations = new ModelOperations(components, warnings);
        start(new LocalRun(components, loop, record, answer -> operations.run(route, toCount, record, answer), this));
    }

    private void embed(Route.Embed embed, Window window) {
        Outcome<EmbeddingRequest> decoded = embed.codec().decode(window, warnings);
        Failure unfit = decoded.failure();
        if (unfit != null) {
            fail(unfit);
            return;
        }
        releaseBody();
        record.model = decoded.value().model();
        record.user = decoded.value().user();
        start(new EmbeddingRun(components, loop, record, warnings, decoded.value(), embed.codec(), this, longest()));
    }

    /** How long the call may take: as long as the client waits, if that is less than the gateway allows. */
    private Duration longest() {
        Duration allowed = components.settings().total();
        Duration waiting = protocol == null ? null : protocol.timeout(head);
        return waiting == null || waiting.compareTo(allowed) > 0 ? allowed : waiting;
    }

    private void start(Run started) {
        Principal caller = principal;
        if (caller == null) {
            throw new IllegalStateException("not authenticated");
        }
        run = started;
        if (!writable) {
            started.writable(false);
        }
        started.start(caller, head.remoteAddress());
    }

    @Override
    public void answered(byte[] json) {
        if (silent) {
            finish(null);
            return;
        }
        try {
            HeaderList headers = headers();
            Protocol shape = protocol;
            headers.add("content-type", shape == null ? "application/json" : shape.jsonContentType());
            commit(200);
            write(json, 0, json.length);
            reply.end(false);
            finish(null);
        } catch (RuntimeException bug) {
            components.log().bug(record.callId, bug);
            fail(new Failure.Internal());
        }
    }

    @Override
    public void refused(Failure failure) {
        runOver(failure);
    }

    @Override
    public void bodyFailed(Failure failure) {
        fail(failure);
    }

    @Override
    public void writable(boolean clientWritable) {
        writable = clientWritable;
        if (run != null && !over) {
            run.writable(clientWritable);
        }
    }

    @Override
    public void clientGone() {
        if (over) {
            return;
        }
        Failure gone = new Failure.ClientGone();
        Run current = run;
        // Muted first: nobody must answer somebody who has left.
        silent = true;
        if (current != null) {
            current.stop(gone);
        } else {
            finish(gone);
        }
    }

    @Override
    public void shutDown() {
        stop(new Failure.ShuttingDown(null));
    }

    private void stop(Failure failure) {
        if (over) {
            return;
        }
        Run current = run;
        if (current != null) {
            current.stop(failure);
        } else {
            fail(failure);
        }
    }

    private void broken(RuntimeException bug) {
        components.log().bug(record.callId, bug);
        stop(new Failure.Internal());
    }

    /** Whether the head has gone out. */
    boolean committed() {
        return committed;
    }

    /** What the client may be told of tokens. */
    Usage told() {
        return record.told();
    }

    /** Where codecs write: the first byte commits the answer's head, and all are counted. */
    Stage stage() {
        return this;
    }

    @Override
    public void write(byte[] array, int from, int to) {
        if (staging(to - from)) {
            reply.stage().write(array, from, to);
        }
    }

    @Override
    public void pass(Ticket passed, int from, int to) {
        if (staging(to - from)) {
            reply.stage().pass(passed, from, to);
        }
    }

    /** Whoever writes the head and the end of the attempt that begins. */
    void tail(ReplyTail writer) {
        tail = writer;
    }

    /** Bytes are about to be staged: the head goes first. False if nobody reads them any more. */
    private boolean staging(int bytes) {
        if (over || silent) {
            return false;
        }
        if (!committed) {
            HeaderList headers = headers();
            ReplyTail writer = tail;
            if (writer != null) {
                writer.head(headers);
            }
            commit(200);
            watchForSilence(writer);
        }
        if (silence != null) {
            silence.set(components.settings().keepAlive().toNanos());
        }
        record.firstByte();
        record.bytesOut += bytes;
        return true;
    }

    private void watchForSilence(@Nullable ReplyTail writer) {
        byte[] sign = writer == null ? null : writer.keepAlive();
        if (sign != null) {
            silence = loop.timer(() -> breakSilence(sign));
        }
    }

    /** Says that the answer still comes; to a client that does not read, what waits for it is enough. */
    private void breakSilence(byte[] sign) {
        if (writable) {
            write(sign, 0, sign.length);
        } else if (silence != null) {
            silence.set(components.settings().keepAlive().toNanos());
        }
    }

    /** The fields that all answers have. */
    private HeaderList headers() {
        HeaderList headers = reply.headers();
        headers.clear();
        headers.add("x-request-id", record.requestId);
        components.settings().cors().apply(head.headers().get("origin"), headers);
        String warned = warnings.header();
        if (warned != null) {
            headers.add(Warnings.HEADER, warned);
        }
        Permit granted = run == null ? null : run.permit();
        if (granted != null) {
            granted.describe(headers);
        }
        return headers;
    }

    private void commit(int status) {
        committed = true;
        record.status = status;
        reply.head(status);
        releaseBody();
        if (run != null) {
            run.committed();
        }
    }

    private void releaseBody() {
        Ticket held = ticket;
        if (held != null) {
            ticket = null;
            held.release();
        }
    }

    /** The run is over: completes the answer, or tells the client that it is not whole. */
    void runOver(@Nullable Failure failure) {
        if (over) {
            return;
        }
        try {
            if (silent) {
                finish(failure);
            } else if (failure == null) {
                complete();
            } else if (committed) {
                endMidway(failure);
            } else {
                fail(failure);
            }
        } catch (RuntimeException bug) {
            components.log().bug(record.callId, bug);
            fail(new Failure.Internal());
        }
    }

    private void complete() {
        if (!committed) {
            throw new IllegalStateException("an answer without a byte");
        }
        reply.end(false);
        finish(null);
    }

    private void endMidway(Failure failure) {
        ReplyTail writer = tail;
        if (writer == null) {
            throw new IllegalStateException("committed without a writer");
        }
        writer.failed(failure);
        switch (writer.failureEnding()) {
            case CLEAN -> reply.end(true);
            case CUT -> reply.cut();
        }
        finish(failure);
    }

    /** Answers with a failure; nothing has gone out yet, or the answer is cut. */
    private void fail(Failure failure) {
        if (over) {
            return;
        }
        if (committed) {
            reply.cut();
            finish(failure);
            return;
        }
        Protocol shape = protocol;
        ErrorEncoder encoder = route != null
                ? route.errors()
                : (shape == null ? components.router().shapeFor(head) : shape).errors();
        ErrorReply error = encoder.encode(failure, record.requestId, record.told());
        HeaderList headers = headers();
        error.headers().forEach(headers::add);
        if (record.triedAgain) {
            // Clients try again by themselves; what was tried again here already must not multiply.
            headers.set("x-should-retry", "false");
        }
        commit(error.status());
        write(error.body(), 0, error.body().length);
        reply.end(false);
        finish(failure);
    }

    /** The one end of every exchange: accounts for it, and lets go of everything. */
    private void finish(@Nullable Failure failure) {
        if (over) {
            return;
        }
        over = true;
        record.failure = failure;
        if (failure != null && failure.kind() == Failure.Kind.CLIENT_GONE) {
            record.status = CLIENT_GONE_STATUS;
        }
        if (silence != null) {
            silence.cancel();
        }
        if (authentication != null) {
            authentication.abandon();
        }
        releaseBody();
        boolean admitted = run != null && run.permit() != null;
        UsageRecord usage = record.finish();
        if (admitted) {
            components.usageSink().record(usage);
        }
        components.log().completed(usage, head.method(), pattern(), head.remoteAddress());
        onEnd.run();
    }

    private String pattern() {
        return route == null ? "none" : route.pattern();
    }
}
