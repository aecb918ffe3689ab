package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelCard.Streaming;
import io.gemigo.gateway.core.port.ModelCard.Thinking;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LessonsTest {
    private static final String FALSE_FOR_UNARY =
            "<400> InternalError.Algo.InvalidParameter: parameter.enable_thinking must be set to false for non-streaming calls";
    private static final String RESTRICTED =
            "<400> InternalError.Algo.InvalidParameter: The value of the enable_thinking parameter is restricted to True.";
    private static final String STREAM_ONLY =
            "<400> InternalError.Algo.InvalidParameter: This model only support stream mode, please enable the stream parameter to access the model. ";
    private static final String NO_THINKING = "The model m does not support enable_thinking.";

    private static ModelCard card(Thinking thinking, Streaming streaming) {
        return Models.MAX.withThinking(thinking, streaming);
    }

    private static @Nullable ModelCard after(ModelCard card, int status, String body) {
        return new DashScopeChat(EffortBudgets.DEFAULT)
                .corrected(card, status, Window.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(String message) {
        return "{\"error\":{\"message\":\"" + message.replace("\"", "\\\"")
                + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_parameter_error\"},\"request_id\":\"r\"}";
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER,          OPTIONAL, OFF_BY_DEFAULT, REQUIRED_FOR_THINKING",
        "UNKNOWN,        OPTIONAL, OFF_BY_DEFAULT, REQUIRED_FOR_THINKING",
        "OFF_BY_DEFAULT, OPTIONAL, OFF_BY_DEFAULT, REQUIRED_FOR_THINKING",
        "ON_BY_DEFAULT,  OPTIONAL, ON_BY_DEFAULT,  REQUIRED_FOR_THINKING",
        "ALWAYS,         OPTIONAL, ALWAYS,         REQUIRED",
    })
    void thinkingOnlyInStreams(Thinking thinking, Streaming streaming, Thinking then, Streaming streamed) {
        assertThat(after(card(thinking, streaming), 400, body(FALSE_FOR_UNARY))).isEqualTo(card(then, streamed));
    }

    @ParameterizedTest
    @CsvSource({"OFF_BY_DEFAULT, REQUIRED_FOR_THINKING", "ON_BY_DEFAULT, OPTIONAL", "UNKNOWN, OPTIONAL"})
    void thinkingThatCannotBeOff(Thinking thinking, Streaming streaming) {
        assertThat(after(card(thinking, streaming), 400, body(RESTRICTED)))
                .isEqualTo(card(Thinking.ALWAYS, Streaming.REQUIRED));
    }

    @ParameterizedTest
    @CsvSource({"OFF_BY_DEFAULT", "NEVER", "UNKNOWN", "ALWAYS"})
    void answersOnlyInStreams(Thinking thinking) {
        assertThat(after(card(thinking, Streaming.OPTIONAL), 400, body(STREAM_ONLY)))
                .isEqualTo(card(thinking, Streaming.REQUIRED));
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED_FOR_THINKING, OPTIONAL", "OPTIONAL, OPTIONAL", "REQUIRED, REQUIRED"})
    void noThinkingAtAll(Streaming streaming, Streaming then) {
        assertThat(after(card(Thinking.OFF_BY_DEFAULT, streaming), 400, body(NO_THINKING)))
                .isEqualTo(card(Thinking.NEVER, then));
        String ofTheAccessLayer =
                "{\"code\":\"InvalidParameter.NotSupportEnableThinking\",\"message\":\"" + NO_THINKING + "\"}";
        assertThat(after(card(Thinking.ON_BY_DEFAULT, streaming), 400, ofTheAccessLayer))
                .isEqualTo(card(Thinking.NEVER, then));
    }

    @Test
    void formsOfAnswersAndForcedCallsThatAreNotTaken() {
        ModelCard card = Models.MAX;
        Set<Capability> noSchema = EnumSet.copyOf(card.capabilities());
        noSchema.remove(Capability.JSON_SCHEMA);
        ModelCard worded =
                Objects.requireNonNull(after(card, 400, body("Unknown format of response_format: json_schema")));
        assertThat(worded.capabilities()).isEqualTo(noSchema);
        assertThat(worded.thinking()).isEqualTo(card.thinking());
        Set<Capability> unforced = EnumSet.copyOf(card.capabilities());
        unforced.remove(Capability.FORCED_TOOL_CHOICE);
        String choice = "tool_choice is one of the strings that should be [\"none\", \"auto\"]";
        assertThat(Objects.requireNonNull(after(card, 400, body(choice))).capabilities())
                .isEqualTo(unforced);
    }

    @Test
    void theHighestBudget() {
        String message =
                "<400> InternalError.Algo.InvalidParameter: The thinking_budget parameter must be a positive integer and not greater than ";
        assertThat(after(Models.MAX, 400, body(message + 38912)))
                .isEqualTo(Models.MAX.withLimits(258_048, 65_536, 38_912));
        // This is how a budget that is missing is complained of.
        assertThat(after(Models.MAX, 400, body(message + 0))).isNull();
        assertThat(after(Models.MAX, 400, body(message + "12345678901"))).isNull();
    }

    @Test
    void aLessonInTheFrameOfAnEvent() {
        assertThat(after(card(Thinking.NEVER, Streaming.OPTIONAL), 400, "data: " + body(STREAM_ONLY) + "\n\n"))
                .isEqualTo(card(Thinking.NEVER, Streaming.REQUIRED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Range of max_tokens should be [1, 8192]",
                "Json mode response is not supported when enable_thinking is true",
                "The tool_choice parameter does not support being set to required or object in thinking mode",
                "[] is too short - 'messages'",
            })
    void nothingFromOtherRefusals(String message) {
        assertThat(after(Models.MAX, 400, body(message))).isNull();
    }

    @Test
    void nothingFromOtherStatusesAndBodies() {
        assertThat(after(Models.MAX, 500, body(STREAM_ONLY))).isNull();
        assertThat(after(Models.MAX, 429, body(STREAM_ONLY))).isNull();
        assertThat(after(Models.MAX, 400, "")).isNull();
        assertThat(after(Models.MAX, 400, "<html>only support stream mode</html>"))
                .isNull();
    }
}
