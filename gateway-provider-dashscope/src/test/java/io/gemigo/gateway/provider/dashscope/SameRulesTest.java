package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatRequestReader;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ChatRequestScanner;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A call means the same upstream, and warns of the same, whether it is relayed or translated: for every model. */
class SameRulesTest {
    private static final String HI = "{\"role\":\"user\",\"content\":\"hi\"}";
    private static final String F = "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}";
    private static final String G = "{\"type\":\"function\",\"function\":{\"name\":\"g\",\"parameters\":{}}}";
    private static final String TOOLS = "\"tools\":[" + F + "," + G + "],";
    private static final String FORCED = "\"tools\":[" + F + "],\"tool_choice\":\"required\",";
    private static final String SCHEMA =
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"r\",\"schema\":{\"type\":\"array\"}}},";
    private static final String ALLOWED =
            "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"%s\","
                    + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]}},";

    private static final List<String> FIELDS = List.of(
            "",
            "\"stream\":true,",
            "\"temperature\":2,\"top_p\":0,\"seed\":-5,\"frequency_penalty\":1,\"presence_penalty\":1,\"logit_bias\":{\"1\":1},",
            "\"max_completion_tokens\":7,\"stop\":[\"a\",\"b\"],",
            "\"n\":2,",
            "\"n\":5,",
            "\"n\":2," + TOOLS,
            "\"logprobs\":true,\"top_logprobs\":9,",
            "\"logprobs\":true,\"stream\":true,",
            "\"response_format\":{\"type\":\"json_object\"},",
            "\"response_format\":{\"type\":\"json_object\"},\"stream\":true,\"reasoning_effort\":\"high\",",
            SCHEMA,
            SCHEMA + "\"stream\":true,\"enable_thinking\":true,",
            TOOLS,
            TOOLS + "\"tool_choice\":\"none\",",
            TOOLS + "\"tool_choice\":\"required\",",
            TOOLS + "\"tool_choice\":\"required\",\"stream\":true,\"reasoning_effort\":\"low\",",
            TOOLS + "\"parallel_tool_calls\":false,",
            TOOLS + ALLOWED.formatted("auto"),
            TOOLS + ALLOWED.formatted("required"),
            TOOLS + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"g\"}},",
            TOOLS + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}},\"stream\":true,"
                    + "\"reasoning_effort\":\"high\",",
            TOOLS
                    + ALLOWED.formatted("required")
                            .replace("}]}", "},{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}"),
            FORCED,
            FORCED + "\"stream\":true,\"enable_thinking\":true,",
            "\"reasoning_effort\":\"none\",",
            "\"reasoning_effort\":\"minimal\",",
            "\"reasoning_effort\":\"medium\",",
            "\"reasoning_effort\":\"medium\",\"stream\":true,",
            "\"reasoning_effort\":\"xhigh\",\"stream\":true,",
            "\"reasoning_effort\":\"high\",\"stream\":true,\"thinking_budget\":9,",
            "\"enable_thinking\":true,\"thinking_budget\":9,\"stream\":true,",
            "\"enable_thinking\":false,",
            "\"thinking_budget\":9,\"stream\":true,",
            "\"max_tokens\":5,\"max_completion_tokens\":7,",
            "\"max_tokens\":7,\"max_completion_tokens\":7,",
            "\"top_logprobs\":3,",
            "\"logprobs\":false,\"top_logprobs\":3,",
            "\"stop\":[],\"stream_options\":{\"include_usage\":true},",
            "\"temperature\":null,\"stop\":null,\"tools\":null,\"tool_choice\":null,\"n\":null,\"stream\":null,\"seed\":null,"
                    + "\"response_format\":null,\"max_tokens\":null,\"max_completion_tokens\":null,\"top_p\":null,"
                    + "\"presence_penalty\":null,\"logprobs\":null,\"top_logprobs\":null,\"audio\":null,\"store\":null,"
                    + "\"modalities\":null,\"reasoning_effort\":null,\"parallel_tool_calls\":null,",
            "\"audio\":{\"voice\":\"v\",\"format\":\"wav\"},",
            "\"modalities\":[\"text\"],",
            "\"tool_choice\":\"auto\",\"parallel_tool_calls\":true,",
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"strict\":true}}],",
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":null}}],",
            "\"preserve_thinking\":true,",
            "\"verbosity\":\"low\",\"user\":\"u\",\"store\":true,\"metadata\":{\"a\":\"b\"},\"repetition_penalty\":1.1,");

    private static final List<String> MESSAGES = List.of(
            HI,
            "{\"role\":\"developer\",\"content\":\"be brief\"}," + HI,
            HI + ",{\"role\":\"system\",\"content\":\"be brief\"}," + HI,
            "{\"role\":\"system\",\"content\":\"a\",\"name\":\"n\"},{\"role\":\"developer\",\"content\":\"b\"}," + HI,
            HI + ",{\"role\":\"assistant\",\"content\":\"well\"}",
            "{\"role\":\"system\",\"content\":\"answer in JSON\"}," + HI);

    private static final String CALL =
            "{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";

    /** Histories, each held to the rules with a few fields only. */
    private static final List<String> HISTORIES = List.of(
            HI + ",{\"role\":\"assistant\",\"content\":null}," + HI,
            HI + ",{\"role\":\"assistant\",\"content\":\"a\",\"tool_calls\":[]}," + HI,
            HI + ",{\"role\":\"assistant\",\"tool_calls\":null,\"content\":\"a\",\"refusal\":null,\"audio\":null,"
                    + "\"function_call\":null,\"name\":null}," + HI,
            HI + ",{\"role\":\"assistant\",\"content\":null,\"refusal\":\"no\"}," + HI,
            HI + ",{\"role\":\"assistant\",\"refusal\":\"no\",\"content\":\"well\"}," + HI,
            HI
                    + ",{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"refusal\",\"refusal\":\"no\"}]},"
                    + HI,
            HI + ",{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_content\":\"hm\"}," + HI,
            HI + ",{\"role\":\"assistant\",\"reasoning_content\":\"hm\",\"tool_calls\":[" + CALL
                    + "]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"1\"}",
            HI + ",{\"role\":\"assistant\",\"content\":\"a\",\"audio\":{\"id\":\"x\"}}," + HI,
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":"
                    + "\"data:image/png;base64,AAAA\",\"detail\":\"low\"}}]}",
            "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}]}",
            "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"format\":\"mp3\",\"data\":\"AAAA\"}}]}",
            "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"https://a/b.wav\",\"format\":\"wav\"}}]}",
            "{\"role\":\"user\",\"content\":[{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://a/b.mp4\"}}]}",
            "{\"role\":\"user\",\"name\":\"bob\",\"content\":\"a\"}");

    /** The same for models that read no parts; others may read them as they came. */
    private static final List<String> TEXTS_IN_PARTS = List.of(
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]},"
                    + "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}],"
                    + "\"tool_calls\":[" + CALL + "]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":["
                    + "{\"type\":\"text\",\"text\":\"1\"},{\"text\":\"2\",\"type\":\"text\"}]}");

    @TestFactory
    Stream<DynamicTest> holdForRelayAndTranslationAlike() {
        return Models.TABLE.cards().stream().map(card -> DynamicTest.dynamicTest(card.id(), () -> compareAll(card)));
    }

    private static void compareAll(ModelCard card) {
        List<String> bodies = new ArrayList<>();
        for (String fields : FIELDS) {
            MESSAGES.forEach(messages -> bodies.add(fields + "\"model\":\"asked\",\"messages\":[" + messages + "]"));
        }
        for (String fields : List.of("", "\"stream\":true,\"preserve_thinking\":true,")) {
            HISTORIES.forEach(messages -> bodies.add(fields + "\"model\":\"asked\",\"messages\":[" + messages + "]"));
        }
        if (!card.can(Capability.IMAGE_INPUT)) {
            TEXTS_IN_PARTS.forEach(messages -> bodies.add("\"model\":\"asked\",\"messages\":[" + messages + "]"));
        }
        List<String> differences = new ArrayList<>();
        for (String body : bodies) {
            try {
                compare(card, "{" + body + "}");
            } catch (AssertionError different) {
                differences.add(different.getMessage());
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(ModelCard card, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ChatRequestScan scan = ChatRequestScanner.scan(Window.of(bytes)).value();
        Warnings relayed = new Warnings();
        Splice splice = new Splice();
        Failure notEdited = new DashScopeChat(EffortBudgets.DEFAULT).edit(scan, card, splice, relayed);
        scan.apply(card.id(), null, splice);
        ByteBuilder edited = new ByteBuilder(256);
        splice.writeTo(edited, bytes, 0, bytes.length);

        Warnings translated = new Warnings();
        ChatRequest request = ChatRequestReader.read(scan, translated).value().toBuilder()
                .model(card.id())
                .build();
        ByteBuilder encoded = new ByteBuilder(256);
        Failure notEncoded = new DashScopeChat(EffortBudgets.DEFAULT).encode(request, card, encoded, translated);

        assertThat(param(notEdited)).as("%s: %s", card.id(), body).isEqualTo(param(notEncoded));
        if (notEdited == null) {
            try {
                JsonAssert.assertSame(Json.parse(encoded.toBytes()), Json.parse(edited.toBytes()));
            } catch (AssertionError different) {
                throw new AssertionError(card.id() + ": " + body + "\n" + different.getMessage());
            }
            assertThat(items(relayed)).as("%s: %s", card.id(), body).isEqualTo(items(translated));
        }
    }

    private static @Nullable String param(@Nullable Failure failure) {
        return failure == null ? null : failure.param();
    }

    /** The upstream's own field for thinking is named where the client used it, else the dialect's. */
    private static Set<String> items(Warnings warnings) {
        String header = warnings.header();
        return header == null
                ? Set.of()
                : new HashSet<>(Arrays.asList(
                        header.replace("enable_thinking", "reasoning_effort").split(", ")));
    }
}
