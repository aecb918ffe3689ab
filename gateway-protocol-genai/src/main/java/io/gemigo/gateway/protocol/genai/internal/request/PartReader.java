package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.json.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads one part. Its members may come in any order and at most one of them is the part's data. Thoughts, signatures and
 * empty texts are history that is invisible by design: they are read and left out without a warning. Single-owner.
 */
final class PartReader {
    private static final FieldTable PART = FieldTable.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse",
            "thought",
            "thoughtSignature",
            "videoMetadata",
            "mediaResolution",
            "mediaProcessing",
            "audioTranscription",
            "speechMetadata",
            "partMetadata",
            "callIndex");

    private final ProtoReader in;

    private @Nullable InputPart data;
    private boolean dataSeen;
    private boolean thought;
    private boolean signature;
    private @Nullable String detail;

    PartReader(ProtoReader in) {
        this.in = in;
    }

    /** The part, null if there is nothing to see of it. */
    @Nullable
    InputPart read() {
        data = null;
        dataSeen = false;
        thought = false;
        signature = false;
        detail = null;
        in.object(PART, this::member);
        if (!dataSeen && !thought && !signature) {
            throw in.invalid(
                    InvalidRequest.MISSING,
                    in.snakePath() + ".data: required oneof field 'data' must have one initialized field");
        }
        InputPart part = data;
        boolean shown = !thought || part instanceof InputPart.Call || part instanceof InputPart.Result;
        if (part == null || !shown) {
            return null;
        }
        String wished = detail;
        if (wished == null) {
            return part;
        }
        if (part instanceof InputPart.Media seen) {
            return seen.inDetail(wished, in.warnings());
        }
        in.warnings().ignored("genai", in.camelPath() + ".mediaResolution");
        return part;
    }

    private void member(String field) {
        switch (field) {
            case "text" -> {
                String text = in.string();
                data(text.isEmpty() ? null : new InputPart.Text(text));
            }
            case "inlineData" -> data(new MediaReader(in).inline());
            case "fileData" -> data(new MediaReader(in).file());
            case "functionCall" -> data(new FunctionPartReader(in).call());
            case "functionResponse" -> data(new FunctionPartReader(in).response());
            case "executableCode", "codeExecutionResult", "toolCall", "toolResponse" ->
                data(new ServerToolReader(in).read(field));
            case "thought" -> thought = in.bool();
            case "thoughtSignature" -> {
                // Any string: clients put markers there that are not base64.
                in.string();
                signature = true;
            }
            case "mediaResolution" -> detail = mediaResolution();
            case "videoMetadata", "mediaProcessing", "audioTranscription", "speechMetadata", "partMetadata" ->
                in.skipWithWarning();
            case "callIndex" -> in.skip();
            default -> throw ProtoReader.unlisted(field);
        }
    }

    private void data(@Nullable InputPart value) {
        if (dataSeen) {
            throw in.value("a part has one of text, inline_data, file_data, function_call and the like, not several.");
        }
        dataSeen = true;
        data = value;
    }

    private @Nullable String mediaResolution() {
        boolean object = in.cursor().token() == JsonToken.OBJECT_START;
        return MediaReader.detail(in, object ? level() : in.enumName(MediaReader.RESOLUTION));
    }

    private String level() {
        String[] level = {"MEDIA_RESOLUTION_UNSPECIFIED"};
        in.object(MediaReader.RESOLUTION_FIELDS, field -> level[0] = in.enumName(MediaReader.RESOLUTION));
        return level[0];
    }
}
