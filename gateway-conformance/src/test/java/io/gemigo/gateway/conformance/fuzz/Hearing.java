package io.gemigo.gateway.conformance.fuzz;

import static io.gemigo.gateway.conformance.fuzz.Question.require;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.core.call.GatewaySettings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.testkit.json.Json;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Lets callers hear what an upstream streams, and sees to it that every call ends as it must. Single-owner. */
final class Hearing {
    private static final Pattern REQUEST_ID = Pattern.compile("req_[0-9a-f]{32}|call_[0-9a-f]{1,8}(?=_)");

    private final Map<Caller, Pipeline> pipelines = new EnumMap<>(Caller.class);

    /** How a stream arrives. */
    record Arrival(byte[] stream, int[] cuts, boolean connectionBreaks) {}

    /** What was heard, and the bytes in which it came. */
    record Answer(Heard heard, int status, byte[] bytes) {}

    private Pipeline pipeline(Caller caller) {
        return pipelines.computeIfAbsent(
                caller,
                key -> new Pipeline(
                        Pipeline.provider("dashscope", Asking.SETTINGS),
                        GatewaySettings.DEFAULT,
                        key == Caller.OPENAI_TRANSLATED ? Translating::new : UnaryOperator.identity()));
    }

    /** Asks, lets the stream arrive, and reads the answer; fails if the call does not end as every call must. */
    Answer hear(Caller caller, Arrival arrival) {
        Pipeline pipeline = pipeline(caller);
        pipeline.forget();
        boolean sound = false;
        try {
            Answer answer = hear(pipeline, caller, arrival);
            sound = true;
            return answer;
        } finally {
            if (!sound) {
                // What the finding has left behind must not be found again.
                pipelines.remove(caller);
            }
        }
    }

    private static Answer hear(Pipeline pipeline, Caller caller, Arrival arrival) {
        Pipeline.Reply reply = pipeline.ask(caller.path, caller.body);
        Pipeline.Sent up = pipeline.last();
        require(up.streamed, "the upstream is not asked to stream");
        up.head(200, "text/event-stream");
        int from = 0;
        for (int i = 0; i <= arrival.cuts.length && !up.cancelled; i++) {
            int to = i < arrival.cuts.length ? arrival.cuts[i] : arrival.stream.length;
            if (to > from) {
                up.say(Arrays.copyOfRange(arrival.stream, from, to));
            }
            from = to;
        }
        if (!up.cancelled) {
            if (arrival.connectionBreaks) {
                up.listener.failed(
                        new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.RESET, null, 200));
            } else {
                up.listener.end();
            }
        }
        require(pipeline.bugs.isEmpty(), "exceptions " + pipeline.bugs);
        require(pipeline.sent.size() == 1, "asked again");
        require(reply.ended != reply.cut, "the answer has no end");
        require(pipeline.usage.size() == 1, "usage records: " + pipeline.usage.size());
        require(pipeline.clock.pending() == 0, "timers left: " + pipeline.clock.pending());
        require(pipeline.active() == 0, "calls left: " + pipeline.active());
        byte[] bytes = withoutIds(reply.bytes());
        require(up.held() == 0, "reads still held: " + up.held());
        Heard heard = heard(caller, reply, bytes);
        // A guess depends on the length of the question, and a relay does not make one.
        boolean guessed = pipeline.usage.get(0).usage().estimated();
        return new Answer(guessed ? heard.withoutUsage() : heard, reply.status, bytes);
    }

    /** Every call has an id of its own, which would make any two answers differ. */
    private static byte[] withoutIds(byte[] answer) {
        String text = Damage.stream(answer);
        return text.contains("req_") || text.contains("call_")
                ? Damage.bytes(REQUEST_ID.matcher(text).replaceAll("call"))
                : answer;
    }

    private static Heard heard(Caller caller, Pipeline.Reply reply, byte[] bytes) {
        if (reply.status >= 400) {
            require(String.valueOf(reply.headers.get("content-type")).startsWith("application/json"), "no JSON");
            Json.parse(bytes);
            return Heard.refusal();
        }
        require(reply.status == 200, "status " + reply.status);
        boolean events = String.valueOf(reply.headers.get("content-type")).startsWith("text/event-stream");
        Heard heard;
        try {
            if (!events && !caller.streams) {
                // The readers take an answer in one piece that is no JSON, as one with a name given twice, for cut off.
                Json.parse(bytes);
            }
            heard = Heard.of(caller.reader().read(events, bytes));
        } catch (AssertionError | IllegalArgumentException flaw) {
            // A relay does not make up what was never said, nor choose among two that were.
            String message = String.valueOf(flaw.getMessage());
            boolean lacking = message.startsWith("no member") || message.startsWith("not a string");
            boolean upstreams = lacking && caller == Caller.OPENAI_RELAY || message.contains("Duplicate");
            require(upstreams, caller + " cannot read it: " + message);
            return Heard.unreadable();
        }
        require(heard.whole() != heard.failed(), "the client is told neither that it is whole nor that it failed");
        require(heard.failed() || !reply.cut, "a whole answer is cut");
        return heard;
    }
}
