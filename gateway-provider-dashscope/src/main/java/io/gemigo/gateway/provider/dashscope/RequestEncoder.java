package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Extension;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Sampling;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.chat.ToolChoice;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatField;
import io.gemigo.gateway.dialect.openai.ChatRequestWriter;
import io.gemigo.gateway.dialect.openai.OpenAiDialect;
import io.gemigo.gateway.dialect.openai.WriterOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a canonical call into one that this upstream takes, and writes it. Warnings name fields as the OpenAI dialect spells
 * them. Single-owner; for one call.
 */
final class RequestEncoder {
    private static final ChatRequestWriter WRITER =
            new ChatRequestWriter(new WriterOptions("max_tokens", true, true, "reasoning_content", null));
    private static final ChatRequestWriter CONTINUING =
            new ChatRequestWriter(new WriterOptions("max_tokens", true, true, "reasoning_content", "partial"));
    private static final RawJson NO_ARGUMENTS = RawJson.of("{\"type\":\"object\",\"properties\":{}}");
    private static final RawJson TRUE = RawJson.of("true");
    private static final RawJson FALSE = RawJson.of("false");
    private static final Pattern BUDGET = Pattern.compile("[1-9][0-9]{0,8}");

    private final ChatRequest request;
    private final ModelCard card;
    private final EffortBudgets budgets;
    private final Warnings warnings;

    private final ChatRequest.Builder to;
    /** Fields of this upstream's own: the client's and ours. */
    private final List<Extension> extensions;

    private final List<String> instructions = new ArrayList<>(0);
    /** The field by which the client speaks of thinking. */
    private String saidBy = "reasoning_effort";

    RequestEncoder(ChatRequest request, ModelCard card, EffortBudgets budgets, Warnings warnings) {
        this.budgets = budgets;
        this.request = request;
        this.card = card;
        this.warnings = warnings;
        to = request.toBuilder();
        extensions = new ArrayList<>(request.extensions());
    }

    /** Writes the call; null, or why it cannot be expressed. */
    @Nullable
    Failure encode(ByteBuilder out) {
        boolean functions = functions();
        Failure refusal = Rules.model(card);
        if (refusal == null) {
            refusal = media();
        }
        if (refusal == null) {
            refusal = Rules.tools(functions, card);
        }
        if (refusal == null) {
            refusal = Rules.candidates(request.candidateCount(), functions, card);
        }
        if (refusal == null) {
            refusal = tools(functions);
        }
        if (refusal != null) {
            return refusal;
        }
        boolean continues = continues();
        sampling();
        dialectFields();
        boolean json = responseFormat();
        thinking(json || continues);
        to.messages(messages()).extensions(extensions);
        return (continues ? CONTINUING : WRITER).write(to.build(), out, warnings);
    }

    private boolean functions() {
        List<Tool> tools = request.tools();
        for (int i = 0; i < tools.size(); i++) {
            if (tools.get(i).kind() == Tool.Kind.FUNCTION) {
                return true;
            }
        }
        return false;
    }

    private void ignored(String field) {
        warnings.ignored(OpenAiDialect.NAME, field);
    }

    private void set(String name, RawJson value) {
        extensions.removeIf(extension -> extension.name().equals(name));
        extensions.add(new Extension(OpenAiDialect.NAME, name, value));
    }

    private @Nullable Failure media() {
        for (int i = 0; i < request.messages().size(); i++) {
            List<Part> parts = request.messages().get(i).parts();
            for (int k = 0; k < parts.size(); k++) {
                if (parts.get(k) instanceof Part.Media media && !card.can(Rules.reading(media.type()))) {
                    String what =
                            media.mimeType() == null ? media.type().name().toLowerCase(Locale.ROOT) : media.mimeType();
                    return Rules.unreadable("messages[" + i + "].content[" + k + "]", what, card);
                }
            }
        }
        return null;
    }

    private @Nullable Failure tools(boolean functions) {
        List<Tool> tools = new ArrayList<>();
        for (Tool tool : request.tools()) {
            switch (tool.kind()) {
                case WEB_SEARCH -> {
                    if (!card.can(Capability.WEB_SEARCH)) {
                        return Rules.unsupported("tools", "Web search is not supported by this gateway.");
                    }
                    set("enable_search", TRUE);
                }
                case FUNCTION -> {
                    Tool.Function function = (Tool.Function) tool;
                    tools.add(
                            function.parameters() != null
                                    ? function
                                    : new Tool.Function(
                                            function.name(), function.description(), NO_ARGUMENTS, function.strict()));
                }
            }
        }
        to.tools(tools);
        if (functions && request.parallelToolCalls() == null) {
            // The default here is false, everywhere else true.
            to.parallelToolCalls(true);
        }
        ToolChoice choice = request.toolChoice();
        if (choice != null && choice.mode() == ToolChoice.Mode.REQUIRED) {
            force(choice, tools);
        }
        return null;
    }

    private void force(ToolChoice choice, List<Tool> tools) {
        if (choice.names().isEmpty() && tools.size() == 1) {
            to.toolChoice(ToolChoice.named(((Tool.Function) tools.get(0)).name()));
        } else if (choice.names().size() != 1 && !card.can(Capability.FORCED_TOOL_CHOICE)) {
            relax(choice);
        }
    }

    private void relax(ToolChoice choice) {
        to.toolChoice(new ToolChoice(ToolChoice.Mode.AUTO, choice.names()));
        if (!instructions.contains(Instructions.CALL_A_TOOL)) {
            instructions.add(Instructions.CALL_A_TOOL);
        }
        warnings.mapped(OpenAiDialect.NAME, "tool_choice");
    }

    /** Whether the last turn is the assistant's own, to be gone on with. */
    private boolean continues() {
        Message last = request.messages().get(request.messages().size() - 1);
        boolean begun = last.role() == Role.ASSISTANT && !calls(last);
        if (begun && !card.can(Capability.PREFIX_CONTINUATION)) {
            ignored("messages[" + (request.messages().size() - 1) + "].partial");
            return false;
        }
        return begun;
    }

    private static boolean calls(Message message) {
        for (Part part : message.parts()) {
            if (part.kind() == Part.Kind.TOOL_CALL) {
                return true;
            }
        }
        return false;
    }

    private void sampling() {
        Sampling asked = request.sampling();
        Double temperature = asked.temperature();
        if (temperature != null && temperature > Rules.MAX_TEMPERATURE) {
            temperature = Rules.MAX_TEMPERATURE;
            warnings.capped(OpenAiDialect.NAME, "temperature");
        }
        Double topP = asked.topP();
        if (topP != null && topP < Rules.MIN_TOP_P) {
            topP = Rules.MIN_TOP_P;
            warnings.capped(OpenAiDialect.NAME, "top_p");
        }
        Double frequency = asked.frequencyPenalty();
        if (frequency != null && frequency != 0) {
            ignored("frequency_penalty");
        }
        if (asked.logitBias() != null) {
            ignored("logit_bias");
        }
        if (asked.topK() != null) {
            set("top_k", RawJson.of(asked.topK().toString()));
        }
        Long seed = asked.seed();
        if (seed != null && seed != Rules.seed(seed)) {
            seed = Rules.seed(seed);
            warnings.mapped(OpenAiDialect.NAME, "seed");
        }
        boolean logprobs = asked.logprobs() != null && asked.logprobs();
        if (!logprobs && asked.topLogprobs() != null) {
            ignored("top_logprobs");
        }
        if (logprobs && !card.can(Capability.LOGPROBS)) {
            logprobs = false;
            ignored("logprobs");
        }
        Integer top = logprobs ? asked.topLogprobs() : null;
        if (top != null && top > Rules.MAX_TOP_LOGPROBS) {
            top = Rules.MAX_TOP_LOGPROBS;
            warnings.capped(OpenAiDialect.NAME, "top_logprobs");
        }
        to.sampling(new Sampling(
                temperature, topP, null, seed, asked.presencePenalty(), null, logprobs ? true : null, top, null));
    }

    /** Fields of OpenAI's for upstreams of its dialect: a translated call can use none of them but a wish to search. */
    private void dialectFields() {
        if (extensions.isEmpty()) {
            return;
        }
        for (ChatField field : ChatField.values()) {
            if (extensions.removeIf(extension -> extension.name().equals(field.wireName()))) {
                if (field == ChatField.WEB_SEARCH_OPTIONS && card.can(Capability.WEB_SEARCH)) {
                    set("enable_search", TRUE);
                    warnings.mapped(OpenAiDialect.NAME, field.wireName());
                } else {
                    ignored(field.wireName());
                }
            }
        }
    }

    /** Sees to the form of the answer; true if it must be JSON. */
    private boolean responseFormat() {
        ResponseFormat format = request.responseFormat();
        return switch (format.kind()) {
            case TEXT -> false;
            case JSON_OBJECT -> {
                if (!card.can(Capability.JSON_OBJECT) || !mentionsJson()) {
                    instructions.add(Instructions.JSON);
                }
                jsonObject();
                yield true;
            }
            case JSON_SCHEMA -> {
                if (!card.can(Capability.JSON_SCHEMA)) {
                    RawJson schema = ((ResponseFormat.JsonSchema) format).schema();
                    instructions.add(Instructions.schema(schema == null ? null : schema.text()));
                    jsonObject();
                    warnings.mapped(OpenAiDialect.NAME, "response_format");
                }
                yield true;
            }
        };
    }

    private void jsonObject() {
        boolean can = card.can(Capability.JSON_OBJECT);
        to.responseFormat(can ? new ResponseFormat.JsonObject() : new ResponseFormat.Text());
        if (!can) {
            warnings.mapped(OpenAiDialect.NAME, "response_format");
        }
    }

    private boolean mentionsJson() {
        for (Message message : request.messages()) {
            for (Part part : message.parts()) {
                if (part instanceof Part.Text text && Instructions.mentionJson(text.text())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void thinking(boolean shaped) {
        ToolChoice choice = request.toolChoice();
        boolean forced = choice != null && choice.mode() == ToolChoice.Mode.REQUIRED;
        ThinkingPlan plan =
                ThinkingPlan.of(card, wish(), new ThinkingPlan.Constraints(!request.stream(), shaped, forced));
        if (plan.enable() != null) {
            set("enable_thinking", plan.enable() ? TRUE : FALSE);
        }
        if (plan.budget() != null) {
            set("thinking_budget", RawJson.of(plan.budget().toString()));
        }
        if (plan.budgetCapped()) {
            warnings.capped(OpenAiDialect.NAME, saidBy);
        }
        if (plan.wishIgnored()) {
            ignored(saidBy);
        }
        if (plan.relaxToolChoice() && choice != null) {
            relax(choice);
        }
        to.reasoning(Reasoning.UNSPECIFIED);
    }

    private boolean extended(String name) {
        for (Extension extension : extensions) {
            if (extension.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private ThinkingPlan.Wish wish() {
        boolean switched = extended("enable_thinking");
        boolean budgeted = extended("thinking_budget");
        saidBy = switched ? "enable_thinking" : budgeted ? "thinking_budget" : "reasoning_effort";
        Boolean enabled = null;
        Integer budget = null;
        for (Extension extension : List.copyOf(extensions)) {
            String value = extension.value().text();
            if (extension.name().equals("enable_thinking") && (value.equals("true") || value.equals("false"))) {
                enabled = value.equals("true");
                extensions.remove(extension);
            } else if (extension.name().equals("thinking_budget")
                    && BUDGET.matcher(value).matches()) {
                budget = Integer.valueOf(value);
                extensions.remove(extension);
            }
        }
        return ThinkingPlan.Wish.of(request.reasoning(), budgets).with(enabled, budget, card);
    }

    /** The upstream wants one system message, first of all. */
    private List<Message> messages() {
        if (instructions.isEmpty() && systemInPlace()) {
            return request.messages();
        }
        List<Message> rest = new ArrayList<>();
        List<Part> system = new ArrayList<>();
        for (Message message : request.messages()) {
            if (message.role() == Role.SYSTEM) {
                system.addAll(message.parts());
            } else {
                rest.add(message);
            }
        }
        List<String> texts = new ArrayList<>();
        for (Part part : system) {
            if (!(part instanceof Part.Text text)) {
                return request.messages();
            }
            texts.add(text.text());
        }
        for (int i = 0; i < request.messages().size(); i++) {
            Message message = request.messages().get(i);
            if (message.role() == Role.SYSTEM && message.name() != null) {
                ignored("messages[" + i + "].name");
            }
        }
        texts.addAll(instructions);
        rest.add(0, Message.text(Role.SYSTEM, String.join("\n\n", texts)));
        return rest;
    }

    /** Whether no system message stands anywhere but in front. */
    private boolean systemInPlace() {
        List<Message> messages = request.messages();
        for (int i = 1; i < messages.size(); i++) {
            if (messages.get(i).role() == Role.SYSTEM) {
                return false;
            }
        }
        return true;
    }
}
