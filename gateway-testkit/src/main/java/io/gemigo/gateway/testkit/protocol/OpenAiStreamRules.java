package io.gemigo.gateway.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What OpenAI's official clients rely on in a stream that ends well, checked event by event. */
public final class OpenAiStreamRules {
    private static final Set<String> FINISH_REASONS =
            Set.of("stop", "length", "tool_calls", "content_filter", "function_call");

    private final boolean usageWanted;
    private final List<Json> chunks = new ArrayList<>();
    private final Set<Long> spoken = new HashSet<>();
    private final Set<Long> finished = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private boolean usageSeen;

    private OpenAiStreamRules(boolean usageWanted) {
        this.usageWanted = usageWanted;
    }

    /**
     * Holds a whole body against the rules.
     *
     * @param usageWanted whether the client asked for usage in its stream
     * @return its chunks, without the end marker
     */
    public static List<Json> check(String stream, boolean usageWanted) {
        assertThat(stream).endsWith("data: [DONE]\n\n");
        List<Json> chunks = new ArrayList<>();
        String[] events = stream.split("\n\n", -1);
        for (int i = 0; i < events.length - 2; i++) {
            assertThat(events[i]).startsWith("data: {").doesNotContain("\n");
            chunks.add(Json.parse(events[i].substring("data: ".length())));
        }
        check(chunks, usageWanted);
        return chunks;
    }

    /** Holds the chunks of a whole stream against the rules. */
    public static void check(List<Json> chunks, boolean usageWanted) {
        OpenAiStreamRules rules = new OpenAiStreamRules(usageWanted);
        for (Json chunk : chunks) {
            rules.chunk(chunk);
        }
        assertThat(rules.usageSeen).as("a usage chunk").isEqualTo(usageWanted);
        assertThat(rules.finished).as("choices that finished").isEqualTo(rules.spoken);
    }

    private void chunk(Json chunk) {
        assertThat(usageSeen).as("a chunk after the usage chunk").isFalse();
        assertThat(chunk.at("object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(chunk.at("id").asString()).isNotEmpty();
        assertThat(chunk.has("error")).as("an error key on %s", chunk).isFalse();
        for (String same : List.of("id", "created", "model")) {
            assertThat(chunk.at(same)).isEqualTo((chunks.isEmpty() ? chunk : chunks.get(0)).at(same));
        }
        assertThat(chunk.has("usage")).as("usage on %s", chunk).isEqualTo(usageWanted);
        List<Json> choices = chunk.at("choices").elements();
        if (choices.isEmpty()) {
            assertThat(chunk.at("usage").kind()).isEqualTo(Json.Kind.OBJECT);
            usageSeen = true;
        } else if (usageWanted) {
            assertThat(chunk.at("usage").kind()).isEqualTo(Json.Kind.NULL);
        }
        choices.forEach(this::choice);
        chunks.add(chunk);
    }

    private static boolean given(Json json, String member) {
        return json.has(member) && json.at(member).kind() != Json.Kind.NULL;
    }

    private void choice(Json choice) {
        long index = choice.at("index").asLong();
        Json delta = choice.at("delta");
        assertThat(finished).as("a delta after the end").doesNotContain(index);
        assertThat(delta.has("role")).as("role first and once: %s", choice).isEqualTo(spoken.add(index));
        if (delta.has("role")) {
            assertThat(delta.at("role").asString()).isEqualTo("assistant");
        }
        for (String text : List.of("content", "refusal", "reasoning_content")) {
            if (given(delta, text)) {
                assertThat(delta.at(text).kind()).as(text).isEqualTo(Json.Kind.STRING);
            }
        }
        if (delta.has("reasoning_content")) {
            assertThat(delta.at("reasoning_content").asString()).isNotEmpty();
        }
        if (given(choice, "finish_reason")) {
            assertThat(choice.at("finish_reason").asString()).isIn(FINISH_REASONS);
            finished.add(index);
        } else {
            boolean filler = delta.members().isEmpty() && !given(choice, "logprobs");
            assertThat(filler).as("an empty delta: %s", choice).isFalse();
        }
        if (delta.has("tool_calls")) {
            delta.at("tool_calls").elements().forEach(call -> call(index, call));
        }
    }

    private void call(long choice, Json call) {
        long index = call.at("index").asLong();
        boolean first = calls.add(choice + "/" + index);
        if (first) {
            assertThat(index == 0 || calls.contains(choice + "/" + (index - 1)))
                    .as("counted without gaps: %s", call)
                    .isTrue();
            assertThat(call.at("id").asString()).isNotEmpty();
            assertThat(call.at("type").asString()).isEqualTo("function");
            assertThat(call.at("function").at("name").kind()).isEqualTo(Json.Kind.STRING);
            assertThat(call.at("function").at("arguments").kind()).isEqualTo(Json.Kind.STRING);
        } else {
            assertThat(call.members().keySet()).containsExactlyInAnyOrder("index", "function");
            assertThat(call.at("function").members().keySet()).containsExactly("arguments");
        }
    }
}
