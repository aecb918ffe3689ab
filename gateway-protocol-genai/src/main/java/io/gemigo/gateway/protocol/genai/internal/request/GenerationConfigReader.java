package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.Sampling;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code generationConfig}. Presence counts, not truth: a temperature of 0 is one. Single-owner. */
final class GenerationConfigReader {
    private static final FieldTable CONFIG = FieldTable.of(
            "candidateCount",
            "stopSequences",
            "maxOutputTokens",
            "temperature",
            "topP",
            "topK",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseLogprobs",
            "logprobs",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema|_responseJsonSchema|response_json_schema_ordered",
            "responseFormat",
            "responseModalities",
            "thinkingConfig",
            "speechConfig",
            "imageConfig",
            "translationConfig",
            "audioTranscriptionConfig",
            "mediaResolution",
            "audioTimestamp",
            "enableEnhancedCivicAnswers",
            "enableAffectiveDialog");
    private static final EnumTable MODALITIES =
            EnumTable.of("Modality", "MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "AUDIO", "VIDEO");
    private static final int MAX_STOP_SEQUENCES = 5;
    private static final int MAX_CANDIDATES = 128;
    private static final int MAX_LOGPROBS = 20;

    private final ProtoReader in;
    private final ResponseFormReader form;

    private int candidateCount = 1;
    private final List<String> stop = new ArrayList<>(0);
    private @Nullable Long maxOutputTokens;
    private @Nullable Double temperature;
    private @Nullable Double topP;
    private @Nullable Integer topK;
    private @Nullable Long seed;
    private @Nullable Double presencePenalty;
    private @Nullable Double frequencyPenalty;
    private @Nullable Boolean logprobs;
    private @Nullable Integer topLogprobs;
    private @Nullable String detail;
    private Reasoning reasoning = Reasoning.UNSPECIFIED;

    GenerationConfigReader(ProtoReader in, SchemaReader schemas) {
        this.in = in;
        form = new ResponseFormReader(in, schemas);
    }

    void read() {
        in.object(CONFIG, this::field);
        if (topLogprobs != null && !(logprobs != null && logprobs)) {
            String path = in.snakePath() + ".logprobs";
            throw new InvalidFieldException(new InvalidRequest(
                    InvalidRequest.INVALID_VALUE, path, path + ": needs response_logprobs to be true."));
        }
    }

    /** Whether the answer is one bare word of a list. */
    boolean wantsEnum() {
        return form.wantsEnum();
    }

    /** The detail wished for media that say none of their own, null if none. */
    @Nullable
    String detail() {
        return detail;
    }

    void apply(ChatRequest.Builder request) {
        request.candidateCount(candidateCount)
                .stop(stop)
                .maxOutputTokens(maxOutputTokens)
                .reasoning(reasoning)
                .responseFormat(form.format())
                .sampling(new Sampling(
                        temperature, topP, topK, seed, presencePenalty, frequencyPenalty, logprobs, topLogprobs, null));
    }

    private void field(String field) {
        switch (field) {
            case "candidateCount" -> candidateCount = (int) in.integer(1, MAX_CANDIDATES);
            case "stopSequences" -> stopSequences();
            case "maxOutputTokens" -> maxOutputTokens = in.integer(1, Integer.MAX_VALUE);
            case "temperature" -> temperature = in.number(0, 2);
            case "topP" -> topP = in.number(0, 1);
            case "topK" -> topK = (int) in.integer(1, Integer.MAX_VALUE);
            case "seed" -> seed = in.integer(Long.MIN_VALUE, Long.MAX_VALUE);
            case "presencePenalty" -> presencePenalty = in.number(-2, 2);
            case "frequencyPenalty" -> frequencyPenalty = in.number(-2, 2);
            case "responseLogprobs" -> logprobs = in.bool();
            case "logprobs" -> topLogprobs = (int) in.integer(0, MAX_LOGPROBS);
            case "responseMimeType" -> form.mimeType();
            case "responseSchema" -> form.schema();
            case "responseJsonSchema" -> form.jsonSchema();
            case "responseModalities" -> in.list(this::modality);
            case "thinkingConfig" -> reasoning = new ThinkingConfigReader(in).read();
            case "responseFormat", "speechConfig", "imageConfig", "translationConfig", "audioTranscriptionConfig" ->
                throw in.unsupported();
            case "mediaResolution" -> detail = MediaReader.detail(in, in.enumName(MediaReader.RESOLUTION));
            case "audioTimestamp", "enableEnhancedCivicAnswers", "enableAffectiveDialog" -> in.skipWithWarning();
            default -> throw ProtoReader.unlisted(field);
        }
    }

    private void stopSequences() {
        in.list(() -> {
            String text = in.string();
            if (text.isEmpty()) {
                throw in.value("must not be empty.");
            }
            stop.add(text);
        });
        if (stop.size() > MAX_STOP_SEQUENCES) {
            throw in.value("at most " + MAX_STOP_SEQUENCES + " entries are accepted.");
        }
    }

    private void modality() {
        String modality = in.enumName(MODALITIES);
        if (!modality.equals("TEXT") && !modality.equals("MODALITY_UNSPECIFIED")) {
            throw in.unsupportedValue("answers of modality " + modality + " are not supported by this gateway.");
        }
    }
}
