package io.gemigo.gateway.conformance.fuzz;

import static io.gemigo.gateway.conformance.fuzz.Question.require;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes well-formed chat completion requests, each with what must become of it. For one case. */
final class OpenAiRequests {
    private static final List<String> MODELS = List.of(
            "qwen3-max",
            "qwen3-max",
            "qwen-plus",
            "qwen3.5-plus",
            "qwen3.7-max",
            "qwq-plus",
            "qwen3-vl-plus",
            "qwen3-coder-plus",
            "qwen-turbo",
            "gpt-5.2",
            "some/model:tag",
            "qwen-long",
            "qwen3-omni-flash",
            "whole");
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh");

    private final Dice dice;
    private final Words words;
    private final Question question;
    private final ModelCard card;
    private final Node.Message body;
    private final List<String> functions;
    /** Whether functions are declared in the older form. */
    private boolean older;

    private OpenAiRequests(Dice dice, Words words, Question question, List<String> functions) {
        this.dice = dice;
        this.words = words;
        this.question = question;
        this.functions = functions;
        card = question.card;
        body = question.body;
    }

    /** Makes one. */
    static Question make(Dice dice, ModelTable models) {
        Words words = new Words(dice);
        String model = dice.pick(MODELS);
        ModelCard listed = models.find(model);
        boolean pictures = listed == null ? dice.chance(30) : listed.can(Capability.IMAGE_INPUT) || dice.chance(3);
        List<String> functions = new ArrayList<>();
        boolean tools = listed == null || listed.can(Capability.TOOLS) || dice.chance(5);
        for (int i = tools && dice.chance(50) ? dice.between(1, 4) : 0; i > 0; i--) {
            functions.add(words.plain());
        }
        Talk talk = Talk.of(dice, words, functions, pictures, true);
        ModelCard card = listed != null ? listed : talk.hasPictures() ? models.mediaDefault() : models.textDefault();
        Question question = new Question(Pipeline.OPENAI, dice.chance(50), card);
        question.body.put("model", model);
        new OpenAiRequests(dice, words, question, functions).fill(talk);
        return question;
    }

    private void fill(Talk talk) {
        if (talk.hasPictures() && !card.can(Capability.IMAGE_INPUT)) {
            question.refusable("messages");
        }
        OpenAiTalk teller = new OpenAiTalk(dice, words);
        body.put("messages", teller.messages(talk));
        teller.vendors().forEach(this::vendorMember);
        question.check("conversation", (up, told) -> talk.check(up, card, question.names(up)));
        stream();
        tools();
        toolChoice();
        number("temperature", dice.pick(0.0, 0.7, 1.99, 2.0), 1.99);
        number("presence_penalty", dice.pick(-2.0, 0.0, 2.0), 2);
        if (dice.chance(15)) {
            double value = dice.pick(0.0, 0.01, 1.0);
            body.put("top_p", new Node.Real(value));
            question.arrives(
                    "top_p",
                    up -> up.has("top_p") && Double.parseDouble(up.at("top_p").toString()) == value);
        }
        outputLimits();
        stop();
        seed();
        logprobs();
        candidates();
        form();
        thinking();
        dropped();
        vendor();
        for (String name : List.of(
                "seed",
                "stop",
                "user",
                "logit_bias",
                "audio",
                "tools",
                "tool_choice",
                "metadata",
                "reasoning_effort",
                "max_tokens",
                "top_logprobs",
                "response_format",
                "stream_options")) {
            if (!body.has(name) && dice.chance(5)) {
                body.put(name, new Json.NullValue());
            }
        }
    }

    /** A member somewhere inside that OpenAI does not know. */
    private void vendorMember(String mark) {
        question.check(
                mark, (up, told) -> require(arrivesOrIsWarnedOf(mark, up, told), "is neither upstream nor warned of"));
    }

    private static boolean arrivesOrIsWarnedOf(String mark, Json up, Told told) {
        return up.toString().contains("\"" + mark + "\":")
                || !told.complete()
                || told.fields().stream().anyMatch(field -> field.endsWith("." + mark));
    }

    private void stream() {
        if (question.stream) {
            body.put("stream", Values.flag(true));
        } else if (dice.chance(10)) {
            body.put("stream", Values.flag(false));
        }
        if (dice.chance(40) && question.stream) {
            Node.Message options = new Node.Message();
            if (dice.chance(80)) {
                options.put("include_usage", Values.flag(dice.chance(80)));
            }
            if (dice.chance(20)) {
                options.put("include_obfuscation", Values.flag(true));
            }
            body.put("stream_options", options);
        }
    }

    private void tools() {
        if (functions.isEmpty()) {
            if (dice.chance(3)) {
                body.put("tools", new Node.Repeated(List.of()));
            }
            return;
        }
        if (!card.can(Capability.TOOLS)) {
            question.refusable("tools");
        }
        older = dice.chance(8);
        List<Node> declared = new ArrayList<>();
        for (String name : functions) {
            Node.Message function = function(name);
            declared.add(
                    older
                            ? function
                            : new Node.Message().put("type", "function").put("function", function));
        }
        body.put(older ? "functions" : "tools", new Node.Repeated(declared));
        if (older) {
            // Where the model is asked as the client asks, the editor knows them not; translated they are tools.
            question.refusable("functions");
        } else if (dice.chance(30)) {
            boolean parallel = dice.chance(50);
            body.put("parallel_tool_calls", Values.flag(parallel));
            question.check(
                    "parallel_tool_calls",
                    (up, told) -> require(up.at("parallel_tool_calls").asBoolean() == parallel, "is another"));
        }
    }

    private Node.Message function(String name) {
        String mark = words.mark();
        question.functions.put(mark, name);
        Node.Message function = new Node.Message().put("name", name).put("description", words.text() + mark);
        Json parameters = dice.chance(80) ? schema() : null;
        if (parameters != null) {
            function.put("parameters", parameters);
        }
        if (dice.chance(3)) {
            String vendor = words.mark();
            function.put(vendor, Values.flag(true));
            question.check(
                    vendor,
                    (up, told) -> require(
                            !offered(up).contains(name) || arrivesOrIsWarnedOf(vendor, up, told),
                            "is neither upstream nor warned of"));
        }
        boolean strict = dice.chance(20);
        if (strict) {
            function.put("strict", Values.flag(true));
        }
        question.check("function " + name, (up, told) -> {
            List<Json> found = up.at("tools").elements().stream()
                    .filter(tool -> tool.toString().contains(mark))
                    .toList();
            if (found.isEmpty()) {
                require(body.has("tool_choice") || body.has("function_call"), "has got lost");
                return;
            }
            Json there = found.get(0).at("function");
            require(there.at("name").asString().equals(name), "has another name: " + there);
            require(parameters == null || parameters.equals(there.find("parameters")), "has another schema: " + there);
            require(!strict || there.at("strict").asBoolean(), "is not strict");
        });
        return function;
    }

    private Json schema() {
        return Values.object(
                "type", "object",
                "$defs",
                        Values.object(
                                "A", Values.object("type", Values.list(Values.text("string"), Values.text("null")))),
                "properties",
                        Values.object(words.mark(), Values.object("$ref", "#/$defs/A", "description", words.text())),
                "required", Values.list(),
                "additionalProperties", Values.flag(false));
    }

    private void toolChoice() {
        if (functions.isEmpty() || dice.chance(50)) {
            return;
        }
        if (older) {
            body.put("function_call", dice.pick("auto", "none"));
            question.refusable("function_call");
            return;
        }
        switch (dice.below(5)) {
            case 0 -> {
                body.put("tool_choice", "none");
                question.check(
                        "tool_choice",
                        (up, told) -> require(Values.text("none").equals(up.find("tool_choice")), "is lost"));
            }
            case 1 -> {
                body.put("tool_choice", "auto");
                question.check("tool_choice", (up, told) -> require(!forced(up), "is forced"));
            }
            case 2 -> {
                body.put("tool_choice", "required");
                mustBeAskedFor(functions);
            }
            case 3 -> {
                String name = dice.pick(functions);
                body.put("tool_choice", Values.object("type", "function", "function", Values.object("name", name)));
                mustBeAskedFor(List.of(name));
            }
            default -> allowedTools();
        }
    }

    private void allowedTools() {
        List<String> allowed = new ArrayList<>();
        for (String name : functions) {
            if (allowed.isEmpty() || dice.chance(50)) {
                allowed.add(name);
            }
        }
        String mode = dice.pick("auto", "required");
        List<Json> tools = allowed.stream()
                .map(name -> Values.object("type", "function", "function", Values.object("name", name)))
                .toList();
        body.put(
                "tool_choice",
                Values.object(
                        "type",
                        "allowed_tools",
                        "allowed_tools",
                        Values.object("mode", mode, "tools", new Json.ArrayValue(tools))));
        if (mode.equals("required")) {
            mustBeAskedFor(allowed);
        } else {
            question.check("tools offered", (up, told) -> require(offered(up).equals(allowed), "are others"));
        }
    }

    private static List<String> offered(Json up) {
        return up.at("tools").elements().stream()
                .map(tool -> tool.at("function").at("name").asString())
                .toList();
    }

    private static boolean forced(Json up) {
        Json choice = up.find("tool_choice");
        return choice != null && (choice.kind() == Json.Kind.OBJECT || choice.equals(Values.text("required")));
    }

    private void mustBeAskedFor(List<String> some) {
        question.check("tool_choice", (up, told) -> {
            Json choice = up.find("tool_choice");
            boolean named = choice != null && choice.kind() == Json.Kind.OBJECT;
            require(
                    forced(up) || told.of("tool_choice") && up.toString().contains("Call at least one of the tools."),
                    "is neither forced nor asked for");
            require(named || offered(up).equals(some), "offers others: " + offered(up) + ", not " + some);
            require(!named || some.contains(choice.at("function").at("name").asString()), "is another");
        });
    }

    private void number(String name, double value, double most) {
        if (!dice.chance(20)) {
            return;
        }
        body.put(name, new Node.Real(value));
        question.check(name, (up, told) -> {
            double there = Double.parseDouble(up.at(name).toString());
            require(there == Math.min(value, most), "is " + there + ", not " + value);
            require(value <= most || told.of(name), "is capped without a warning");
        });
    }

    private void outputLimits() {
        @Nullable Long newer = dice.chance(20) ? (Long) limit() : null;
        @Nullable Long elder = dice.chance(20) ? (Long) limit() : null;
        if (newer != null) {
            body.put("max_completion_tokens", new Node.Whole(newer));
        }
        if (elder != null) {
            body.put("max_tokens", new Node.Whole(elder));
        }
        Long asked = newer != null ? newer : elder;
        if (asked == null) {
            return;
        }
        long most = card.outputTokenLimit() > 0 ? card.outputTokenLimit() : Long.MAX_VALUE;
        question.check("output limit", (up, told) -> {
            long there = up.at("max_tokens").asLong();
            require(there == Math.min(asked, most), "is " + there + ", not " + asked);
            require(asked <= most || told.within("max_"), "is capped without a warning");
        });
        if (newer != null && elder != null && !newer.equals(elder)) {
            question.warned("max_tokens");
        }
    }

    private long limit() {
        return dice.pick(1L, 100L, 8192L, 100_000L, Long.MAX_VALUE);
    }

    private void stop() {
        if (!dice.chance(15)) {
            return;
        }
        List<String> stops = new ArrayList<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            stops.add(words.text());
        }
        if (stops.size() == 1 && dice.chance(50)) {
            body.put("stop", stops.get(0));
        } else {
            body.put(
                    "stop", new Node.Repeated(stops.stream().map(Node.Text::new).toList()));
        }
        List<Json> all = stops.stream().map(Values::text).toList();
        question.check("stop", (up, told) -> {
            Json there = up.at("stop");
            require(
                    there.kind() == Json.Kind.STRING ? all.equals(List.of(there)) : all.equals(there.elements()),
                    "is " + there + ", not " + all);
        });
    }

    private void seed() {
        if (dice.chance(15)) {
            long seed = dice.pick(0L, 1L, -5L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);
            body.put("seed", new Node.Whole(seed));
            question.arrives("seed", up -> up.has("seed") && up.at("seed").asLong() == seed);
        }
    }

    private void logprobs() {
        if (!dice.chance(10)) {
            return;
        }
        body.put("logprobs", Values.flag(true));
        question.arrives("logprobs", up -> up.has("logprobs"));
        if (dice.chance(50)) {
            int top = dice.between(0, 20);
            body.put("top_logprobs", new Node.Whole(top));
            question.check(
                    "top_logprobs",
                    (up, told) -> require(
                            !up.has("logprobs")
                                    || up.at("top_logprobs").asLong() == top
                                    || top > 5 && told.of("top_logprobs"),
                            "is another"));
        }
    }

    private void candidates() {
        if (dice.chance(10)) {
            int count = dice.pick(1, 2, 4, 5, 128);
            body.put("n", new Node.Whole(count));
            if (count > 1) {
                question.check("n", (up, told) -> require(up.at("n").asLong() == count, "is another"));
                if (!card.can(Capability.SEVERAL_CANDIDATES) || !functions.isEmpty() || count > 4) {
                    question.refusable("n");
                }
            }
        }
    }

    private void form() {
        switch (dice.below(10)) {
            case 0 -> body.put("response_format", Values.object("type", "text"));
            case 1 -> {
                body.put("response_format", Values.object("type", "json_object"));
                question.arrives("response_format", up -> up.has("response_format"));
            }
            case 2 -> {
                Json schema = schema();
                body.put(
                        "response_format",
                        Values.object(
                                "type",
                                "json_schema",
                                "json_schema",
                                Values.object("name", "r", "schema", schema, "strict", Values.flag(true))));
                question.check("response_format", (up, told) -> {
                    Json there = up.find("response_format");
                    boolean whole = there != null
                            && there.has("json_schema")
                            && schema.equals(there.at("json_schema").at("schema"));
                    require(whole || told.of("response_format"), "is neither there nor warned of: " + there);
                    require(whole || told(up).equals(schema), "the schema has got lost");
                });
            }
            default -> {}
        }
    }

    /** The schema that the system message tells in words. */
    private static Json told(Json up) {
        String system = up.at("messages").at(0).at("content").asString();
        String before = "with nothing else: ";
        String schema = system.substring(system.indexOf(before) + before.length());
        return Json.parse(schema.replace("\n\nCall at least one of the tools.", ""));
    }

    private void thinking() {
        if (!dice.chance(30)) {
            return;
        }
        boolean wish;
        String field;
        if (dice.chance(50)) {
            String effort = dice.pick(EFFORTS);
            body.put("reasoning_effort", effort);
            wish = !effort.equals("none") && !effort.equals("minimal");
            field = "reasoning_effort";
        } else {
            wish = dice.chance(50);
            body.put("enable_thinking", Values.flag(wish));
            field = "enable_thinking";
            if (wish && dice.chance(50)) {
                body.put("thinking_budget", new Node.Whole(dice.pick(1, 512, 1_000_000)));
            }
        }
        Json wanted = Values.flag(wish);
        ModelCard.Thinking own = card.thinking();
        boolean granted = wish ? own == ModelCard.Thinking.ALWAYS : own == ModelCard.Thinking.NEVER;
        question.check(
                field,
                (up, told) -> require(
                        granted
                                || wanted.equals(up.find("enable_thinking"))
                                || told.of(field)
                                || told.of("thinking_budget"),
                        "is neither honoured nor warned of"));
    }

    private void dropped() {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("frequency_penalty", Values.number(0.5));
        fields.put("logit_bias", Values.object("50256", Values.number(-100)));
        fields.put("verbosity", Values.text("low"));
        fields.put("store", Values.flag(true));
        fields.put("metadata", Values.object("a", words.text()));
        fields.put("service_tier", Values.text("flex"));
        fields.put("prediction", Values.object("type", "content", "content", words.text()));
        fields.put("web_search_options", Values.object());
        fields.put("prompt_cache_key", Values.text(words.text()));
        fields.put("moderation", Values.object("model", "m"));
        fields.forEach((name, value) -> {
            if (dice.chance(5)) {
                body.put(name, value);
                question.warned(name);
            }
        });
        // Who asks is for the gateway to know.
        for (String name : List.of("user", "safety_identifier")) {
            if (dice.chance(5)) {
                body.put(name, words.plain());
            }
        }
        if (dice.chance(5)) {
            body.put("modalities", Values.list(Values.text("text")));
        }
    }

    private void vendor() {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("top_k", Values.number(20));
        fields.put("repetition_penalty", Values.number(1.1));
        fields.put("enable_search", Values.flag(true));
        fields.put("vl_high_resolution_images", Values.flag(true));
        fields.put(words.mark(), Values.data(dice, words));
        fields.put("é\"" + words.mark(), Values.text(words.text()));
        fields.forEach((name, value) -> {
            if (dice.chance(6)) {
                body.put(name, value);
                question.arrives(name, up -> value.equals(up.find(name)));
            }
        });
    }
}
