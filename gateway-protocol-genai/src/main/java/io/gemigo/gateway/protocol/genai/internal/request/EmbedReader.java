package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.port.Warnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code embedContent} and {@code batchEmbedContents} (contract, 3.6). The texts of a content's parts are joined with
 * line breaks; a batch asks for one length of vector throughout. For one use, single-owner.
 */
final class EmbedReader {
    private static final FieldTable BATCH = FieldTable.of("model", "requests");
    private static final FieldTable REQUEST =
            FieldTable.of("model", "content", "taskType", "title", "outputDimensionality", "embedContentConfig");
    private static final EnumTable TASKS = EnumTable.of(
            "TaskType",
            "TASK_TYPE_UNSPECIFIED",
            "RETRIEVAL_QUERY",
            "RETRIEVAL_DOCUMENT",
            "SEMANTIC_SIMILARITY",
            "CLASSIFICATION",
            "CLUSTERING",
            "QUESTION_ANSWERING",
            "FACT_VERIFICATION",
            "CODE_RETRIEVAL_QUERY");
    private static final int MAX_REQUESTS = 2048;
    private static final int MAX_DIMENSIONS = 65_536;

    private final String model;
    private final ProtoReader in;
    private final ContentReader contents;
    private final List<String> inputs = new ArrayList<>();

    private @Nullable Integer dimensions;
    private @Nullable Integer own;
    private @Nullable String text;

    private EmbedReader(String model, ProtoReader in) {
        this.model = model;
        this.in = in;
        contents = new ContentReader(in);
    }

    /**
     * Reads a body.
     *
     * @param batch whether it holds several requests
     */
    static Outcome<EmbeddingRequest> read(String model, boolean batch, Window body, Warnings warnings) {
        JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(body);
        EmbedReader reader = new EmbedReader(model, new ProtoReader(cursor, warnings));
        try {
            cursor.next();
            if (batch) {
                reader.batch();
            } else {
                reader.request();
            }
            cursor.finish();
            return Outcome.of(new EmbeddingRequest(model, reader.inputs, reader.dimensions));
        } catch (JsonException notJson) {
            return Outcome.failed(GenerateContentReader.notJson(notJson));
        } catch (InvalidFieldException invalid) {
            Failure failure = invalid.failure();
            return Outcome.failed(GenerateContentReader.syntaxFirst(cursor, failure));
        }
    }

    private void batch() {
        int[] count = {0};
        in.object(BATCH, field -> {
            switch (field) {
                case "model" -> model(in.string());
                case "requests" -> count[0] = in.list(this::request);
                default -> throw ProtoReader.unlisted(field);
            }
        });
        if (count[0] == 0) {
            throw in.missing("requests");
        }
    }

    private void request() {
        if (inputs.size() == MAX_REQUESTS) {
            throw in.value("at most " + MAX_REQUESTS + " requests are accepted.");
        }
        own = null;
        text = null;
        in.object(REQUEST, this::field);
        String read = text;
        if (read == null) {
            throw in.missing("content");
        }
        if (!inputs.isEmpty() && !Objects.equals(own, dimensions)) {
            throw in.unsupportedValue("all requests of a batch must have the same output_dimensionality.");
        }
        dimensions = own;
        inputs.add(read);
    }

    private void field(String field) {
        switch (field) {
            case "model" -> model(in.string());
            case "content" -> text = text();
            case "taskType" -> {
                if (!in.enumName(TASKS).equals("TASK_TYPE_UNSPECIFIED")) {
                    in.ignored();
                }
            }
            case "title" -> {
                if (!in.string().isEmpty()) {
                    in.ignored();
                }
            }
            case "outputDimensionality" -> own = (int) in.integer(1, MAX_DIMENSIONS);
            case "embedContentConfig" -> throw in.unsupported();
            default -> throw ProtoReader.unlisted(field);
        }
    }

    private String text() {
        StringBuilder joined = new StringBuilder();
        for (InputPart part : contents.content().parts()) {
            if (!(part instanceof InputPart.Text words)) {
                throw in.unsupportedValue("only text can be embedded.");
            }
            joined.append(joined.length() == 0 ? "" : "\n").append(words.text());
        }
        if (joined.length() == 0) {
            throw in.value("the text must not be empty.");
        }
        return joined.toString();
    }

    /** The URL's model is asked; a request that names another wants something else. */
    private void model(String named) {
        if (!named.isEmpty() && !named.equals(model) && !named.equals("models/" + model)) {
            throw in.invalid(InvalidRequest.INVALID_VALUE, in.snakePath() + ": the model must be the one of the URL.");
        }
    }
}
