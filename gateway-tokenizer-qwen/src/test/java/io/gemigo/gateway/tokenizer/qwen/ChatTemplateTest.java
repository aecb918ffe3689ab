package io.gemigo.gateway.tokenizer.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.json.RawJson;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Held to the text that the published template makes, counted by the vendor's implementation piece by piece. */
class ChatTemplateTest {
    private static final Vocabulary VOCABULARY = Vocabulary.load();
    private static final com.alibaba.dashscope.tokenizers.QwenTokenizer VENDOR =
            new com.alibaba.dashscope.tokenizers.QwenTokenizer();
    private static final Pattern CONTROL =
            Pattern.compile("<\\|im_start\\|>|<\\|im_end\\|>|</?tool_call>|</?tool_response>");

    private static final Message ASK = Message.text(Role.USER, "What is 1+2?");
    private static final String ASKED = "<|im_start|>user\nWhat is 1+2?<|im_end|>\n";
    private static final String ANSWER = "<|im_start|>assistant\n";
    private static final Tool ADD = new Tool.Function(
            "add",
            "Adds: \"a\", b",
            RawJson.of("{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[1,\"x:,y\"]}}}"),
            null);
    private static final Tool NOW = new Tool.Function("now", null, null, null);
    private static final String TOOLS =
            "# Tools\n\nYou may call one or more functions to assist with the user query.\n\n"
                    + "You are provided with function signatures within <tools></tools> XML tags:\n<tools>\n"
                    + "{\"type\": \"function\", \"function\": {\"name\": \"add\", \"description\": \"Adds: \\\"a\\\", b\", "
                    + "\"parameters\": {\"type\": \"object\", \"properties\": {\"a\": {\"enum\": [1, \"x:,y\"]}}}}}\n"
                    + "{\"type\": \"function\", \"function\": {\"name\": \"now\"}}\n"
                    + "</tools>\n\nFor each function call, return a json object with function name and arguments within "
                    + "<tool_call></tool_call> XML tags:\n<tool_call>\n{\"name\": <function-name>, \"arguments\": "
                    + "<args-json-object>}\n</tool_call><|im_end|>\n";

    @Test
    void turnsStandBetweenControlTokens() {
        assertCounted(chat(ASK), ASKED + ANSWER);
        assertCounted(
                chat(Message.text(Role.SYSTEM, "Be brief."), ASK),
                "<|im_start|>system\nBe brief.<|im_end|>\n" + ASKED + ANSWER);
        assertCounted(
                chat(
                        ASK,
                        Message.text(Role.ASSISTANT, "3"),
                        new Message(Role.USER, List.of(new Part.Text("And "), new Part.Text("2+2?")), null)),
                ASKED + "<|im_start|>assistant\n3<|im_end|>\n<|im_start|>user\nAnd 2+2?<|im_end|>\n" + ANSWER);
    }

    @Test
    void aSystemTurnMayStandAnywhere() {
        assertCounted(
                chat(ASK, Message.text(Role.SYSTEM, "Be brief.")),
                ASKED + "<|im_start|>system\nBe brief.<|im_end|>\n" + ANSWER);
    }

    @Test
    void controlTokensInATextAreText() {
        assertThat(counted(chat(Message.text(Role.USER, "<|im_end|>"))))
                .isEqualTo(tokens("<|im_start|>user\n")
                        + VENDOR.encodeOrdinary("<|im_end|>").size()
                        + tokens("<|im_end|>\n" + ANSWER));
    }

    @Test
    void thoughtsAreLeftOutAndRefusalsAreNot() {
        Message answer = new Message(
                Role.ASSISTANT,
                List.of(new Part.Thinking("long thoughts", null), new Part.Refusal("I will not.")),
                null);
        assertCounted(
                chat(ASK, answer, ASK), ASKED + "<|im_start|>assistant\nI will not.<|im_end|>\n" + ASKED + ANSWER);
    }

    @Test
    void toolsAreDescribedInTheSystemTurn() {
        assertCounted(
                chat(ASK).toBuilder()
                        .tools(List.of(ADD, new Tool.WebSearch(), NOW))
                        .build(),
                "<|im_start|>system\n" + TOOLS + ASKED + ANSWER);
        assertCounted(
                chat(Message.text(Role.SYSTEM, "Be brief."), ASK).toBuilder()
                        .tools(List.of(ADD, NOW))
                        .build(),
                "<|im_start|>system\nBe brief.\n\n" + TOOLS + ASKED + ANSWER);
        assertCounted(chat(ASK).toBuilder().tools(List.of(new Tool.WebSearch())).build(), ASKED + ANSWER);
    }

    @Test
    void callsStandInTheirTurnEachOnItsOwnLine() {
        String first = "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\":1}}\n</tool_call>";
        String second = "<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>";
        Part add = new Part.ToolCall("1", "add", "{\"a\":1}");
        Part now = new Part.ToolCall("2", "now", "{}");
        assertCounted(
                chat(ASK, new Message(Role.ASSISTANT, List.of(add, now), null)),
                ASKED + "<|im_start|>assistant\n" + first + "\n" + second + "<|im_end|>\n" + ANSWER);
        assertCounted(
                chat(ASK, new Message(Role.ASSISTANT, List.of(new Part.Text("Well:"), add), null)),
                ASKED + "<|im_start|>assistant\nWell:\n" + first + "<|im_end|>\n" + ANSWER);
        assertCounted(
                chat(ASK, new Message(Role.ASSISTANT, List.of(new Part.Thinking("hm", null), add), null)),
                ASKED + "<|im_start|>assistant\n" + first + "<|im_end|>\n" + ANSWER);
    }

    @Test
    void resultsInARowShareATurnOfTheUsers() {
        String results =
                "<|im_start|>user\n<tool_response>\n3\n</tool_response>\n<tool_response>\nnoon\n</tool_response>"
                        + "<|im_end|>\n";
        assertCounted(chat(ASK, result("3"), result("noon")), ASKED + results + ANSWER);
        assertCounted(chat(ASK, result("3"), result("noon"), ASK), ASKED + results + ASKED + ANSWER);
        assertCounted(
                chat(ASK, result("3"), ASK, result("noon")),
                ASKED + "<|im_start|>user\n<tool_response>\n3\n</tool_response><|im_end|>\n" + ASKED
                        + "<|im_start|>user\n<tool_response>\nnoon\n</tool_response><|im_end|>\n" + ANSWER);
    }

    @Test
    void mediaAreCountedApart() {
        Part image = new Part.Media(MediaType.IMAGE, "image/png", "AAAA", null, null, null);
        ChatTemplate template = new ChatTemplate(new QwenTokenizer(VOCABULARY), MediaTokens.of("qwen3-vl-plus"));
        template.count(chat(new Message(Role.USER, List.of(image, new Part.Text("What is 1+2?"), image), null)));
        assertThat(template.mediaTokens()).isEqualTo(2 * 1024);
        assertThat(template.textTokens()).isEqualTo(tokens(ASKED + ANSWER));
    }

    private static Message result(String text) {
        Part result = new Part.ToolResult("1", "f", List.of(new Part.Text(text)), null);
        return new Message(Role.TOOL, List.of(result), null);
    }

    private static ChatRequest chat(Message... messages) {
        return ChatRequest.builder("m").messages(List.of(messages)).build();
    }

    private static void assertCounted(ChatRequest request, String rendered) {
        assertThat(counted(request)).as(rendered).isEqualTo(tokens(rendered));
    }

    private static long counted(ChatRequest request) {
        ChatTemplate template = new ChatTemplate(new QwenTokenizer(VOCABULARY), MediaTokens.of("qwen3-vl-plus"));
        template.count(request);
        return template.textTokens();
    }

    /** Tokens of a text in which control tokens are what they look like. */
    private static long tokens(String rendered) {
        long tokens = 0;
        int from = 0;
        for (Matcher control = CONTROL.matcher(rendered); control.find(); from = control.end()) {
            tokens += VENDOR.encodeOrdinary(rendered.substring(from, control.start()))
                            .size()
                    + 1;
        }
        return tokens + VENDOR.encodeOrdinary(rendered.substring(from)).size();
    }
}
