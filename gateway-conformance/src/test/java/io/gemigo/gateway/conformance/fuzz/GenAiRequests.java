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

/** Makes well-formed {@code generateContent} requests, each with what must become of it. For one case. */
final class GenAiRequests {
    private static final List<String> MODES = List.of("MODE_UNSPECIFIED", "AUTO", "ANY", "NONE", "VALIDATED");
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
            "gemini-2.5-flash",
            "gemini-3-pro-preview",
            "qwen-long",
            "qwen3-omni-flash",
            "whole");

    private final Dice dice;
    private final Words words;
    private final Question question;
    private final ModelCard card;
    private final Node.Message body;
    private final Node.Message config = new Node.Message();

    private final List<String> functions = new ArrayList<>();
    /** Name of the mode of calling. */
    private String mode = "AUTO";

    private GenAiRequests(Dice dice, Words words, Question question) {
        this.dice = dice;
        this.words = words;
        this.question = question;
        card = question.card;
        body = question.body;
    }

    /** Makes one. */
    static Question make(Dice dice, ModelTable models) {
        Words words = new Words(dice);
        String model = dice.pick(MODELS);
        int verb = dice.below(3);
        ModelCard listed = models.find(model);
        boolean pictures = listed == null ? dice.chance(30) : listed.can(Capability.IMAGE_INPUT) || dice.chance(3);
        List<String> functions = new ArrayList<>();
        boolean tools = listed == null || listed.can(Capability.TOOLS) || dice.chance(5);
        for (int i = tools && dice.chance(50) ? dice.between(1, 4) : 0; i > 0; i--) {
            functions.add(functionName(dice, words));
        }
        Talk talk = Talk.of(dice, words, functions, pictures, false);
        ModelCard card = listed != null ? listed : talk.hasPictures() ? models.mediaDefault() : models.textDefault();
        String path = Pipeline.GENAI
                + model
                + List.of(":generateContent", ":streamGenerateContent?alt=sse", ":streamGenerateContent")
                        .get(verb);
        GenAiRequests maker = new GenAiRequests(dice, words, new Question(path, verb > 0, card));
        maker.functions.addAll(functions);
        return maker.fill(talk);
    }

    private static String functionName(Dice dice, Words words) {
        String name = words.plain();
        return switch (dice.below(8)) {
            case 0 -> "default_api:" + name;
            case 1 -> name + ".run";
            case 2 -> name + "x".repeat(70);
            default -> name;
        };
    }

    private Question fill(Talk talk) {
        if (talk.hasPictures() && !card.can(Capability.IMAGE_INPUT)) {
            question.refusable("contents");
        }
        system(talk.system());
        body.put("contents", new GenAiTalk(dice, words).contents(talk));
        question.check("conversation", (up, told) -> talk.check(up, card, question.names(up)));
        if (talk.unfinished()) {
            boolean can = card.can(Capability.PREFIX_CONTINUATION);
            question.check("prefix", (up, told) -> {
                List<Json> messages = up.at("messages").elements();
                boolean marked = messages.get(messages.size() - 1).has("partial");
                require(marked == can && (can || told.within("contents")), "is neither marked nor warned of");
            });
        }
        tools();
        toolConfig();
        config();
        rest();
        return question;
    }

    private void system(List<String> system) {
        if (system.isEmpty()) {
            if (dice.chance(5)) {
                body.put("systemInstruction", new Node.Message());
            }
            return;
        }
        if (system.size() == 1 && dice.chance(20)) {
            body.put("systemInstruction", system.get(0));
            return;
        }
        List<Node> parts = new ArrayList<>();
        for (String text : system) {
            parts.add(new Node.Message().put("text", text));
            if (dice.chance(10)) {
                parts.add(new Node.Message().put("text", ""));
            }
        }
        Node.Message content = new Node.Message().put("parts", new Node.Repeated(parts));
        if (dice.chance(50)) {
            content.put("role", dice.pick("user", "system", "", "model"));
        }
        body.put("systemInstruction", content);
    }

    private void tools() {
        if (functions.isEmpty()) {
            if (dice.chance(5)) {
                body.put("tools", new Node.Repeated(dice.chance(50) ? List.of() : List.of(new Node.Message())));
            }
            return;
        }
        if (!card.can(Capability.TOOLS)) {
            question.refusable("tools");
        }
        List<Node> all = new ArrayList<>();
        List<Node> some = new ArrayList<>();
        for (String name : functions) {
            some.add(function(name));
            if (dice.chance(20)) {
                all.add(new Node.Message().put("functionDeclarations", new Node.Repeated(List.copyOf(some))));
                some.clear();
            }
        }
        all.add(new Node.Message().put("functionDeclarations", new Node.Repeated(some)));
        body.put("tools", new Node.Repeated(all));
        question.check(
                "parallel calls",
                (up, told) ->
                        require(!up.has("tools") || up.at("parallel_tool_calls").asBoolean(), "are not asked for"));
    }

    private Node function(String name) {
        String mark = words.mark();
        question.functions.put(mark, name);
        Node.Message function = new Node.Message().put("name", name).put("description", words.text() + mark);
        Json expected = null;
        Shape shape = null;
        switch (dice.below(4)) {
            case 0 -> {}
            case 1 -> {
                expected = jsonSchema();
                function.put("parametersJsonSchema", expected);
            }
            default -> {
                shape = Shape.object(dice, words);
                function.put("parameters", shape.schema());
            }
        }
        int number = functions.indexOf(name);
        String warning = "tools";
        if (dice.chance(5)) {
            function.put("response", Values.object("type", "STRING"));
            question.check("response of function " + number, (up, told) -> require(told.within(warning), "no warning"));
        }
        if (dice.chance(5)) {
            function.put("behavior", new Node.Word("BLOCKING", 1));
        }
        Json whole = expected;
        Shape meant = shape;
        question.check("function " + number, (up, told) -> declared(up, mark, whole, meant));
        return function;
    }

    private void declared(Json up, String mark, @Nullable Json schema, @Nullable Shape shape) {
        Json tools = up.find("tools");
        List<Json> found = tools == null
                ? List.of()
                : tools.elements().stream()
                        .filter(tool -> tool.toString().contains(mark))
                        .toList();
        if (found.isEmpty()) {
            require(mode.equals("ANY") || mode.equals("VALIDATED"), "the function has got lost");
            return;
        }
        require(found.size() == 1, "the function is there twice");
        Json function = found.get(0).at("function");
        require(function.at("name").asString().matches(Talk.FIT), "no name: " + function);
        Json parameters = function.at("parameters");
        if (schema != null) {
            require(parameters.equals(schema), "schema is " + parameters + ", not " + schema);
        } else if (shape != null) {
            for (String note : shape.notes()) {
                require(holds(parameters, note), "a note of the schema has got lost: " + note);
            }
            require(parameters.at("type").asString().equals("object"), "no object: " + parameters);
        } else {
            require(
                    parameters.equals(Json.parse("{\"type\":\"object\",\"properties\":{}}")),
                    "parameters from nowhere");
        }
    }

    private static boolean holds(Json json, String text) {
        return switch (json.kind()) {
            case OBJECT -> json.members().values().stream().anyMatch(value -> holds(value, text));
            case ARRAY -> json.elements().stream().anyMatch(value -> holds(value, text));
            case STRING -> json.asString().equals(text);
            case NUMBER, BOOLEAN, NULL -> false;
        };
    }

    private Json jsonSchema() {
        return Values.object(
                "type", "object",
                "$defs",
                        Values.object(
                                words.mark(),
                                Values.object("type", Values.list(Values.text("string"), Values.text("null")))),
                "properties",
                        Values.object(
                                "nullable",
                                Values.object("$ref", "#/$defs/x"),
                                words.mark(),
                                Values.object("anyOf", Values.list(Values.object("type", "string")))),
                "description", words.text(),
                "additionalProperties", Values.flag(false));
    }

    private void toolConfig() {
        if (functions.isEmpty() || dice.chance(50)) {
            return;
        }
        mode = dice.pick(MODES);
        Node.Message calling = new Node.Message().put("mode", new Node.Word(mode, MODES.indexOf(mode)));
        List<String> allowed = new ArrayList<>();
        if (dice.chance(40)) {
            for (String name : functions) {
                if (dice.chance(60)) {
                    allowed.add(name);
                }
            }
        }
        if (!allowed.isEmpty()) {
            calling.put(
                    "allowedFunctionNames",
                    new Node.Repeated(allowed.stream().map(Node.Text::new).toList()));
        }
        body.put("toolConfig", new Node.Message().put("functionCallingConfig", calling));
        boolean restricts = mode.equals("ANY") || mode.equals("VALIDATED");
        if (!restricts && !allowed.isEmpty()) {
            question.warned("toolConfig.functionCallingConfig.allowedFunctionNames");
        }
        int offered = restricts && !allowed.isEmpty() ? allowed.size() : functions.size();
        question.check(
                "functions offered",
                (up, told) -> require(up.at("tools").elements().size() == offered, "not " + offered));
        Json none = Values.text("none");
        switch (mode) {
            case "NONE" ->
                question.check("mode", (up, told) -> require(none.equals(up.find("tool_choice")), "is lost"));
            case "ANY" ->
                question.check("mode", (up, told) -> {
                    Json choice = up.find("tool_choice");
                    boolean forced = choice != null && !choice.equals(none) && !choice.equals(Values.text("auto"));
                    boolean asked = up.toString().contains("Call at least one of the tools.");
                    require(forced || asked && told.within("toolConfig"), "calls are neither forced nor asked for");
                });
            case "VALIDATED" -> question.warned("toolConfig.functionCallingConfig.mode");
            default ->
                question.check("mode", (up, told) -> {
                    Json choice = up.find("tool_choice");
                    require(choice == null || choice.equals(Values.text("auto")), "comes from nowhere");
                });
        }
    }

    private void config() {
        number("temperature", "temperature", dice.pick(0.0, 0.3, 1.0, 1.99, 2.0), 1.99);
        topP();
        whole("topK", "top_k", dice.between(1, 200));
        outputLimit();
        stop();
        number("presencePenalty", "presence_penalty", dice.pick(-2.0, 0.0, 1.5, 2.0), 2);
        if (dice.chance(10)) {
            double value = dice.pick(-2.0, 0.0, 0.5);
            config.put("frequencyPenalty", new Node.Real(value));
            question.check(
                    "frequencyPenalty",
                    (up, told) -> require(
                            !up.has("frequency_penalty")
                                    && (value == 0 || told.of("generationConfig.frequencyPenalty")),
                            "is neither left out nor warned of"));
        }
        seed();
        logprobs();
        candidates();
        form();
        thinking();
        warnedOnly();
        if (!config.isEmpty() || dice.chance(30)) {
            body.put("generationConfig", config);
        }
    }

    private void number(String name, String upstream, double value, double most) {
        if (!dice.chance(20)) {
            return;
        }
        config.put(name, new Node.Real(value));
        question.check(name, (up, told) -> {
            double there = Double.parseDouble(up.at(upstream).toString());
            require(there == Math.min(value, most), "is " + there + ", not " + value);
            require(value <= most || told.of("generationConfig." + name), "is capped without a warning");
        });
    }

    private void whole(String name, String upstream, long value) {
        if (dice.chance(15)) {
            config.put(name, new Node.Whole(value));
            question.arrives(
                    "generationConfig." + name,
                    up -> up.has(upstream) && up.at(upstream).asLong() == value);
        }
    }

    private void topP() {
        if (dice.chance(15)) {
            double value = dice.pick(0.0, 0.01, 0.5, 1.0);
            config.put("topP", new Node.Real(value));
            question.arrives(
                    "generationConfig.topP",
                    up -> up.has("top_p") && Double.parseDouble(up.at("top_p").toString()) == value);
        }
    }

    private void outputLimit() {
        if (dice.chance(25)) {
            long value = dice.pick(1, 100, 8192, 65_536, 100_000, Integer.MAX_VALUE);
            int most = card.outputTokenLimit();
            config.put("maxOutputTokens", new Node.Whole(value));
            question.check("maxOutputTokens", (up, told) -> {
                long limit = up.at("max_tokens").asLong();
                boolean capped = most > 0 && value > most;
                require(limit == (capped ? most : value), "is " + limit + ", not " + value);
                require(!capped || told.of("generationConfig.maxOutputTokens"), "is capped without a warning");
            });
        }
    }

    private void stop() {
        if (dice.chance(15)) {
            List<String> stops = new ArrayList<>();
            for (int i = dice.between(1, 5); i > 0; i--) {
                stops.add(words.text());
            }
            config.put(
                    "stopSequences",
                    new Node.Repeated(stops.stream().map(Node.Text::new).toList()));
            // A fifth is minded here: the answer is cut before it.
            List<Json> known = stops.stream().limit(4).map(Values::text).toList();
            question.check(
                    "stop",
                    (up, told) -> require(
                            up.at("stop").elements().equals(known), "are " + up.find("stop") + ", not " + known));
        }
    }

    private void seed() {
        if (dice.chance(15)) {
            long seed = dice.pick(0, 1, -5, Integer.MAX_VALUE, Integer.MIN_VALUE);
            config.put("seed", new Node.Whole(seed));
            question.check(
                    "seed",
                    (up, told) -> require(
                            up.at("seed").asLong() == seed || seed < 0 && told.of("generationConfig.seed"),
                            "is another"));
        }
    }

    private void logprobs() {
        if (dice.chance(10)) {
            config.put("responseLogprobs", Values.flag(true));
            question.arrives("generationConfig.responseLogprobs", up -> up.has("logprobs"));
            if (dice.chance(50)) {
                int top = dice.between(0, 20);
                config.put("logprobs", new Node.Whole(top));
                question.check("logprobs", (up, told) -> {
                    boolean lost = !up.has("logprobs");
                    require(
                            lost
                                    || up.at("top_logprobs").asLong() == top
                                    || top > 5 && told.of("generationConfig.logprobs"),
                            "number is another");
                });
            }
        }
    }

    private void candidates() {
        if (dice.chance(10)) {
            int count = dice.pick(1, 1, 2, 4, 5);
            config.put("candidateCount", new Node.Whole(count));
            if (count > 1) {
                question.check("candidates", (up, told) -> require(up.at("n").asLong() == count, "are others"));
                if (!card.can(Capability.SEVERAL_CANDIDATES) || !functions.isEmpty() || count > 4) {
                    question.refusable("generation_config.candidate_count");
                }
            }
        }
    }

    private void form() {
        switch (dice.below(12)) {
            case 0 -> config.put("responseMimeType", "text/plain");
            case 1 -> {
                config.put("responseMimeType", "application/json");
                json(null);
            }
            case 2 -> {
                Shape shape = Shape.object(dice, words);
                if (dice.chance(80)) {
                    config.put("responseMimeType", "application/json");
                } else {
                    question.warned("generationConfig.responseSchema");
                }
                config.put("responseSchema", shape.schema());
                shape.notes()
                        .forEach(note -> question.check(
                                "schema",
                                (up, told) ->
                                        require(holdsIn(up, note), "a note of the schema has got lost: " + note)));
                json(null);
            }
            case 3 -> {
                config.put("responseMimeType", "application/json");
                Json schema = jsonSchema();
                config.put(
                        dice.pick("responseJsonSchema", "_responseJsonSchema", "response_json_schema_ordered"), schema);
                json(schema);
            }
            case 4 -> {
                config.put("responseMimeType", "text/x.enum");
                config.put("responseSchema", Shape.choice(dice, words).schema());
                json(null);
            }
            default -> {}
        }
    }

    /** Whether a text is somewhere upstream, plainly or in a schema that is told in words. */
    private static boolean holdsIn(Json up, String text) {
        String escaped = Values.text(text).toString();
        return holds(up, text)
                || up.toString()
                        .contains(Values.text(escaped.substring(1, escaped.length() - 1))
                                .toString()
                                .replaceAll("^\"|\"$", ""));
    }

    private void json(@Nullable Json schema) {
        question.check("form", (up, told) -> {
            Json format = up.find("response_format");
            boolean warned = told.within("generationConfig.response");
            require(format != null || warned, "JSON is neither asked for nor warned of");
            if (schema != null && format != null && format.has("json_schema")) {
                require(format.at("json_schema").at("schema").equals(schema), "schema is another: " + format);
            } else if (schema != null) {
                require(warned, "the schema has got lost");
            }
        });
    }

    private void thinking() {
        if (!dice.chance(30)) {
            return;
        }
        Node.Message thinking = new Node.Message();
        @Nullable Boolean wish = null;
        if (dice.chance(50)) {
            thinking.put("includeThoughts", Values.flag(true));
            wish = true;
        }
        switch (dice.below(4)) {
            case 0 -> {
                int budget = dice.pick(-1, 0, 0, 1, 512, 24_576, 1_000_000);
                thinking.put("thinkingBudget", new Node.Whole(budget));
                wish = budget != 0;
            }
            case 1 -> {
                String level = dice.pick("MINIMAL", "LOW", "MEDIUM", "HIGH");
                thinking.put("thinkingLevel", level);
                wish = !level.equals("MINIMAL");
            }
            default -> {}
        }
        config.put("thinkingConfig", thinking);
        if (wish != null) {
            Json wanted = Values.flag(wish);
            boolean always = card.thinking() == ModelCard.Thinking.ALWAYS;
            boolean never = card.thinking() == ModelCard.Thinking.NEVER;
            boolean granted = wish ? always : never;
            question.arrives(
                    "generationConfig.thinkingConfig", up -> granted || wanted.equals(up.find("enable_thinking")));
        }
    }

    private void warnedOnly() {
        for (String field : List.of("mediaResolution", "audioTimestamp", "enableEnhancedCivicAnswers", words.mark())) {
            if (dice.chance(4)) {
                config.put(
                        field,
                        field.equals("mediaResolution")
                                ? new Node.Word("MEDIA_RESOLUTION_MEDIUM", 2)
                                : new Node.Data(Values.flag(true)));
                question.warned("generationConfig." + field);
            }
        }
        if (dice.chance(5)) {
            config.put("responseModalities", new Node.Repeated(List.of(new Node.Word("TEXT", 1))));
        }
    }

    private void rest() {
        Map<String, Json> others = new LinkedHashMap<>();
        others.put("serviceTier", Values.text("flex"));
        others.put("store", Values.flag(true));
        others.put("labels", Values.object("a", words.text()));
        others.put(
                "safetySettings",
                Json.parse("[{\"category\":\"HARM_CATEGORY_HARASSMENT\",\"threshold\":\"BLOCK_NONE\"}]"));
        others.put(words.mark(), Values.data(dice, words));
        others.forEach((name, value) -> {
            if (dice.chance(6)) {
                body.put(name, value);
                question.warned(name);
            }
        });
        for (String absent : List.of("cachedContent", "toolConfig", "tools", "generationConfig", "model")) {
            if (!body.has(absent) && dice.chance(4)) {
                body.put(absent, new Json.NullValue());
            }
        }
    }
}
