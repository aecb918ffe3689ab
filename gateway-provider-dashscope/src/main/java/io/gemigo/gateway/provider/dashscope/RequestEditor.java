package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatField;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.OpenAiDialect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names what must change in a relayed body so that this upstream takes it: the same rules as {@link RequestEncoder}, told as
 * edits. Loop-confined; for one call.
 */
final class RequestEditor {
    private static final ChatField[] FIELDS = ChatField.values();
    private static final MediaType[] MEDIA = MediaType.values();
    private static final byte[] TRUE = bytes("true");
    private static final byte[] FALSE = bytes("false");
    private static final byte[] THINK = ChatRequestScan.member("enable_thinking", TRUE);
    private static final byte[] DO_NOT_THINK = ChatRequestScan.member("enable_thinking", FALSE);

    private final ChatRequestScan scan;
    private final ModelCard card;
    private final EffortBudgets budgets;
    private final Splice splice;
    private final Warnings warnings;
    private final MessageEdits messages;
    private final ToolEdits tools;

    RequestEditor(ChatRequestScan scan, ModelCard card, EffortBudgets budgets, Splice splice, Warnings warnings) {
        this.budgets = budgets;
        this.scan = scan;
        this.card = card;
        this.splice = splice;
        this.warnings = warnings;
        messages = new MessageEdits(scan, card, splice, warnings);
        tools = new ToolEdits(scan, card, splice, warnings, messages);
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Names the edits; null, or why the call cannot be expressed. */
    @Nullable
    Failure edit() {
        Failure refusal = Rules.model(card);
        if (refusal == null) {
            refusal = media();
        }
        if (refusal == null) {
            refusal = tools.refusal();
        }
        if (refusal == null) {
            refusal = Rules.candidates(scan.candidateCount(), scan.toolCount() > 0, card);
        }
        if (refusal == null) {
            refusal = modalities();
        }
        if (refusal != null) {
            return refusal;
        }
        limits();
        sampling();
        dropped();
        tools.edit();
        boolean json = responseFormat();
        boolean continues = messages.continues();
        thinking(json || continues);
        messages.edit();
        return null;
    }

    private void ignored(ChatField field) {
        warnings.ignored(OpenAiDialect.NAME, field.wireName());
    }

    private @Nullable Failure media() {
        for (MediaType type : MEDIA) {
            if (scan.hasMedia(type) && !card.can(Rules.reading(type))) {
                return Rules.unreadable(
                        messages.firstMediaField(type), type.name().toLowerCase(Locale.ROOT), card);
            }
        }
        return null;
    }

    private @Nullable Failure modalities() {
        if (!scan.wantsAudio()) {
            // Text alone needs no saying.
            scan.remove(ChatField.MODALITIES, splice);
            return null;
        }
        return card.can(Capability.AUDIO_OUTPUT)
                ? null
                : Rules.unsupported("modalities", "The model " + card.id() + " answers in text only.");
    }

    private void limits() {
        if (scan.has(ChatField.MAX_COMPLETION_TOKENS)) {
            if (scan.has(ChatField.MAX_TOKENS)
                    && scan.longValue(ChatField.MAX_TOKENS) != scan.longValue(ChatField.MAX_COMPLETION_TOKENS)) {
                ignored(ChatField.MAX_TOKENS);
            }
            scan.remove(ChatField.MAX_TOKENS, splice);
            scan.rename(ChatField.MAX_COMPLETION_TOKENS, "max_tokens", splice);
        }
    }

    private void sampling() {
        if (scan.has(ChatField.TEMPERATURE) && scan.doubleValue(ChatField.TEMPERATURE) > Rules.MAX_TEMPERATURE) {
            scan.replace(ChatField.TEMPERATURE, bytes(Double.toString(Rules.MAX_TEMPERATURE)), splice);
            warnings.capped(OpenAiDialect.NAME, "temperature");
        }
        if (scan.has(ChatField.TOP_P) && scan.doubleValue(ChatField.TOP_P) < Rules.MIN_TOP_P) {
            scan.replace(ChatField.TOP_P, bytes(Double.toString(Rules.MIN_TOP_P)), splice);
            warnings.capped(OpenAiDialect.NAME, "top_p");
        }
        if (scan.has(ChatField.FREQUENCY_PENALTY) && scan.doubleValue(ChatField.FREQUENCY_PENALTY) != 0) {
            ignored(ChatField.FREQUENCY_PENALTY);
        }
        scan.remove(ChatField.FREQUENCY_PENALTY, splice);
        if (scan.has(ChatField.SEED)) {
            long seed = scan.longValue(ChatField.SEED);
            if (seed != Rules.seed(seed)) {
                scan.replace(ChatField.SEED, bytes(Long.toString(Rules.seed(seed))), splice);
                warnings.mapped(OpenAiDialect.NAME, "seed");
            }
        }
        logprobs();
    }

    private void logprobs() {
        boolean asked = scan.isTrue(ChatField.LOGPROBS);
        if (!asked && scan.has(ChatField.TOP_LOGPROBS)) {
            ignored(ChatField.TOP_LOGPROBS);
        }
        if (!asked || !card.can(Capability.LOGPROBS)) {
            if (asked) {
                ignored(ChatField.LOGPROBS);
            }
            scan.remove(ChatField.LOGPROBS, splice);
            scan.remove(ChatField.TOP_LOGPROBS, splice);
        } else if (scan.has(ChatField.TOP_LOGPROBS)
                && scan.longValue(ChatField.TOP_LOGPROBS) > Rules.MAX_TOP_LOGPROBS) {
            scan.replace(ChatField.TOP_LOGPROBS, bytes(Integer.toString(Rules.MAX_TOP_LOGPROBS)), splice);
            warnings.capped(OpenAiDialect.NAME, "top_logprobs");
        }
    }

    private void dropped() {
        for (ChatField field : FIELDS) {
            int member = scan.member(field);
            boolean says = member >= 0 && scan.token(member) != JsonToken.NULL && !scan.isEmpty(field);
            if (member < 0 || says && Rules.knows(field, scan.wantsAudio())) {
                continue;
            }
            if (field == ChatField.WEB_SEARCH_OPTIONS && says && card.can(Capability.WEB_SEARCH)) {
                set("enable_search", TRUE);
                warnings.mapped(OpenAiDialect.NAME, field.wireName());
            } else if (says && field.audience() != ChatField.Audience.GATEWAY && scan.asks(field)) {
                ignored(field);
            }
            scan.remove(member, splice);
        }
    }

    /** Sees to the form of the answer; true if it must be JSON. */
    private boolean responseFormat() {
        ResponseFormat.Kind kind = scan.responseFormat();
        boolean schema = kind == ResponseFormat.Kind.JSON_SCHEMA;
        if (kind == ResponseFormat.Kind.TEXT || schema && card.can(Capability.JSON_SCHEMA)) {
            return schema;
        }
        if (schema) {
            messages.instruct(Instructions.schema(SchemaText.of(scan)));
        }
        boolean can = card.can(Capability.JSON_OBJECT);
        if (!can) {
            scan.remove(ChatField.RESPONSE_FORMAT, splice);
        } else if (schema) {
            scan.replace(ChatField.RESPONSE_FORMAT, bytes("{\"type\":\"json_object\"}"), splice);
        }
        if (schema || !can) {
            warnings.mapped(OpenAiDialect.NAME, "response_format");
        }
        if (!schema && (!can || !messages.mentionJson())) {
            messages.instruct(Instructions.JSON);
        }
        return true;
    }

    private void thinking(boolean shaped) {
        int enable = scan.vendorMember("enable_thinking");
        int budget = scan.vendorMember("thinking_budget");
        ThinkingPlan plan = ThinkingPlan.of(
                card, wish(enable, budget), new ThinkingPlan.Constraints(!scan.stream(), shaped, tools.forced()));
        scan.remove(ChatField.REASONING_EFFORT, splice);
        if (plan.enable() != null && enable < 0) {
            scan.append(plan.enable() ? THINK : DO_NOT_THINK, splice);
        } else if (plan.enable() != null) {
            set("enable_thinking", plan.enable() ? TRUE : FALSE);
        } else if (enable >= 0) {
            scan.remove(enable, splice);
        }
        if (plan.budget() != null) {
            set("thinking_budget", bytes(plan.budget().toString()));
        } else if (budget >= 0) {
            scan.remove(budget, splice);
        }
        String saidBy = enable >= 0 ? "enable_thinking" : budget >= 0 ? "thinking_budget" : "reasoning_effort";
        if (plan.budgetCapped()) {
            warnings.capped(OpenAiDialect.NAME, saidBy);
        }
        if (plan.wishIgnored()) {
            warnings.ignored(OpenAiDialect.NAME, saidBy);
        }
        if (plan.relaxToolChoice()) {
            tools.relax();
        }
    }

    /** What the client wishes, which may be said by vendor members of these numbers, -1 for one that is not there. */
    private ThinkingPlan.Wish wish(int enable, int budget) {
        Reasoning.Effort effort = effort(scan.text(ChatField.REASONING_EFFORT));
        if (effort == null && enable < 0 && budget < 0) {
            return ThinkingPlan.Wish.NONE;
        }
        Integer tokens = null;
        if (budget >= 0 && scan.token(budget) == JsonToken.NUMBER) {
            int from = scan.valueFrom(budget);
            String value = new String(scan.array(), from, scan.valueTo(budget) - from, StandardCharsets.US_ASCII);
            if (value.matches("[1-9][0-9]{0,8}")) {
                tokens = Integer.valueOf(value);
            }
        }
        return ThinkingPlan.Wish.of(new Reasoning(null, null, effort, null), budgets)
                .with(scan.flag("enable_thinking"), tokens, card);
    }

    private static Reasoning.@Nullable Effort effort(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "none" -> Reasoning.Effort.NONE;
            case "minimal" -> Reasoning.Effort.MINIMAL;
            case "low" -> Reasoning.Effort.LOW;
            case "medium" -> Reasoning.Effort.MEDIUM;
            case "high" -> Reasoning.Effort.HIGH;
            default -> Reasoning.Effort.MAX;
        };
    }

    private void set(String name, byte[] json) {
        int member = scan.vendorMember(name);
        if (member < 0) {
            scan.append(name, json, splice);
        } else if (!Arrays.equals(scan.array(), scan.valueFrom(member), scan.valueTo(member), json, 0, json.length)) {
            splice.replace(scan.valueFrom(member), scan.valueTo(member), json);
        }
    }
}
