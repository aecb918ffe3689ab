package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.core.port.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One chat from a checked intake to its end: resolve the model, admit, send, try again where that is safe, settle. The one
 * way every chat takes, whoever asked and whatever the dialects. Loop-confined.
 */
final class ChatRun implements Run, Admission.Owner, Attempt.Owner, Runnable {
    private final Components components;
    private final Scheduler loop;
    private final CallRecord record;
    private final Warnings warnings;
    private final ChatFront front;
    private final RetryPolicy retry;
    private final Scheduler.Timer total;
    private final long totalNanos;

    /** Null once the answer has begun: a stream may last for minutes. */
    private @Nullable ChatIntake intake;
    /** What a scan refers to; borrowed until the answer has begun. */
    private @Nullable Ticket body;
    /** The position in the scan of the body's first byte. */
    private final int bodyFrom;

    private ModelTarget target;
    /** What the client is warned of before anything is said of the upstream: -1 until that is known. */
    private int ownWarnings = -1;
    /** A refusal has taught something already: a second one would be the upstream's last word. */
    private boolean corrected;

    private @Nullable Admission admission;
    private @Nullable Permit permit;
    private @Nullable Attempt attempt;
    private Scheduler.@Nullable Cancellable backOff;
    private @Nullable Long outputLimit;
    private boolean retrying;
    private boolean paused;
    private boolean over;
    private long deadlineNanos;

    /**
     * A run.
     *
     * @param body what a scan refers to, null if there is none; borrowed until {@link #committed} or the end
     * @param bodyFrom the position in the scan of the body's first byte
     */
    ChatRun(
            Components components,
            Scheduler loop,
            CallRecord record,
            Warnings warnings,
            ChatIntake intake,
            ChatFront front,
            @Nullable Ticket body,
            int bodyFrom,
            Duration longest) {
        this.components = components;
        this.loop = loop;
        this.record = record;
        this.warnings = warnings;
        this.intake = intake;
        this.front = front;
        this.body = body;
        this.bodyFrom = bodyFrom;
        totalNanos = longest.toNanos();
        target = components.catalog().resolve(intake.model(), intake.hasMedia());
        retry = components.retry(target.provider().id());
        total = loop.timer(this);
    }

    @Override
    public void start(Principal principal, String remoteAddress) {
        ChatIntake intake = intake();
        record.model = intake.model();
        record.stream = intake.stream();
        record.user = intake.user();
        ModelCard card = target.card();
        String dialect = record.protocol == null ? "chat" : record.protocol;
        outputLimit = OutputLimit.of(intake, card, components.settings().maxOutputTokens(), dialect, warnings);
        Admission question = new Admission(loop, this);
        admission = question;
        long output = outputLimit == null ? Math.max(card.outputTokenLimit(), 0) : outputLimit;
        components
                .rateLimiter()
                .reserve(
                        new RateLimiter.Reservation(
                                record.callId,
                                principal,
                                remoteAddress,
                                record.promptTokens(),
                                output * intake.candidateCount()),
                        question);
    }

    @Override
    public void admitted(Permit granted) {
        permit = granted;
        retry.callBegins();
        deadlineNanos = components.clock().nanoTime() + totalNanos;
        total.set(totalNanos);
        send();
    }

    @Override
    public void notAdmitted(Failure failure) {
        finish(failure);
    }

    @Override
    public void committed() {
        intake = null;
        body = null;
    }

    private ChatIntake intake() {
        ChatIntake asked = intake;
        if (asked == null) {
            throw new IllegalStateException("the answer has begun");
        }
        return asked;
    }

    @Override
    public @Nullable Permit permit() {
        return permit;
    }

    private void send() {
        try {
            makeAttempt();
        } catch (RuntimeException bug) {
            components.log().bug(record.callId, bug);
            stop(new Failure.Internal());
        }
    }

    private void makeAttempt() {
        ModelProvider provider = target.provider();
        record.provider = provider.id();
        record.upstreamModel = target.card().id();
        Attempt made = provider instanceof HttpProvider http ? http(http) : inProcess((Provider) provider);
        if (made == null) {
            return;
        }
        attempt = made;
        record.attempts++;
        record.triedAgain = record.attempts > 1;
        made.start();
        if (paused && !over) {
            made.pause();
        }
    }

    private @Nullable Attempt inProcess(Provider provider) {
        ChatRequest request = canonical();
        return request == null
                ? null
                : new ProviderAttempt(
                        provider,
                        request,
                        new Provider.Context(record.callId, loop, warnings),
                        front,
                        this,
                        record.promptTokens(),
                        mostBytes());
    }

    /** An answer that is wanted in one piece is collected, however it comes. */
    private long mostBytes() {
        return intake().stream() ? Long.MAX_VALUE : components.settings().maxUnaryBytes();
    }

    private @Nullable Attempt http(HttpProvider provider) {
        if (ownWarnings >= 0) {
            warnings.rewind(ownWarnings);
        }
        RelayScan scan = intake().relay();
        Ticket origin = body;
        if (scan != null
                && origin != null
                && scan.dialect().equals(provider.chat().dialect())
                && streamUpstream(null) == intake().stream()) {
            return relay(provider, scan, origin);
        }
        return translate(provider);
    }

    private @Nullable Attempt relay(HttpProvider provider, RelayScan scan, Ticket origin) {
        ownWarnings = warnings.mark();
        Splice splice = new Splice();
        Failure refusal = provider.chat().edit(scan, target.card(), splice, warnings);
        if (refusal != null) {
            finish(refusal);
            return null;
        }
        scan.apply(target.card().id(), outputLimit, splice);
        Body edited = Body.of(origin, splice, bodyFrom);
        return attempt(provider, edited, intake().stream(), front.relayed(), DeafSink.INSTANCE);
    }

    private @Nullable Attempt translate(HttpProvider provider) {
        ChatRequest asked = canonical();
        if (asked == null) {
            return null;
        }
        ownWarnings = warnings.mark();
        boolean stream = streamUpstream(asked);
        List<String> stops = asked.stop();
        int known = Math.min(stops.size(), provider.chat().maxStopSequences());
        ChatRequest request = stream == asked.stream() && known == stops.size()
                ? asked
                : asked.toBuilder().stream(stream).stop(stops.subList(0, known)).build();
        // In another dialect the same is hardly ever longer.
        ByteBuilder out = new ByteBuilder((int) Math.min(record.bytesIn + 512, Integer.MAX_VALUE / 2));
        Failure refusal = provider.chat().encode(request, target.card(), out, warnings);
        if (refusal != null) {
            finish(refusal);
            return null;
        }
        ChatSink reader = front.translated();
        Answer answer = new TranslatedAnswer(front, stops.subList(known, stops.size()), asked.candidateCount());
        Body written = Body.of(new HeapTicket(out.array(), 0, out.length()));
        return attempt(provider, written, stream, answer, reader);
    }

    private Attempt attempt(HttpProvider provider, Body asked, boolean stream, Answer answer, ChatSink reader) {
        return new HttpAttempt(
                components,
                provider,
                target.card(),
                asked,
                stream,
                record.callId,
                loop,
                answer,
                reader,
                this,
                record.promptTokens(),
                mostBytes());
    }

    private @Nullable ChatRequest canonical() {
        Outcome<ChatRequest> request = intake().request();
        Failure refusal = request.failure();
        if (refusal != null) {
            finish(refusal);
            return null;
        }
        ChatRequest asked = request.value();
        String model = target.card().id();
        boolean asItIs = asked.model().equals(model)
                && Objects.equals(asked.maxOutputTokens(), outputLimit)
                && asked.stream() == intake().stream();
        return asItIs
                ? asked
                : asked.toBuilder().model(model).maxOutputTokens(outputLimit).stream(intake().stream())
                        .build();
    }

    /** Whether the upstream is to stream: as the client wants it, unless the model cannot. */
    private boolean streamUpstream(@Nullable ChatRequest request) {
        ModelCard card = target.card();
        return switch (card.streaming()) {
            case OPTIONAL -> intake().stream();
            case REQUIRED -> true;
            case NEVER -> false;
            case REQUIRED_FOR_THINKING -> intake().stream() || thinks(request, card);
        };
    }

    private boolean thinks(@Nullable ChatRequest request, ModelCard card) {
        // The intake may know of a wish that the canonical request has no word for.
        Boolean said = intake().thinking();
        Boolean wish =
                said != null || request == null ? said : request.reasoning().wanted();
        return switch (card.thinking()) {
            case NEVER -> false;
            case ALWAYS -> true;
            case OFF_BY_DEFAULT, UNKNOWN -> wish != null && wish;
            case ON_BY_DEFAULT -> wish == null || wish;
        };
    }

    @Override
    public void attemptEnded(@Nullable Failure failure) {
        Attempt ended = attempt;
        attempt = null;
        if (over || ended == null) {
            return;
        }
        count(ended);
        if (failure == null) {
            finish(null);
            return;
        }
        if (trouble(failure)) {
            String provider = target.provider().id();
            components.log().upstreamTrouble(record.callId, provider, describe(failure));
        }
        if (correct(ended)) {
            if (retrying) {
                retrying = false;
                retry.retryEnds();
            }
            backOff = loop.schedule(0, this::again);
            return;
        }
        long delay = front.committed() ? RetryPolicy.NO : retry.delayNanos(failure, record.attempts);
        boolean inTime = delay != RetryPolicy.NO && components.clock().nanoTime() + delay - deadlineNanos < 0;
        if (retrying) {
            retry.retryEnds();
        }
        retrying = delay != RetryPolicy.NO;
        if (!inTime) {
            finish(failure);
            return;
        }
        backOff = loop.schedule(delay, this::again);
    }

    /** Whether the refusal has taught how to ask: once per call, and never more attempts than a call may have. */
    private boolean correct(Attempt refused) {
        ModelCard better = refused.correction();
        if (better == null || corrected || better.equals(target.card()) || !retry.leavesRoom(record.attempts)) {
            return false;
        }
        corrected = true;
        target = new ModelTarget(target.provider(), better);
        components.catalog().learn(target);
        components
                .log()
                .upstreamTrouble(
                        record.callId,
                        target.provider().id(),
                        "model " + better.id() + " is not what its card says; corrected");
        return true;
    }

    private void again() {
        backOff = null;
        if (!over) {
            send();
        }
    }

    private static boolean trouble(Failure failure) {
        return switch (failure.kind()) {
            case UPSTREAM_REFUSED, UPSTREAM_MALFORMED -> true;
            case UPSTREAM_UNAVAILABLE ->
                ((Failure.UpstreamUnavailable) failure).reason() == Failure.UpstreamUnavailable.Reason.ACCOUNT;
            case UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    UNSUPPORTED,
                    INVALID_REQUEST,
                    CONTENT_BLOCKED,
                    TOO_LARGE,
                    MALFORMED_HTTP,
                    REQUEST_TIMEOUT,
                    RATE_LIMITED,
                    QUOTA_EXHAUSTED,
                    UPSTREAM_TIMEOUT,
                    CLIENT_GONE,
                    OVERLOADED,
                    SHUTTING_DOWN,
                    INTERNAL -> false;
        };
    }

    private static String describe(Failure failure) {
        String what = failure instanceof Failure.UpstreamMalformed malformed ? malformed.problem() : failure.message();
        return failure.upstreamStatus() == 0 ? what : what + " (status " + failure.upstreamStatus() + ")";
    }

    private void count(Attempt ended) {
        Meter meter = ended.meter();
        record.usage = record.attempts == 1 ? meter.used() : record.usage.plus(meter.used());
        record.finishReason = meter.finishReason();
    }

    @Override
    public void writable(boolean writable) {
        paused = !writable;
        Attempt current = attempt;
        if (current != null) {
            if (writable) {
                current.resume();
            } else {
                current.pause();
            }
        }
    }

    @Override
    public void stop(Failure failure) {
        if (over) {
            return;
        }
        Attempt current = attempt;
        attempt = null;
        if (current != null) {
            current.cancel();
            count(current);
        }
        finish(failure);
    }

    /** The call has taken all the time it may. */
    @Override
    public void run() {
        stop(new Failure.UpstreamTimeout(Failure.UpstreamTimeout.Phase.TOTAL, 0));
    }

    private void finish(@Nullable Failure failure) {
        if (over) {
            return;
        }
        over = true;
        total.cancel();
        if (backOff != null) {
            backOff.cancel();
        }
        if (retrying) {
            retry.retryEnds();
        }
        if (admission != null) {
            admission.abandon();
        }
        Permit granted = permit;
        if (granted != null) {
            retry.callEnds();
            if (record.attempts > 0) {
                granted.settle(record.usage);
            } else {
                granted.release();
            }
        }
        front.over(named(failure));
    }

    /** Only here is it known by which name the client asked for a model the upstream does not have. */
    private @Nullable Failure named(@Nullable Failure failure) {
        String model = record.model;
        if (failure instanceof Failure.NotFound unknown && Objects.equals(unknown.model(), "")) {
            return new Failure.NotFound(model, "The model '" + model + "' does not exist", unknown.upstreamStatus());
        }
        return failure;
    }
}
