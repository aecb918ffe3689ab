package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatField;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ChatRequestScanner;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEditorTest {
    private static final String HI = "{\"role\":\"user\",\"content\":\"hi\"}";
    private static final String TWO_TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"parameters\":{\"name\":1},"
                    + "\"name\":\"a\"}} , {\"function\":{\"name\":\"b\",\"parameters\":{}},\"type\":\"function\"}]";
    private static final String ONE_TOOL =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":{}}}]";
    private static final String PARALLEL = ",\"parallel_tool_calls\":true";

    private final Warnings warnings = new Warnings();

    private static ChatRequestScan scan(byte[] body) {
        return ChatRequestScanner.scan(Window.of(body)).value();
    }

    private static byte[] body(String messages, String rest) {
        return ("{" + (rest.isEmpty() ? "" : rest + ",") + "\"model\":\"asked\",\"messages\":[" + messages + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What goes up for this, without the model. */
    private Json edit(ModelCard card, byte[] body) {
        Splice splice = new Splice();
        ChatRequestScan scan = scan(body);
        Failure refusal = new DashScopeChat(EffortBudgets.DEFAULT).edit(scan, card, splice, warnings);
        assertThat(refusal).isNull();
        scan.apply(card.id(), null, splice);
        ByteBuilder out = new ByteBuilder(256);
        splice.writeTo(out, body, 0, body.length);
        assertThat(splice.length(0, body.length)).isEqualTo(out.length());
        return Json.parse(out.toBytes());
    }

    private void edits(ModelCard card, String rest, String expected) {
        String told = Models.told(card, expected);
        JsonAssert.assertSame(
                Json.parse("{" + (told.isEmpty() ? "" : told + ",") + "\"model\":\"" + card.id() + "\",\"messages\":["
                        + HI + "]}"),
                edit(card, body(HI, rest)));
    }

    private void editsMessages(ModelCard card, String messages, String expected) {
        JsonAssert.assertIncludes(Json.parse("{\"messages\":[" + expected + "]}"), edit(card, body(messages, "")));
    }

    private Failure refuses(ModelCard card, String messages, String rest) {
        return Objects.requireNonNull(new DashScopeChat(EffortBudgets.DEFAULT)
                .edit(scan(body(messages, rest)), card, new Splice(), warnings));
    }

    private void warns(@Nullable String header) {
        assertThat(warnings.header()).isEqualTo(header);
    }

    @Test
    void leavesAloneWhatTheUpstreamTakes() {
        String fine = "\"temperature\":1.5,\"top_p\":0.1,\"seed\":7,\"stop\":[\"a\"],\"presence_penalty\":-2,"
                + "\"max_tokens\":5,\"repetition_penalty\":1.05,\"x\":{\"y\":null}";
        edits(Models.MAX, fine, fine);
        warns(null);
    }

    @Test
    void keepsSamplingInRange() {
        edits(
                Models.MAX,
                "\"temperature\":2,\"top_p\":0,\"seed\":-9223372036854775808,\"frequency_penalty\":0.5,\"logit_bias\":{\"1\":1}",
                "\"temperature\":1.99,\"top_p\":0.01,\"seed\":0");
        warns("openai; field=temperature; action=capped, openai; field=top_p; action=capped, "
                + "openai; field=frequency_penalty; action=ignored, openai; field=seed; action=mapped, "
                + "openai; field=logit_bias; action=ignored");
    }

    @Test
    void dropsInSilenceWhatMakesNoDifference() {
        edits(
                Models.MAX,
                "\"frequency_penalty\":0,\"user\":\"u\",\"safety_identifier\":\"s\",\"store\":false,\"logit_bias\":null,"
                        + "\"service_tier\":\"auto\",\"modalities\":[\"text\"],\"logprobs\":false,\"tools\":[],"
                        + "\"parallel_tool_calls\":true,\"max_completion_tokens\":null",
                "");
        warns(null);
    }

    @Test
    void dropsWithAWarningWhatTheUpstreamDoesNotKnow() {
        edits(
                Models.MAX,
                "\"verbosity\":\"low\",\"store\":true,\"prompt_cache_key\":\"k\",\"service_tier\":\"flex\"",
                "");
        warns("openai; field=verbosity; action=ignored, openai; field=store; action=ignored, "
                + "openai; field=service_tier; action=ignored, openai; field=prompt_cache_key; action=ignored");
    }

    /** Declared once, in the dialect: a field for OpenAI or for the gateway needs no rule here. */
    @ParameterizedTest
    @EnumSource(ChatField.class)
    void sendsNothingUpThatIsForOthers(ChatField field) {
        if (field.audience() != ChatField.Audience.OPENAI && field.audience() != ChatField.Audience.GATEWAY) {
            return;
        }
        byte[] given = Stream.of("true", "1", "\"low\"", "{}", "[]")
                .map(value -> body(HI, "\"" + field.wireName() + "\":" + value))
                .filter(body -> ChatRequestScanner.scan(Window.of(body)).failure() == null)
                .findFirst()
                .orElseThrow();
        assertThat(edit(Models.MAX, given).has(field.wireName())).isFalse();
        warns(
                field.audience() == ChatField.Audience.OPENAI
                        ? "openai; field=" + field.wireName() + "; action=ignored"
                        : null);
    }

    @Test
    void spellsTheOutputLimitTheOlderWay() {
        edits(Models.MAX, "\"max_completion_tokens\":9", "\"max_tokens\":9");
        edits(Models.MAX, "\"max_tokens\":5,\"max_completion_tokens\":9", "\"max_tokens\":9");
        edits(Models.MAX, "\"max_completion_tokens\":null,\"max_tokens\":5", "\"max_tokens\":5");
        warns("openai; field=max_tokens; action=ignored");
    }

    @Test
    void asksForLogprobsWhereTheyAreToBeHad() {
        edits(Models.MAX, "\"logprobs\":true,\"top_logprobs\":3", "");
        warns("openai; field=logprobs; action=ignored");
        edits(Models.VL, "\"logprobs\":true,\"top_logprobs\":20", "\"logprobs\":true,\"top_logprobs\":5");
    }

    @Test
    void translatesEffortIntoTheUpstreamsSwitches() {
        String stream = ",\"stream\":true";
        String streamed = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
        edits(Models.MAX, "\"reasoning_effort\":\"none\"", "\"enable_thinking\":false");
        edits(Models.MAX, "\"reasoning_effort\":\"high\"" + stream, "\"enable_thinking\":true" + streamed);
        edits(
                Models.MAX,
                "\"reasoning_effort\":\"low\"" + stream,
                "\"enable_thinking\":true,\"thinking_budget\":1024" + streamed);
        edits(
                Models.MAX,
                "\"enable_thinking\":true,\"thinking_budget\":7,\"reasoning_effort\":\"none\"" + stream,
                "\"enable_thinking\":true,\"thinking_budget\":7" + streamed);
        edits(Models.PLUS_35, "\"thinking_budget\":7", "\"enable_thinking\":true,\"thinking_budget\":7");
        edits(Models.PLUS_35, "\"reasoning_effort\":null", "");
        warns(null);
        edits(Models.CODER, "\"enable_thinking\":true", "");
        warns("openai; field=enable_thinking; action=ignored");
    }

    @Test
    void doesNotThinkInOnePieceWhereTheModelCannot() {
        edits(Models.MAX, "\"enable_thinking\":true,\"thinking_budget\":7", "\"enable_thinking\":false");
        warns("openai; field=enable_thinking; action=ignored");
    }

    @Test
    void letsTheFormOfTheAnswerBeatThinking() {
        String schema = "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"r\",\"schema\":{}}}";
        edits(Models.PLUS_35, schema, schema + ",\"enable_thinking\":false");
        warns(null);
        edits(Models.PLUS_35, schema + ",\"enable_thinking\":true", schema + ",\"enable_thinking\":false");
        warns("openai; field=enable_thinking; action=ignored");
    }

    @Test
    void mentionsJsonSinceTheUpstreamInsists() {
        String format = "\"response_format\":{\"type\":\"json_object\"}";
        Json body = edit(Models.MAX, body(HI, format));
        JsonAssert.assertIncludes(
                Json.parse("{" + format + ",\"messages\":[{\"role\":\"system\",\"content\":\"" + Instructions.JSON
                        + "\"}," + HI + "]}"),
                body);
        String said = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"as JSON\"}]}";
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"user\",\"content\":\"as JSON\"}]}"),
                edit(Models.MAX, body(said, format)));
    }

    @Test
    void putsASchemaIntoWordsForModelsThatTakeNone() {
        Json body = edit(
                Models.PLUS,
                body(
                        "{\"role\":\"developer\",\"content\":\"be \\\"nice\\\"\"}," + HI,
                        "\"response_format\":{\"json_schema\":{\"strict\":true,\"name\":\"r\",\"schema\":{\"type\":\"array\"}},"
                                + "\"type\":\"json_schema\"}"));
        JsonAssert.assertIncludes(
                Json.parse(
                        "{\"response_format\":{\"type\":\"json_object\"},\"messages\":[{\"role\":\"system\",\"content\":"
                                + "\"be \\\"nice\\\"\\n\\nAnswer with JSON that fits this JSON Schema, and with nothing else: "
                                + "{\\\"type\\\":\\\"array\\\"}\"}," + HI + "]}"),
                body);
        warns("openai; field=response_format; action=mapped");
    }

    @Test
    void knowsNoDeveloperAndOneSystemMessageOnly() {
        String system = "{\"role\":\"system\",\"content\":\"a\"}";
        editsMessages(Models.MAX, "{\"role\":\"developer\",\"content\":\"a\"}," + HI, system + "," + HI);
        editsMessages(Models.MAX, HI + "," + system, system + "," + HI);
        editsMessages(
                Models.MAX,
                "{\"content\":\"a\",\"role\":\"system\"}, {\"role\":\"developer\",\"content\":[{\"type\":\"text\","
                        + "\"text\":\"\\u0062\"}]},  " + HI + "," + system + " ," + HI,
                "{\"role\":\"system\",\"content\":\"a\\n\\nb\\n\\na\"}," + HI + "," + HI);
        editsMessages(Models.MAX, system + "," + system, "{\"role\":\"system\",\"content\":\"a\\n\\na\"}");
        String named = "{\"role\":\"system\",\"name\":\"n\",\"content\":\"a\",\"x\":null}";
        editsMessages(Models.MAX, named + "," + HI, named + "," + HI);
        warns(null);
    }

    @Test
    void warnsOfWhatJoinedSystemMessagesLose() {
        editsMessages(
                Models.MAX,
                "{\"role\":\"system\",\"name\":\"n\",\"content\":\"a\"}," + HI
                        + ",{\"x\":1,\"role\":\"developer\",\"content\":\"b\",\"name\":null,\"y\":null}",
                "{\"role\":\"system\",\"content\":\"a\\n\\nb\"}," + HI);
        warns("openai; field=messages[0].name; action=ignored, openai; field=messages[2].x; action=ignored");
    }

    @Test
    void keepsCacheMarks() {
        String marked = "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"a\","
                + "\"cache_control\":{\"type\":\"ephemeral\"}}]}";
        editsMessages(Models.MAX, marked + "," + HI, marked + "," + HI);
        editsMessages(Models.MAX, HI + "," + marked, HI + "," + marked);
    }

    @Test
    void joinsTextsForModelsOfText() {
        String parts =
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\\\"\"},{\"type\":\"text\",\"text\":\"b\"}]}";
        editsMessages(Models.MAX, parts, "{\"role\":\"user\",\"content\":\"a\\\"\\nb\"}");
        editsMessages(Models.VL, parts, parts);
    }

    @Test
    void saysOfFunctionsWithoutParametersThatTheyTakeNone() {
        String tool = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"%s}},"
                + "{\"function\":{\"parameters\":{\"x\":null},\"name\":\"b\"},\"type\":\"function\"}]";
        String none = tool.formatted(",\"parameters\":{\"type\":\"object\",\"properties\":{}}") + PARALLEL;
        edits(Models.MAX, tool.formatted(""), none);
        edits(Models.MAX, tool.formatted(",\"parameters\":null "), none);
        warns(null);
    }

    @Test
    void takesWhatSaysNothingOutOfMessages() {
        String said = HI + ",{\"role\":\"assistant\",\"content\":\"a\"}," + HI;
        editsMessages(
                Models.MAX,
                HI
                        + ",{\"refusal\":null,\"role\":\"assistant\",\"name\":null,\"content\":\"a\" , \"tool_calls\":[],\"audio\":null,"
                        + "\"function_call\":null,\"reasoning_content\":null}," + HI,
                said);
        warns(null);
        editsMessages(
                Models.MAX,
                HI + ",{\"role\":\"assistant\",\"audio\":{\"id\":\"x\"},\"content\":\"a\",\"x\":null,\"y\":[]}," + HI,
                HI + ",{\"role\":\"assistant\",\"content\":\"a\",\"x\":null,\"y\":[]}," + HI);
        warns("openai; field=messages[1].audio; action=ignored");
    }

    @Test
    void tellsARefusalAsText() {
        String no = HI + ",{\"role\":\"assistant\",\"content\":\"n\\\"o\"}," + HI;
        editsMessages(Models.MAX, HI + ",{\"role\":\"assistant\",\"refusal\":\"n\\\"o\"}," + HI, no);
        editsMessages(Models.MAX, HI + ",{\"role\":\"assistant\",\"content\":null,\"refusal\":\"n\\\"o\"}," + HI, no);
        String parts = HI + ",{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"n\\\"\"},"
                + "{\"type\":\"refusal\",\"refusal\":\"o\"}]}," + HI;
        editsMessages(Models.MAX, parts, no);
        editsMessages(Models.VL, parts, no);
        String thought = HI + ",{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_content\":\"hm\"}," + HI;
        editsMessages(Models.MAX, thought, thought);
    }

    @Test
    void sendsSoundAsUrls() {
        ModelCard omni = Models.card("qwen3-omni-flash");
        String sound =
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"},{\"type\":\"input_audio\",\"input_audio\":"
                        + "{\"data\":\"%sAAAA\",\"format\":\"%s\"}}]}";
        editsMessages(omni, sound.formatted("", "wav"), sound.formatted("data:audio/wav;base64,", "wav"));
        editsMessages(
                omni,
                HI + "," + sound.formatted("", "mp3"),
                HI + "," + sound.formatted("data:audio/mpeg;base64,", "mp3"));
        for (String url : new String[] {"data:;base64,", "https://a/", "http://a/"}) {
            editsMessages(omni, sound.formatted(url, "wav"), sound.formatted(url, "wav"));
        }
    }

    @Test
    void namesThePartThatCannotBeRead() {
        String parts = HI + ",{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"},%s]}";
        String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/a.png\"}}";
        String sound = "{\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"},\"type\":\"input_audio\"}";
        String file = "{\"type\":\"file\",\"file\":{\"file_data\":\"AAAA\"}}";
        String film = "{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://x/a.mp4\"}}";
        for (String part : new String[] {image, sound, file, film, "{\"type\":\"hologram\"}"}) {
            assertThat(refuses(Models.MAX, parts.formatted(part), "").param()).isEqualTo("messages[1].content[1]");
        }
        assertThat(refuses(Models.VL, parts.formatted(image + "," + sound), "").param())
                .isEqualTo("messages[1].content[2]");
        assertThat(refuses(Models.card("qwen3-omni-flash"), parts.formatted(sound + "," + file), "")
                        .param())
                .isEqualTo("messages[1].content[2]");
    }

    @Test
    void leavesOutWhatIsNotSaid() {
        edits(
                Models.MAX,
                "\"temperature\":null,\"stop\":[ ],\"tools\":null,\"n\":null,\"stream\":null,\"response_format\":null,"
                        + "\"max_tokens\":null,\"store\":null,\"x\":null",
                "\"x\":null");
        warns(null);
        edits(Models.VL, "\"logprobs\":false,\"top_logprobs\":2", "");
        warns("openai; field=top_logprobs; action=ignored");
    }

    @Test
    void givesContentToTurnsThatOnlyCall() {
        String calls =
                "\"tool_calls\":[{\"id\":\"i\",\"type\":\"function\",\"function\":{\"name\":\"a\",\"arguments\":\"{}\"}}]";
        String result = ",{\"role\":\"tool\",\"tool_call_id\":\"i\",\"content\":\"r\"}";
        String expected = HI + ",{\"role\":\"assistant\",\"content\":\"\"," + calls + "}" + result;
        editsMessages(Models.MAX, HI + ",{\"role\":\"assistant\"," + calls + " }" + result, expected);
        editsMessages(Models.MAX, HI + ",{\"role\":\"assistant\",\"content\":null," + calls + "}" + result, expected);
    }

    @Test
    void forcesCallsAsFarAsTheModelLetsItself() {
        String named = ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"a\"}}";
        edits(Models.PLUS, ONE_TOOL + ",\"tool_choice\":\"required\"", ONE_TOOL + named + PARALLEL);
        edits(
                Models.MAX,
                TWO_TOOLS + ",\"tool_choice\":\"required\"",
                TWO_TOOLS + ",\"tool_choice\":\"required\"" + PARALLEL);
        edits(
                Models.MAX,
                TWO_TOOLS + ",\"tool_choice\":\"auto\",\"parallel_tool_calls\":false",
                TWO_TOOLS + ",\"tool_choice\":\"auto\",\"parallel_tool_calls\":false");
        warns(null);
        Json asked = edit(Models.PLUS, body(HI, TWO_TOOLS + ",\"tool_choice\":\"required\""));
        assertThat(asked.has("tool_choice")).isFalse();
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"" + Instructions.CALL_A_TOOL + "\"}," + HI
                        + "]}"),
                asked);
        warns("openai; field=tool_choice; action=mapped");
    }

    @Test
    void letsAWishForThinkingBeatAForcedCall() {
        String forced = ONE_TOOL + ",\"tool_choice\":\"required\"";
        JsonAssert.assertIncludes(
                Json.parse(
                        "{\"enable_thinking\":false,\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"a\"}}}"),
                edit(Models.PLUS_35, body(HI, forced)));
        Json wished = edit(Models.PLUS_35, body(HI, forced + ",\"enable_thinking\":true"));
        JsonAssert.assertIncludes(Json.parse("{\"enable_thinking\":true}"), wished);
        assertThat(wished.has("tool_choice")).isFalse();
        warns("openai; field=tool_choice; action=mapped");
    }

    @Test
    void offersTheAllowedToolsOnly() {
        String allowed = ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"%s\",\"tools\":"
                + "[{\"type\":\"function\",\"function\":{\"name\":\"b\"}}]}}";
        String b = "\"tools\":[{\"function\":{\"name\":\"b\",\"parameters\":{}},\"type\":\"function\"}]" + PARALLEL;
        edits(Models.PLUS, TWO_TOOLS + allowed.formatted("auto"), b);
        edits(
                Models.PLUS,
                TWO_TOOLS + allowed.formatted("required"),
                TWO_TOOLS + PARALLEL + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"b\"}}");
        warns(null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\":2",
                "\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"x\",\"format\":\"wav\"}",
                "\"functions\":[{\"name\":\"f\"}]",
                "\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}]"
            })
    void refusesByNameWhatCannotBeHad(String rest) {
        Failure refusal = refuses(Models.MAX, HI, rest);
        assertThat(refusal.kind()).isEqualTo(Failure.Kind.INVALID_REQUEST);
        assertThat(rest).startsWith("\"" + refusal.param().replaceFirst("[\\[.].*", "") + "\"");
    }

    @Test
    void refusesMediaTheModelCannotRead() {
        String image =
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/a.png\"}}]}";
        Failure refusal = refuses(Models.MAX, HI + "," + image, "");
        assertThat(refusal.param()).isEqualTo("messages[1].content[0]");
        assertThat(refusal.message()).contains("qwen3-max").contains("image");
        editsMessages(Models.VL, image, image);
        assertThat(refuses(Models.card("text-embedding-v4"), HI, "").param()).isEqualTo("model");
        assertThat(refuses(Models.card("qvq-max"), HI, ONE_TOOL).param()).isEqualTo("tools");
    }

    @Test
    void mapsWebSearchWhereThatIsSwitchedOn() {
        edits(Models.MAX, "\"web_search_options\":{}", "");
        warns("openai; field=web_search_options; action=ignored");
        ModelCard searching = Objects.requireNonNull(Models.SEARCHING.find("qwen3-max"));
        edits(searching, "\"web_search_options\":{}", "\"enable_search\":true");
        assertThat(warnings.header()).endsWith(", openai; field=web_search_options; action=mapped");
    }

    @Test
    void continuesMarkedTurnsWithoutThinking() {
        String begun = HI + ",{\"role\":\"assistant\",\"content\":\"The sea\",\"partial\":true}";
        JsonAssert.assertIncludes(
                Json.parse("{\"enable_thinking\":false,\"messages\":[" + begun + "]}"),
                edit(Models.PLUS_35, body(begun, "")));
    }

    @Test
    void continuesTurnsOfTheAssistantWhereTheModelCan() {
        String begun = HI + ",{\"role\":\"assistant\",\"content\":\"partial\"}";
        assertThat(edit(Models.MAX, body(begun, "")))
                .isEqualTo(Json.parse("{\"model\":\"qwen3-max\",\"enable_thinking\":false,\"messages\":[" + HI
                        + ",{\"role\":\"assistant\",\"content\":\"partial\",\"partial\":true}]}"));
        String declined = HI + ",{\"role\":\"assistant\",\"content\":\"a\",\"partial\":false}";
        editsMessages(Models.MAX, declined, declined);
        warns(null);
        assertThat(edit(Models.PLUS_35, body(begun, "")))
                .isEqualTo(Json.parse(
                        "{\"model\":\"qwen3.5-plus\",\"enable_thinking\":true,\"messages\":[" + begun + "]}"));
        warns("openai; field=messages[1].partial; action=ignored");
    }

    @Test
    void findsItsOwnFieldsHoweverTheyAreEscaped() {
        edits(Models.PLUS_35, "\"en\\u0061ble_thinking\":false", "\"enable_thinking\":false");
        edits(Models.CODER, "\"th\\u0069nking_budget\":9", "");
        warns("openai; field=thinking_budget; action=ignored");
    }

    @Test
    void warnsOfVendorsMembersThatAJoinedTextLoses() {
        String parts = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                + "{\"type\":\"text\",\"text\":\"b\",\"x\":{\"text\":\"c\"},\"y\":null}]}";
        editsMessages(Models.VL, parts, parts);
        warns(null);
        editsMessages(Models.MAX, parts, "{\"role\":\"user\",\"content\":\"a\\nb\"}");
        warns("openai; field=messages[0].content[1].x; action=ignored");
    }

    private static final String CUSTOM = "{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}";

    @Test
    void namesTheFieldOfToolsItDoesNotKnow() {
        assertThat(refuses(Models.MAX, HI, "\"functions\":[{\"name\":\"f\"}],\"function_call\":\"auto\"")
                        .param())
                .isEqualTo("functions");
        assertThat(refuses(Models.MAX, HI, "\"function_call\":\"auto\"").param())
                .isEqualTo("function_call");
        String custom = ONE_TOOL.replace("]", "," + CUSTOM + "]");
        assertThat(refuses(Models.MAX, HI, custom).param()).isEqualTo("tools[1].type");
        assertThat(refuses(
                                Models.MAX,
                                HI,
                                ONE_TOOL + ",\"tool_choice\":{\"type\":\"custom\",\"custom\":{\"name\":\"a\"}}")
                        .param())
                .isEqualTo("tool_choice.type");
        String called = HI + ",{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"i\",\"type\":\"custom\","
                + "\"custom\":{\"name\":\"c\",\"input\":\"\"}}]}," + HI;
        assertThat(refuses(Models.MAX, called, ONE_TOOL).param()).isEqualTo("messages[1].tool_calls[0].type");
    }

    @Test
    void givesSeveralChoicesOnlyWhereTheModelDoes() {
        edits(Models.PLUS, "\"n\":4", "\"n\":4");
        edits(Models.MAX, "\"n\":1", "\"n\":1");
        assertThat(refuses(Models.PLUS, HI, "\"n\":5").message()).isEqualTo("There can be at most 4 choices.");
        assertThat(refuses(Models.PLUS, HI, "\"n\":2," + ONE_TOOL).message())
                .isEqualTo("With tools there can be one choice only.");
        assertThat(refuses(Models.MAX, HI, "\"n\":2").message())
                .isEqualTo("The model qwen3-max gives one choice only.");
    }

    @Test
    void leavesTheLimitsOfRangesAlone() {
        String limits = "\"temperature\":1.99,\"top_p\":0.01,\"seed\":2147483647,\"logprobs\":true,\"top_logprobs\":5";
        edits(Models.VL, limits, limits);
        edits(Models.VL, "\"seed\":0,\"frequency_penalty\":0.0,\"logprobs\":true", "\"seed\":0,\"logprobs\":true");
        warns(null);
        edits(
                Models.VL,
                "\"seed\":2147483648,\"logprobs\":true,\"top_logprobs\":6",
                "\"seed\":0,\"logprobs\":true,\"top_logprobs\":5");
        warns("openai; field=seed; action=mapped, openai; field=top_logprobs; action=capped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "1e3", "1234567890", "\"7\"", "null", "[7]"})
    void thinksWithoutABudgetThatMakesNoSense(String budget) {
        String stream = "\"stream\":true,\"stream_options\":{\"include_usage\":true},";
        edits(
                Models.MAX,
                stream + "\"enable_thinking\":true,\"thinking_budget\":" + budget,
                stream + "\"enable_thinking\":true");
        edits(Models.MAX, stream + "\"enable_thinking\":" + budget, stream + "\"enable_thinking\":false");
        warns(null);
    }

    @Test
    void speaksAndSingsWhereTheModelDoes() {
        ModelCard omni = Models.card("qwen3-omni-flash");
        String stream = "\"stream\":true,\"stream_options\":{\"include_usage\":true},";
        String speaks = stream + "\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"x\",\"format\":\"wav\"}";
        edits(omni, speaks, speaks);
        warns(null);
        edits(omni, stream + "\"modalities\":[\"text\"],\"audio\":{\"voice\":\"x\"}", stream.replaceAll(",$", ""));
        warns("openai; field=audio; action=ignored");
        Failure refusal = refuses(Models.MAX, HI, "\"modalities\":[\"audio\"]");
        assertThat(refusal.param()).isEqualTo("modalities");
        assertThat(refusal.message()).isEqualTo("The model qwen3-max answers in text only.");
    }

    @Test
    void findsTheSchemaAmongOtherMembers() {
        String schema =
                "\"response_format\":{\"x\":{\"schema\":{\"no\":1}},\"type\":\"json_schema\",\"schema\":{\"no\":2},"
                        + "\"json_schema\":{\"name\":\"r\",\"x\":{\"schema\":{\"no\":3}},\"json_schema\":{\"schema\":{\"no\":4}},\"schema\":%s}}";
        String words = "Answer with JSON that fits this JSON Schema, and with nothing else: {\\\"yes\\\":1}";
        for (String[] each : new String[][] {{"{\"yes\":1}", words}, {"null", Instructions.JSON}}) {
            JsonAssert.assertIncludes(
                    Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"" + each[1] + "\"}," + HI + "]}"),
                    edit(Models.PLUS, body(HI, schema.formatted(each[0]))));
        }
    }

    @Test
    void asksForJsonInWordsWhereTheModelKnowsNoForm() {
        Json body = edit(
                Models.card("qwen-long"),
                body("{\"role\":\"user\",\"content\":\"as json\"}", "\"response_format\":{\"type\":\"json_object\"}"));
        assertThat(body.has("response_format")).isFalse();
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"" + Instructions.JSON
                        + "\"},{\"role\":\"user\",\"content\":\"as json\"}]}"),
                body);
        warns("openai; field=response_format; action=mapped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "json, please", "give me jSoN", "jjson", "jsjson"})
    void findsTheWordJsonWhereverItStands(String text) {
        String said = "{\"role\":\"user\",\"content\":\"" + text + "\"}";
        editsMessages(Models.MAX, said, said);
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[" + said + "]}"),
                edit(Models.MAX, body(said, "\"response_format\":{\"type\":\"json_object\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jso", "js on", "j.son"})
    void mentionsJsonWhereTheWordIsNotWhole(String text) {
        String said = "{\"role\":\"user\",\"content\":\"" + text + "\"}";
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"" + Instructions.JSON + "\"}," + said
                        + "]}"),
                edit(Models.MAX, body(said, "\"response_format\":{\"type\":\"json_object\"}")));
    }

    @Test
    void completesFunctionsAmongOtherMembers() {
        String tools =
                "\"tools\":[{\"x\":{\"function\":{\"name\":\"no\"}},\"type\":\"function\",\"function\":{\"x\":{\"parameters\":null},\"name\":\"a\"%s}}]";
        edits(
                Models.MAX,
                tools.formatted(""),
                tools.formatted(",\"parameters\":{\"type\":\"object\",\"properties\":{}}") + PARALLEL);
    }

    @Test
    void readsAllowedToolsAmongOtherMembers() {
        String tool =
                "{\"x\":{\"function\":{\"name\":\"a\"}},\"type\":\"function\",\"function\":{\"x\":{\"name\":\"a\"},\"name\":\"b\"}}";
        String choice =
                ",\"tool_choice\":{\"x\":{\"mode\":\"auto\"},\"type\":\"allowed_tools\",\"mode\":\"auto\",\"allowed_tools\":"
                        + "{\"x\":{\"tools\":[]},\"mode\":\"required\",\"tools\":[%s]}}";
        edits(
                Models.PLUS,
                TWO_TOOLS + choice.formatted(tool),
                TWO_TOOLS + PARALLEL + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"b\"}}");
        String three =
                TWO_TOOLS.replace("]", ",{\"type\":\"function\",\"function\":{\"name\":\"c\",\"parameters\":{}}}]");
        String c = "{\"type\":\"function\",\"function\":{\"name\":\"c\"}}";
        edits(
                Models.MAX,
                three + choice.formatted(tool + "," + c),
                "\"tools\":[{\"function\":{\"name\":\"b\",\"parameters\":{}},\"type\":\"function\"},"
                        + "{\"type\":\"function\",\"function\":{\"name\":\"c\",\"parameters\":{}}}]" + PARALLEL
                        + ",\"tool_choice\":\"required\"");
        warns(null);
        Json asked = edit(Models.PLUS, body(HI, three + choice.formatted(tool + "," + c)));
        assertThat(asked.at("tools").elements()).hasSize(2);
        assertThat(asked.has("tool_choice")).isFalse();
        warns("openai; field=tool_choice; action=mapped");
    }

    @Test
    void letsAWishForThinkingBeatACallThatIsForcedByName() {
        String named = TWO_TOOLS
                + ",\"tool_choice\":{\"type\":\"function\",\"x\":{\"name\":\"a\"},\"function\":{\"name\":\"b\"}}";
        Json wished = edit(Models.PLUS_35, body(HI, named + ",\"enable_thinking\":true"));
        JsonAssert.assertIncludes(
                Json.parse("{\"enable_thinking\":true,\"tools\":[{\"function\":{\"name\":\"b\",\"parameters\":{}},"
                        + "\"type\":\"function\"}],\"messages\":[{\"role\":\"system\",\"content\":\""
                        + Instructions.CALL_A_TOOL + "\"}," + HI + "]}"),
                wished);
        assertThat(wished.has("tool_choice")).isFalse();
    }

    @Test
    void findsSoundAmongOtherMembers() {
        ModelCard omni = Models.card("qwen3-omni-flash");
        String sound =
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"x\":{\"data\":\"no\"},\"input_audio\":"
                        + "{\"x\":{\"data\":\"no\",\"format\":\"no\"},\"format\":\"mp3\",\"data\":\"%s\"}},{\"type\":\"text\",\"text\":\"x\"}]}";
        for (String data : new String[] {"AA==", "AAAAAAAAAAAA", ""}) {
            editsMessages(omni, sound.formatted(data), sound.formatted("data:audio/mpeg;base64," + data));
        }
    }

    @Test
    void warnsOfVendorsMembersOfSystemMessagesItJoins() {
        String system = "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"x\":1}]}";
        editsMessages(Models.VL, HI + "," + system, "{\"role\":\"system\",\"content\":\"a\"}," + HI);
        warns("openai; field=messages[1].content[0].x; action=ignored");
    }

    @Test
    void instructsBesideAMarkedSystemMessage() {
        String marked = "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"a\","
                + "\"cache_control\":{\"type\":\"ephemeral\"}}]}";
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"" + Instructions.JSON + "\"}," + marked
                        + "," + HI + "]}"),
                edit(Models.MAX, body(marked + "," + HI, "\"response_format\":{\"type\":\"json_object\"}")));
    }

    @Test
    void continuesNoTurnThatCalls() {
        String calls =
                HI + ",{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"i\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"a\",\"arguments\":\"{}\"}}]}";
        editsMessages(Models.MAX, calls, calls);
        String decoy = HI + ",{\"role\":\"assistant\",\"x\":{\"partial\":true},\"content\":\"a\",\"partial\":false}";
        Json edited = edit(Models.PLUS_35, body(decoy, ""));
        JsonAssert.assertIncludes(Json.parse("{\"enable_thinking\":true,\"messages\":[" + decoy + "]}"), edited);
        warns(null);
    }

    @Test
    void passesOverMediaItCanReadToNameTheOneItCannot() {
        String image =
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/a.png\"}}]}";
        String sound =
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}]}";
        assertThat(refuses(Models.VL, image + "," + sound, "").param()).isEqualTo("messages[1].content[0]");
    }

    @Test
    void capsTheBudgetOfThinking() {
        ModelCard turbo = Models.card("qwen-turbo");
        String stream = "\"stream\":true,\"stream_options\":{\"include_usage\":true},\"enable_thinking\":true,";
        edits(turbo, stream + "\"thinking_budget\":38912", stream + "\"thinking_budget\":38912");
        warns(null);
        edits(turbo, stream + "\"thinking_budget\":38913", stream + "\"thinking_budget\":38912");
        warns("openai; field=enable_thinking; action=capped");
    }

    @Test
    void leavesASystemMessageInItsPlaceAsItIs() {
        String system =
                "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}";
        editsMessages(Models.VL, system + "," + HI, system + "," + HI);
    }

    @Test
    void warnsOfEveryMemberThatAJoinedTextLoses() {
        String parts = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"x\":{\"a\":1},\"text\":\"a\",\"z\":[2]},"
                + "{\"type\":\"text\",\"text\":\"b\"}]}";
        editsMessages(Models.MAX, parts, "{\"role\":\"user\",\"content\":\"a\\nb\"}");
        warns(
                "openai; field=messages[0].content[0].x; action=ignored, openai; field=messages[0].content[0].z; action=ignored");
    }

    @Test
    void searchesForNobodyWhoWantsToHear() {
        ModelCard omni = Models.card("qwen3-omni-flash");
        String speaks =
                "\"stream\":true,\"stream_options\":{\"include_usage\":true},\"modalities\":[\"text\",\"audio\"],"
                        + "\"audio\":{\"voice\":\"x\",\"format\":\"wav\"}";
        edits(omni, speaks + ",\"web_search_options\":{}", speaks);
        warns("openai; field=web_search_options; action=ignored");
    }
}
