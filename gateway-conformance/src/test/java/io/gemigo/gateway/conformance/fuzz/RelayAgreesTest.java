package io.gemigo.gateway.conformance.fuzz;

import static io.gemigo.gateway.conformance.fuzz.Question.require;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.core.call.GatewaySettings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A call means the same upstream, and the client is warned of the same, whether it is relayed or translated. */
class RelayAgreesTest {
    private Pipeline relaying = new Pipeline(Asking.SETTINGS);
    private Pipeline translating = translating();

    static Pipeline translating() {
        return new Pipeline(Pipeline.provider("dashscope", Asking.SETTINGS), GatewaySettings.DEFAULT, Translating::new);
    }

    @Test
    void onWhatGoesUp() {
        Campaign.of("relay and translation", "fuzz.requests", 1000).run(number -> {
            Dice dice = new Dice(number);
            Question question = OpenAiRequests.make(dice, relaying.models());
            byte[] body = Scribe.json(question.body, dice);
            try {
                compare(question, body);
            } catch (AssertionError | RuntimeException finding) {
                relaying = new Pipeline(Asking.SETTINGS);
                translating = translating();
                throw new AssertionError(
                        finding.getMessage() + "\n" + new String(body, StandardCharsets.UTF_8), finding);
            }
        });
    }

    private void compare(Question question, byte[] body) {
        Pipeline.Reply relayed = ask(relaying, question, body);
        Pipeline.Reply translated = ask(translating, question, body);
        if (relaying.sent.isEmpty()) {
            require(translating.sent.isEmpty() || question.body.has("functions"), "only the translation goes up");
            if (translating.sent.isEmpty()) {
                Json one = relayed.json().at("error").at("param");
                Json other = translated.json().at("error").at("param");
                require(
                        other.asString().startsWith(one.asString()),
                        "refused on account of " + one + " and of " + other);
            }
            return;
        }
        require(!translating.sent.isEmpty(), "only the relay goes up: " + translated.text());
        Pipeline.Sent one = relaying.last();
        Pipeline.Sent other = translating.last();
        require(one.streamed == other.streamed, "streamed " + one.streamed + " and " + other.streamed);
        JsonAssert.assertSame(normal(withoutVendors(other.body)), normal(withoutVendors(one.body)));
        Asking.answer(one);
        Asking.answer(other);
        Told first = new Told(relayed.headers.get("x-gateway-warnings"));
        Told second = new Told(translated.headers.get("x-gateway-warnings"));
        // A translation has no room for vendors' members within messages and tools, and says so.
        second.fields().removeIf(field -> field.matches(".*\\.m\\d{4}q"));
        first.fields().removeIf(field -> field.matches(".*\\.m\\d{4}q"));
        require(
                first.fields().equals(second.fields()) || !first.complete() || !second.complete(),
                "warned of " + first + " and of " + second);
    }

    private static Json withoutVendors(Json up) {
        Map<String, Json> members = new LinkedHashMap<>(up.members());
        change(members, "messages", RelayAgreesTest::withoutMarks);
        change(members, "tools", RelayAgreesTest::withoutMarks);
        return new Json.ObjectValue(members);
    }

    private static Json withoutMarks(Json json) {
        if (json.kind() == Json.Kind.ARRAY) {
            return new Json.ArrayValue(
                    json.elements().stream().map(RelayAgreesTest::withoutMarks).toList());
        }
        if (json.kind() != Json.Kind.OBJECT) {
            return json;
        }
        Map<String, Json> members = new LinkedHashMap<>(json.members());
        members.keySet().removeIf(name -> name.matches("m\\d{4}q"));
        members.replaceAll((name, value) -> withoutMarks(value));
        return new Json.ObjectValue(members);
    }

    private static Pipeline.Reply ask(Pipeline pipeline, Question question, byte[] body) {
        pipeline.forget();
        Pipeline.Reply reply = pipeline.ask(question.path, body);
        require(pipeline.bugs.isEmpty(), "exceptions " + pipeline.bugs);
        return reply;
    }

    /** The same request in one of the forms that mean the same. */
    private static Json normal(Json up) {
        Map<String, Json> members = new LinkedHashMap<>(up.members());
        List<Json> messages = new ArrayList<>();
        members.get("messages").elements().forEach(message -> messages.add(message(message)));
        members.put("messages", new Json.ArrayValue(messages));
        change(members, "stop", stop -> stop.kind() == Json.Kind.STRING ? Values.list(stop) : stop);
        // What is the upstream's default needs no saying.
        members.remove("response_format", Values.object("type", "text"));
        members.remove("stream", Values.flag(false));
        members.remove("tool_choice", Values.text("auto"));
        members.remove("n", Values.number(1));
        change(
                members,
                "tools",
                tools -> new Json.ArrayValue(
                        tools.elements().stream().map(RelayAgreesTest::tool).toList()));
        return new Json.ObjectValue(members);
    }

    private static void change(Map<String, Json> members, String name, UnaryOperator<Json> change) {
        members.computeIfPresent(name, (key, value) -> change.apply(value));
    }

    private static Json message(Json message) {
        Map<String, Json> members = new LinkedHashMap<>(message.members());
        members.values().removeIf(value -> value.kind() == Json.Kind.NULL);
        // Earlier thoughts go up with a relay only; models do not need them.
        members.remove("reasoning_content");
        change(members, "content", RelayAgreesTest::content);
        change(
                members,
                "tool_calls",
                calls -> new Json.ArrayValue(
                        calls.elements().stream().map(RelayAgreesTest::call).toList()));
        return new Json.ObjectValue(members);
    }

    /** No parameters are the same as none that are named. */
    private static Json tool(Json tool) {
        Map<String, Json> function = new LinkedHashMap<>(tool.at("function").members());
        function.putIfAbsent("parameters", Json.parse("{\"type\":\"object\",\"properties\":{}}"));
        Map<String, Json> members = new LinkedHashMap<>(tool.members());
        members.put("function", new Json.ObjectValue(function));
        return new Json.ObjectValue(members);
    }

    private static Json content(Json content) {
        boolean texts =
                content.kind() == Json.Kind.ARRAY && content.elements().stream().allMatch(part -> part.has("text"));
        return texts
                ? Values.text(String.join(
                        "\n",
                        content.elements().stream()
                                .map(part -> part.at("text").asString())
                                .toList()))
                : content;
    }

    private static Json call(Json call) {
        Map<String, Json> members = new LinkedHashMap<>(call.members());
        members.remove("index");
        return new Json.ObjectValue(members);
    }
}
