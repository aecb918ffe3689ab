package io.gemigo.gateway.conformance.answers;

import static io.gemigo.gateway.conformance.answers.Origin.from;
import static io.gemigo.gateway.conformance.answers.Origin.never;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers for which no upstream is asked: models and counts. */
final class LocalAnswers {
    private static final String TABLE = "the table of models";
    private static final String MODELS = "/v1beta/models";

    private LocalAnswers() {}

    static List<OwnAnswers> all() {
        Pipeline pipeline = new Pipeline(Map.of("apiKey", "k"));
        return List.of(
                OwnAnswers.here(
                        "OpenAI: `GET /v1/models`, `GET /v1/models/{id}`",
                        "One model is an entry of `data` by itself.",
                        "openai-models-answer.txt",
                        openAi(),
                        () -> List.of(
                                pipeline.get("/v1/models").json(),
                                listed(
                                        "data",
                                        pipeline.get("/v1/models/qwen3-max").json()))),
                OwnAnswers.here(
                        "GenAI: `GET models`, `GET models/{model}`",
                        "One model is an entry of `models` by itself.",
                        "genai-models-answer.txt",
                        genAi(),
                        () -> List.of(
                                pipeline.get(MODELS).json(),
                                pipeline.get(MODELS + "?pageSize=2").json(),
                                listed(
                                        "models",
                                        pipeline.get(MODELS + "/qwen3-max").json()))),
                OwnAnswers.here(
                        "GenAI: answers of `:countTokens`",
                        "",
                        "genai-count-answer.txt",
                        counts(),
                        () -> counted(pipeline)));
    }

    private static Json listed(String name, Json model) {
        return new Json.ObjectValue(Map.of(name, new Json.ArrayValue(List.of(model))));
    }

    private static List<Json> counted(Pipeline pipeline) {
        List<Json> answers = new ArrayList<>();
        for (String part :
                List.of("{\"text\":\"hi\"}", "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}")) {
            answers.add(pipeline.ask(
                            Pipeline.GENAI + ChatAnswers.VISION + ":countTokens",
                            "{\"contents\":[{\"parts\":[" + part + "]}]}")
                    .json());
        }
        return answers;
    }

    private static List<Origin> openAi() {
        return List.of(
                from("object", "always `list`"),
                from("data[].id", TABLE),
                from("data[].object", "always `model`"),
                from("data[].created", TABLE),
                from("data[].owned_by", TABLE),
                never("data[].shutdown_date", "The table does not know."));
    }

    private static List<Origin> genAi() {
        return List.of(
                from(
                        "models[].name",
                        TABLE
                                + ", behind `models/`; of an unlisted model, which is served by the default one, the name asked for"),
                from("models[].baseModelId", TABLE),
                from("models[].version", "always `001`"),
                from("models[].displayName", TABLE),
                never("models[].description", "The table has none."),
                from("models[].inputTokenLimit", TABLE),
                from("models[].outputTokenLimit", TABLE),
                from("models[].supportedGenerationMethods", TABLE),
                never("models[].temperature", "The upstream does not tell its models' own values."),
                from("models[].maxTemperature", "always 2"),
                never("models[].topP", "The upstream does not tell its models' own values."),
                never("models[].topK", "The upstream does not tell its models' own values."),
                from("models[].thinking", TABLE),
                from("nextPageToken", "where there are more pages; `pageSize` is minded"));
    }

    private static List<Origin> counts() {
        return List.of(
                from("totalTokens", "counted, or estimated with a warning"),
                from("promptTokensDetails[].modality", "counted"),
                from("promptTokensDetails[].tokenCount", "counted"),
                never("cachedContentTokenCount", "Cached content is refused."),
                never("cacheTokensDetails", "Cached content is refused."));
    }
}
