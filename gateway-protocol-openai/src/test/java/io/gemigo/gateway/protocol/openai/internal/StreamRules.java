package io.gemigo.gateway.protocol.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the official clients rely on in a stream, checked event by event. */
final class StreamRules {
    private final List<Json> chunks = new ArrayList<>();
    private final Set<Long> spoken = new HashSet<>();
    private final Set<Long> finished = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private boolean usageSeen;

    /** Holds a whole stream against the rules; its chunks, without the end marker. */
    static List<Json> check(String stream, boolean usageWanted) {
        StreamRules rules = new StreamRules();
        assertThat(stream).endsWith("data: [DONE]\n\n");
        String[] events = stream.split("\n\n", -1);
        for (int i = 0; i < events.length - 2; i++) {
            assertThat(events[i]).startsWith("data: {").doesNotContain("\n");
            rules.chunk(Json.parse(events[i].substring("data: ".length())), usageWanted);
        }
        assertThat(rules.usageSeen).isEqualTo(usageWanted);
        assertThat(rules.finished).isEqualTo(rules.spoken);
        return rules.chunks;
    }

    private void chunk(Json chunk, boolean usageWanted) {
        assertThat(usageSeen).as("a chunk after the usage chunk").isFalse();
        assertThat(chunk.at("object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(chunk.at("id").asString()).isNotEmpty();
        assertThat(chunk.has("error")).isFalse();
        if (!chunks.isEmpty()) {
            for (String same : List.of("id", "created", "model")) {
                assertThat(chunk.at(same)).isEqualTo(chunks.get(0).at(same));
            }
        }
        assertThat(chunk.has("usage")).isEqualTo(usageWanted);
        List<Json> choices = chunk.at("choices").elements();
        if (choices.isEmpty()) {
            assertThat(chunk.at("usage").kind()).isEqualTo(Json.Kind.OBJECT);
            usageSeen = true;
        } else if (usageWanted) {
            assertThat(chunk.at("usage").kind()).isEqualTo(Json.Kind.NULL);
        }
        for (Json choice : choices) {
            choice(choice);
        }
        chunks.add(chunk);
    }

    private void choice(Json choice) {
        long index = choice.at("index").asLong();
        Json delta = choice.at("delta");
        assertThat(finished).doesNotContain(index);
        assertThat(delta.has("role")).as("role first and once").isEqualTo(spoken.add(index));
        if (choice.at("finish_reason").kind() == Json.Kind.NULL) {
            boolean filler = delta.members().isEmpty() && choice.at("logprobs").kind() == Json.Kind.NULL;
            assertThat(filler).as("an empty delta").isFalse();
        } else {
            finished.add(index);
        }
        if (delta.has("tool_calls")) {
            for (Json call : delta.at("tool_calls").elements()) {
                call(index, call);
            }
        }
    }

    private void call(long choice, Json call) {
        long index = call.at("index").asLong();
        boolean first = calls.add(choice + "/" + index);
        if (first) {
            assertThat(index == 0 || calls.contains(choice + "/" + (index - 1)))
                    .as("counted without gaps")
                    .isTrue();
            assertThat(call.at("id").asString()).isNotEmpty();
            assertThat(call.at("type").asString()).isEqualTo("function");
            assertThat(call.at("function").at("name").asString()).isNotEmpty();
        } else {
            assertThat(call.members().keySet()).containsExactlyInAnyOrder("index", "function");
            assertThat(call.at("function").members().keySet()).containsExactly("arguments");
        }
    }
}
