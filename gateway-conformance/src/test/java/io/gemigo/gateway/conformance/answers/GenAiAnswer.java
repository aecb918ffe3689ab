package io.gemigo.gateway.conformance.answers;

import static io.gemigo.gateway.conformance.answers.Origin.from;
import static io.gemigo.gateway.conformance.answers.Origin.never;
import static io.gemigo.gateway.conformance.answers.Origin.upstream;
import static io.gemigo.gateway.conformance.answers.Origin.whole;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code GenerateContentResponse}: an answer in one piece, and every chunk of a stream. */
final class GenAiAnswer {
    private static final String CANDIDATE = "candidates[].";
    private static final String PART = "candidates[].content.parts[].";
    private static final String SERVER = "Google's own tools run at Google.";
    private static final String UNTOLD = "The upstream does not tell it.";

    private GenAiAnswer() {}

    static OwnAnswers all(ChatAnswers source) {
        return new OwnAnswers(
                "GenAI: answers of `:generateContent` and `:streamGenerateContent`",
                "What comes from which field of the upstream's answer. In streams every chunk has text or whole calls; finish"
                        + " reason and counts are in the last.",
                "genai-answer.txt",
                origins(),
                source,
                Set.of(Reader.GENAI),
                () -> answers(source));
    }

    private static List<Json> answers(ChatAnswers source) {
        List<Json> answers = new ArrayList<>(Played.heard(source, Set.of(Reader.GENAI)));
        Pipeline pipeline = new Pipeline(Map.of("apiKey", "k"));
        Pipeline.Reply blocked = pipeline.ask(
                Pipeline.GENAI + ChatAnswers.MODEL + ":generateContent",
                "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}");
        pipeline.last()
                .answer(
                        400,
                        "application/json",
                        "{\"error\":{\"message\":\"Input data may contain inappropriate content.\","
                                + "\"type\":\"data_inspection_failed\",\"param\":null,\"code\":\"data_inspection_failed\"}}");
        answers.add(blocked.json());
        return answers;
    }

    private static List<Origin> origins() {
        return List.of(
                upstream(PART + "text"),
                from(PART + "thought", "of thinking, if the client asks for thoughts"),
                never(PART + "thoughtSignature", "No later call needs one; one in a request is passed over."),
                upstream(PART + "functionCall.id"),
                upstream(PART + "functionCall.name"),
                whole(PART + "functionCall.args"),
                never(PART + "functionCall.partialArgs", "Calls come whole."),
                never(PART + "functionCall.willContinue", "Calls come whole."),
                never(PART + "functionResponse", "Clients say it, not models."),
                never(PART + "inlineData", "Chats are answered in text; sound is for relayed calls."),
                never(PART + "fileData", "There is no store of files."),
                never(PART + "executableCode", SERVER),
                never(PART + "codeExecutionResult", SERVER),
                never(PART + "toolCall", SERVER),
                never(PART + "toolResponse", SERVER),
                never(PART + "videoMetadata", "Clients say it, not models."),
                never(PART + "mediaResolution", "Clients say it, not models."),
                never(PART + "partMetadata", "Clients say it, not models."),
                from(CANDIDATE + "content.role", "always `model`"),
                from(
                        CANDIDATE + "finishReason",
                        "; of tool calls: `MALFORMED_FUNCTION_CALL`, `UNEXPECTED_TOOL_CALL`,"
                                + " `TOO_MANY_TOOL_CALLS`; withheld midway: `PROHIBITED_CONTENT`. Never `CONTINUATION`."),
                from(CANDIDATE + "finishMessage", "; `refusal` where the text is one"),
                from(CANDIDATE + "index", "`choices[].index`"),
                never(CANDIDATE + "safetyRatings", UNTOLD),
                never(CANDIDATE + "citationMetadata", UNTOLD),
                never(CANDIDATE + "tokenCount", "The counts of all candidates are in `usageMetadata`."),
                never(CANDIDATE + "groundingAttributions", UNTOLD),
                never(CANDIDATE + "groundingMetadata", "The upstream's search names no sources in this mode."),
                never(CANDIDATE + "urlContextMetadata", SERVER),
                never(CANDIDATE + "continuationToken", "Clients would ask for more with it."),
                from(CANDIDATE + "avgLogprobs", "the mean of `choices[].logprobs.content[].logprob`"),
                upstream(CANDIDATE + "logprobsResult.chosenCandidates[].token"),
                upstream(CANDIDATE + "logprobsResult.chosenCandidates[].logProbability"),
                never(CANDIDATE + "logprobsResult.chosenCandidates[].tokenId", UNTOLD),
                upstream(CANDIDATE + "logprobsResult.topCandidates[].candidates[].token"),
                upstream(CANDIDATE + "logprobsResult.topCandidates[].candidates[].logProbability"),
                never(CANDIDATE + "logprobsResult.topCandidates[].candidates[].tokenId", UNTOLD),
                never(CANDIDATE + "logprobsResult.logProbabilitySum", "`avgLogprobs` says it."),
                from(
                        "promptFeedback.blockReason",
                        "an error that says the input is withheld: `PROHIBITED_CONTENT`, status 200"),
                never("promptFeedback.blockReasonMessage", UNTOLD),
                never("promptFeedback.safetyRatings", UNTOLD),
                upstream("usageMetadata.promptTokenCount"),
                from("usageMetadata.candidatesTokenCount", ", less the thoughts"),
                upstream("usageMetadata.totalTokenCount"),
                upstream("usageMetadata.cachedContentTokenCount"),
                upstream("usageMetadata.thoughtsTokenCount"),
                never("usageMetadata.toolUsePromptTokenCount", SERVER),
                upstream("usageMetadata.promptTokensDetails[].modality"),
                upstream("usageMetadata.promptTokensDetails[].tokenCount"),
                upstream("usageMetadata.candidatesTokensDetails[].modality"),
                upstream("usageMetadata.candidatesTokensDetails[].tokenCount"),
                never("usageMetadata.cacheTokensDetails", UNTOLD),
                never("usageMetadata.toolUsePromptTokensDetails", SERVER),
                never("usageMetadata.serviceTier", UNTOLD),
                never("usageMetadata.trafficType", UNTOLD),
                from("modelVersion", "the name asked for"),
                upstream("responseId"));
    }
}
