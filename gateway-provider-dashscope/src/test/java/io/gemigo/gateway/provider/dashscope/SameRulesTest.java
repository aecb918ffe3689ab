package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatRequestReader;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ChatRequestScanner;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.nio.charset.StandardCharsets;
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
            "\"reasoning_effort\":\"high\",\"stream\":true,\"thinking_budget\":9,",
            "\"enable_thinking\":true,\"thinking_budget\":9,\"stream\":true,",
            "\"enable_thinking\":false,",
            "\"thinking_budget\":9,\"stream\":true,",
            "\"verbosity\":\"low\",\"user\":\"u\",\"store\":true,\"metadata\":{\"a\":\"b\"},\"repetition_penalty\":1.1,");

    private static final List<String> MESSAGES = List.of(
            HI,
            "{\"role\":\"developer\",\"content\":\"be brief\"}," + HI,
            HI + ",{\"role\":\"system\",\"content\":\"be brief\"}," + HI,
            "{\"role\":\"system\",\"content\":\"answer in JSON\"}," + HI);

    @TestFactory
    Stream<DynamicTest> holdForRelayAndTranslationAlike() {
        return Models.TABLE.cards().stream()
                .map(card -> DynamicTest.dynamicTest(card.id(), () -> {
                    for (String fields : FIELDS) {
                        for (String messages : MESSAGES) {
                            compare(card, "{" + fields + "\"model\":\"asked\",\"messages\":[" + messages + "]}");
                        }
                    }
                }));
    }

    private static void compare(ModelCard card, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ChatRequestScan scan = ChatRequestScanner.scan(Window.of(bytes)).value();
        Warnings relayed = new Warnings();
        Splice splice = new Splice();
        Failure notEdited = new DashScopeChat(EffortBudgets.DEFAULT).edit(scan, card, splice, relayed);
        scan.apply(new RelayScan.Plan(card.id(), null), splice);
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
                throw new AssertionError(card.id() + ": " + body + "\n" + edited.utf8(), different);
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
