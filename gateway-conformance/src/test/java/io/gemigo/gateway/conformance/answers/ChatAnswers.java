package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers to chats. */
final class ChatAnswers implements UpstreamAnswers {
    /** The model that is asked; what the upstream calls itself is another name. */
    static final String MODEL = "qwen3-max";
    /** Gives log probabilities. */
    static final String VISION = "qwen3-vl-plus";
    /** Gives several choices. */
    static final String OLDER = "qwen-plus";

    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String THOUGHTS = "\"generationConfig\":{\"thinkingConfig\":{\"includeThoughts\":true}},";

    private final Pipeline asAsked = pipeline("");
    /** Models that only stream. */
    private final Pipeline streaming = pipeline("streaming=required");
    /** Models that cannot stream. */
    private final Pipeline whole = pipeline("streaming=never");

    private static Pipeline pipeline(String change) {
        StringBuilder lines = new StringBuilder();
        for (String model : List.of(MODEL, VISION, OLDER)) {
            lines.append(model)
                    .append(" like ")
                    .append(model)
                    .append(' ')
                    .append(change)
                    .append('\n');
        }
        return new Pipeline(Pipeline.provider("dashscope", Map.of("apiKey", "k", "models", lines.toString())));
    }

    @Override
    public String title() {
        return "Answers to chats";
    }

    @Override
    public String knownFields() {
        return "upstream-chat.txt";
    }

    @Override
    public List<Reader> readers() {
        return List.of(Reader.RELAYED, Reader.TRANSLATED, Reader.GENAI);
    }

    @Override
    public List<Rows> rows() {
        List<Rows> rows = new ArrayList<>(ChatAnswerRows.rows());
        rows.addAll(ChatUsageRows.rows());
        return rows;
    }

    @Override
    public Json smallest() {
        return Becomes.json(
                "{'id':'chatcmpl-1','object':'chat.completion','created':1763800000,'model':'qwen3-max-0923',"
                        + "'choices':[{'index':0,'message':{'role':'assistant','content':'hello'},'finish_reason':'stop'}],"
                        + "'usage':{'prompt_tokens':50,'completion_tokens':70,'total_tokens':120}}");
    }

    @Override
    public List<Way> ways() {
        return List.of(
                openAi(Reader.RELAYED, "relayed in one piece", asAsked, false),
                openAi(Reader.RELAYED, "relayed in events", asAsked, true),
                openAi(Reader.TRANSLATED, "translated from events", streaming, false),
                openAi(Reader.TRANSLATED, "translated into events", whole, true),
                genAi("GenAI", asAsked, false),
                genAi("GenAI in events", asAsked, true),
                genAi("GenAI from events", streaming, false),
                genAi("GenAI into events", whole, true));
    }

    private static String model(Row.Case request) {
        return request.model.isEmpty() ? MODEL : request.model;
    }

    private static Way openAi(Reader reader, String name, Pipeline pipeline, boolean events) {
        return new Way(reader, name, events, (request, answer) -> {
            String stream = events ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}," : "";
            String body = "{" + request.askedOpenAi + stream + "\"model\":\"" + model(request) + "\"," + HI;
            Pipeline.Reply reply = answered(pipeline, Pipeline.OPENAI, body, answer);
            if (!events || reply.status != 200) {
                return new Heard(reply.status == 200, reply.json());
            }
            List<String> all = new ArrayList<>(reply.events());
            boolean done = all.remove("[DONE]");
            return new Heard(done, Folded.of(all.stream().map(Json::parse).toList()));
        });
    }

    private static Way genAi(String name, Pipeline pipeline, boolean events) {
        return new Way(Reader.GENAI, name, events, (request, answer) -> {
            String path =
                    Pipeline.GENAI + model(request) + (events ? ":streamGenerateContent?alt=sse" : ":generateContent");
            String members = request.askedGenAi.isEmpty() ? THOUGHTS : request.askedGenAi;
            String body = "{" + members + "\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";
            Pipeline.Reply reply = answered(pipeline, path, body, answer);
            Json heard = events && reply.status == 200
                    ? Folded.of(reply.events().stream().map(Json::parse).toList())
                    : reply.json();
            return new Heard(reply.status == 200 && !heard.has("error"), Folded.parts(heard));
        });
    }

    private static Pipeline.Reply answered(Pipeline pipeline, String path, String body, Json answer) {
        pipeline.forget();
        Pipeline.Reply reply = pipeline.ask(path, body);
        if (pipeline.sent.isEmpty()) {
            throw new AssertionError("refused: " + reply.text());
        }
        Pipeline.Sent sent = pipeline.last();
        if (sent.streamed) {
            sent.answer(200, "text/event-stream", Chunks.of(answer));
        } else {
            sent.answer(200, "application/json", answer.toString());
        }
        return reply;
    }

    @Override
    public String toString() {
        return title();
    }
}
