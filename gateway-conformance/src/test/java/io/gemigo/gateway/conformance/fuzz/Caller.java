package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.protocol.AnswerReader;
import io.gemigo.gateway.testkit.protocol.GenAiAnswers;
import io.gemigo.gateway.testkit.protocol.OpenAiAnswers;
import java.nio.charset.StandardCharsets;

/** Who asks for an answer that the upstream streams, and in which form it is to come. */
enum Caller {
    /** An OpenAI stream that is passed on. */
    OPENAI_RELAY(Pipeline.OPENAI, "qwen3-max", true),
    /** The same, made anew from canonical events. */
    OPENAI_TRANSLATED(Pipeline.OPENAI, "qwen3-max", true),
    /** An answer in one piece of a model that only streams. */
    OPENAI_FOLDED(Pipeline.OPENAI, "qwq-plus", false),
    GENAI_EVENTS(Pipeline.GENAI + "qwen3-max:streamGenerateContent?alt=sse", "", true),
    GENAI_ARRAY(Pipeline.GENAI + "qwen3-max:streamGenerateContent", "", true),
    GENAI_FOLDED(Pipeline.GENAI + "qwq-plus:generateContent", "", false);

    final String path;
    final byte[] body;
    final boolean streams;

    Caller(String path, String model, boolean streams) {
        this.path = path;
        this.streams = streams;
        body = (model.isEmpty() ? genAi() : openAi(model, streams)).getBytes(StandardCharsets.UTF_8);
    }

    private static String openAi(String model, boolean streams) {
        StringBuilder tools = new StringBuilder();
        for (String name : UpstreamStream.FUNCTIONS) {
            tools.append(tools.length() == 0 ? "" : ",")
                    .append("{\"type\":\"function\",\"function\":{\"name\":\"" + name + "\"}}");
        }
        return "{\"model\":\"" + model + "\",\"tools\":[" + tools + "],"
                + (streams ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}," : "")
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    }

    private static String genAi() {
        StringBuilder functions = new StringBuilder();
        for (String name : UpstreamStream.FUNCTIONS) {
            functions.append(functions.length() == 0 ? "" : ",").append("{\"name\":\"" + name + "\"}");
        }
        return "{\"tools\":[{\"functionDeclarations\":[" + functions + "]}],"
                + "\"generationConfig\":{\"thinkingConfig\":{\"includeThoughts\":true}},"
                + "\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";
    }

    /** Whether it speaks GenAI's dialect. */
    boolean google() {
        return path.startsWith(Pipeline.GENAI);
    }

    /** Reads the answer as this caller's clients do. */
    AnswerReader reader() {
        return google() ? new GenAiAnswers() : new OpenAiAnswers();
    }
}
