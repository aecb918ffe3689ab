package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.Warnings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code POST /v1/embeddings} (OpenAI's API reference): strict about types, ranges and members given
 * twice; what it does not know is warned of. Single-owner, for one use.
 */
public final class EmbeddingsReader {
    private static final String[] NAMES = {"model", "input", "encoding_format", "dimensions", "user"};
    private static final JsonNames MEMBERS = JsonNames.of(NAMES);
    private static final int MODEL = 0;
    private static final int INPUT = 1;
    private static final int FORMAT = 2;
    private static final int DIMENSIONS = 3;
    private static final int USER = 4;
    private static final JsonNames FORMATS = JsonNames.of("float", "base64");
    private static final int MAX_INPUTS = 2048;
    private static final int MAX_DIMENSIONS = 65_536;

    private final CheckedReader in;
    private final JsonCursor json;
    private final Warnings warnings;
    private final List<String> inputs = new ArrayList<>();

    private @Nullable String model;
    private @Nullable Integer dimensions;
    private @Nullable String user;
    private boolean base64;

    private EmbeddingsReader(Window body, Warnings warnings) {
        in = new CheckedReader().reset(body);
        json = in.json();
        this.warnings = warnings;
    }

    /**
     * Reads a body.
     *
     * @return the call, or {@link Failure.InvalidRequest} naming the field; of code {@code invalid_json} with the flaw as
     *     its message if the body is not a JSON object
     */
    public static Outcome<EmbeddingsCall> read(Window body, Warnings warnings) {
        try {
            return Outcome.of(new EmbeddingsReader(body, warnings).document());
        } catch (JsonException notJson) {
            return Outcome.failed(CheckedReader.notJson(notJson));
        } catch (BadField refused) {
            return Outcome.failed(refused.failure());
        }
    }

    private EmbeddingsCall document() {
        in.begin();
        int opened = in.open();
        while (in.nextName(opened)) {
            member();
        }
        json.finish();
        String named = model;
        if (named == null) {
            throw in.missing(NAMES[MODEL]);
        }
        if (inputs.isEmpty()) {
            throw in.missing(NAMES[INPUT]);
        }
        return new EmbeddingsCall(new EmbeddingRequest(named, inputs, dimensions, user), base64);
    }

    private void member() {
        int member = MEMBERS.find(json);
        if (member == JsonNames.UNKNOWN) {
            in.refuseForbidden();
            warnings.ignored(OpenAiDialect.NAME, json.text());
            in.skip();
            return;
        }
        JsonToken token = in.enter(NAMES[member]);
        if (token != JsonToken.NULL || member <= INPUT) {
            value(member);
        }
        in.leave();
    }

    private void value(int member) {
        switch (member) {
            case MODEL -> model = in.requireModel();
            case INPUT -> input();
            case FORMAT -> base64 = in.requireOneOf(FORMATS, "'float' and 'base64'") == 1;
            case DIMENSIONS -> {
                in.requireInteger(1, MAX_DIMENSIONS);
                dimensions = (int) json.longValue();
            }
            case USER -> {
                in.requireString();
                user = json.text();
            }
            default -> throw new IllegalStateException("member without a case: " + member);
        }
    }

    private void input() {
        if (json.token() == JsonToken.STRING) {
            text();
            return;
        }
        in.requireArray("a string or an array of strings");
        int index = 0;
        while (json.next() != JsonToken.ARRAY_END) {
            in.path().enter(index++);
            if (json.token() == JsonToken.NUMBER || json.token() == JsonToken.ARRAY_START) {
                throw BadField.unsupportedValue(
                        NAMES[INPUT], "must be texts: token ids mean something else to every tokenizer.");
            }
            in.requireString();
            text();
            in.leave();
            if (index > MAX_INPUTS) {
                throw BadField.longArray(NAMES[INPUT], MAX_INPUTS);
            }
        }
        if (index == 0) {
            throw BadField.emptyArray(NAMES[INPUT]);
        }
    }

    private void text() {
        String text = json.text();
        if (text.isEmpty()) {
            throw BadField.emptyString(in.path().toString());
        }
        inputs.add(text);
    }
}
