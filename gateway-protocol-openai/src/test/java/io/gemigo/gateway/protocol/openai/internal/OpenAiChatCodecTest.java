package io.gemigo.gateway.protocol.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.core.port.Warnings;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiChatCodecTest {
    private final Warnings warnings = new Warnings();
    private final OpenAiChatCodec codec = new OpenAiChatCodec();
    private final ByteBuilder out = new ByteBuilder(64);

    private Outcome<ChatIntake> decode(String members) {
        return codec.decode(
                Window.of("{\"model\":\"m\"," + members + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"),
                warnings);
    }

    @Test
    void tellsThePipelineWhatItMustKnow() {
        ChatIntake intake = decode("\"stream\":true,\"n\":2,\"max_completion_tokens\":7,\"store\":true,")
                .value();
        assertThat(intake.model()).isEqualTo("m");
        assertThat(intake.stream()).isTrue();
        assertThat(intake.usageWanted()).isFalse();
        assertThat(intake.hasMedia()).isFalse();
        assertThat(intake.candidateCount()).isEqualTo(2);
        assertThat(intake.maxOutputTokens()).isEqualTo(7);
        assertThat(intake.maxOutputTokensField()).isEqualTo("max_completion_tokens");
        assertThat(intake.relay()).isNotNull();
        assertThat(warnings.header()).isNull();
        assertThat(intake.request().value().model()).isEqualTo("m");
        assertThat(intake.request()).isSameAs(intake.request());
        assertThat(warnings.header()).isEqualTo("openai; field=store; action=ignored");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ",
        "'\"enable_thinking\":true,', true",
        "'\"enable_thinking\":false,', false",
        "'\"enable_thinking\":\"yes\",', ",
        "'\"enable_thinking\":null,', ",
        "'\"other\":true,', ",
        "'\"reasoning_effort\":\"low\",', true",
        "'\"reasoning_effort\":\"none\",\"enable_thinking\":true,', true",
        "'\"reasoning_effort\":\"none\",\"enable_thinking\":null,', false",
        "'\"reasoning_effort\":\"minimal\",', "
    })
    void tellsThePipelineWhetherThinkingIsWanted(String members, @Nullable Boolean thinking) {
        assertThat(decode(members).value().thinking()).isEqualTo(thinking);
    }

    @Test
    void streamsCanHoldCommentsAndAnswersInOnePieceNothing() {
        decode("\"stream\":true,");
        byte[] comment = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(codec.encoder(Answers.CONTEXT, out).keepAlive()).isEqualTo(comment);
        assertThat(codec.relayTail(Answers.CONTEXT, out).keepAlive()).isEqualTo(comment);
        OpenAiChatCodec other = new OpenAiChatCodec();
        assertThat(other.decode(
                                Window.of("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"),
                                warnings)
                        .failure())
                .isNull();
        assertThat(other.encoder(Answers.CONTEXT, out).keepAlive()).isNull();
        assertThat(other.relayTail(Answers.CONTEXT, out).keepAlive()).isNull();
    }

    @Test
    void unaryAnswersAlwaysShowUsage() {
        ChatIntake intake = decode("").value();
        assertThat(intake.usageWanted()).isTrue();
        assertThat(intake.maxOutputTokens()).isNull();
        assertThat(intake.maxOutputTokensField()).isEqualTo("max_tokens");
    }

    @Test
    void usageIsWantedInAStreamOnlyWhereAskedFor() {
        assertThat(decode("\"stream\":true,\"stream_options\":{\"include_usage\":true},")
                        .value()
                        .usageWanted())
                .isTrue();
    }

    @Test
    void olderFunctionFormsAreTranslated() {
        assertThat(decode("\"functions\":[{\"name\":\"f\"}],").value().relay()).isNull();
    }

    @Test
    void refusalNamesTheField() {
        Failure failure = decode("\"n\":0,").failure();
        assertThat(failure).isNotNull();
        assertThat(failure.param()).isEqualTo("n");
    }

    @Test
    void relayedStreamEndsWithTheMarkerOrAnError() {
        decode("\"stream\":true,");
        ReplyTail tail = codec.relayTail(Answers.CONTEXT, out);
        HeaderList headers = new HeaderList();
        tail.head(headers);
        assertThat(headers.get("content-type")).isEqualTo("text/event-stream; charset=utf-8");
        tail.completed();
        assertThat(out.utf8()).isEqualTo("data: [DONE]\n\n");
        out.clear();
        tail.failed(new Failure.Internal());
        assertThat(out.utf8()).startsWith("data: {\"error\":{").endsWith("}}\n\n");
        assertThat(tail.failureEnding()).isEqualTo(ReplyTail.Ending.CLEAN);
    }

    @Test
    void relayedBodyNeedsNothing() {
        decode("");
        ReplyTail tail = codec.relayTail(Answers.CONTEXT, out);
        HeaderList headers = new HeaderList();
        tail.head(headers);
        assertThat(headers.get("content-type")).isEqualTo("application/json");
        tail.completed();
        tail.failed(new Failure.Internal());
        assertThat(out.length()).isZero();
        assertThat(tail.failureEnding()).isEqualTo(ReplyTail.Ending.CUT);
    }

    @Test
    void meterKnowsTheUserByTheNewerNameFirst() {
        assertThat(decode("").value().user()).isNull();
        assertThat(decode("\"user\":\"u\",").value().user()).isEqualTo("u");
        assertThat(decode("\"user\":\"u\",\"safety_identifier\":\"s\",").value().user())
                .isEqualTo("s");
    }

    @Test
    void warnsOfStreamOptionsNobodyServesWhereThereIsAStream() {
        String options = "\"stream_options\":{\"include_obfuscation\":true,\"x\":1,\"include_usage\":true},";
        decode(options);
        assertThat(warnings.header()).isNull();
        decode("\"stream\":true," + options);
        assertThat(warnings.header())
                .isEqualTo("openai; field=stream_options.include_obfuscation; action=ignored,"
                        + " openai; field=stream_options.x; action=ignored");
    }

    @Test
    void speaksToOlderClientsOfTheFieldsTheyHaveSent() {
        decode("\"functions\":[{\"name\":\"f\"}],");
        warnings.ignored("provider", "tools");
        warnings.mapped("provider", "tool_choice");
        warnings.capped("provider", "temperature");
        assertThat(warnings.header())
                .isEqualTo("openai; field=functions; action=ignored, openai; field=function_call; action=mapped,"
                        + " openai; field=temperature; action=capped");
    }

    @Test
    void speaksToOthersOfToolsAsTools() {
        decode("");
        warnings.mapped("provider", "tool_choice");
        Warnings both = new Warnings();
        codec.decode(
                Window.of(
                        "{\"model\":\"m\",\"functions\":[],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
                                + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"),
                both);
        both.mapped("provider", "tool_choice");
        assertThat(warnings.header()).isEqualTo("provider; field=tool_choice; action=mapped");
        assertThat(both.header()).isEqualTo("provider; field=tool_choice; action=mapped");
    }
}
