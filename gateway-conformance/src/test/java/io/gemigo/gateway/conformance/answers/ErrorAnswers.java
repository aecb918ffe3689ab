package io.gemigo.gateway.conformance.answers;

import static io.gemigo.gateway.conformance.answers.Origin.from;
import static io.gemigo.gateway.conformance.answers.Origin.never;

import java.util.List;

/** The fields of errors. */
final class ErrorAnswers {
    private ErrorAnswers() {}

    static List<OwnAnswers> all() {
        return List.of(
                OwnAnswers.here(
                        "OpenAI: fields of errors",
                        "",
                        "openai-error.txt",
                        List.of(
                                from("error.message", "safe to show; nothing of addresses, keys or prompts"),
                                from("error.type", "the table above"),
                                from("error.param", "the field it is about"),
                                from("error.code", "the table above"),
                                from("error.requestId", "`x-request-id`")),
                        () -> ErrorRows.all().stream()
                                .map(row -> Refusals.body(Refusals.openAi(row.failure())))
                                .toList()),
                OwnAnswers.here(
                        "GenAI: fields of errors",
                        "",
                        "genai-error.txt",
                        List.of(
                                from("error.code", "the HTTP status"),
                                from("error.message", "the official API's words where clients match on them"),
                                from("error.status", "the table above"),
                                from(
                                        "error.details[].@type",
                                        "`ErrorInfo` and `LocalizedMessage` of a wrong app token, `BadRequest`"
                                                + " of a field, `QuotaFailure` and `RetryInfo` of limits"),
                                from("error.details[].reason", "`API_KEY_INVALID`"),
                                from("error.details[].domain", "as the official API"),
                                from("error.details[].metadata.service", "as the official API"),
                                from("error.details[].locale", "as the official API"),
                                from("error.details[].message", "as the official API"),
                                from("error.details[].fieldViolations[].field", "the field it is about, in snake case"),
                                from("error.details[].fieldViolations[].description", "what is wrong with it"),
                                from("error.details[].violations[].quotaMetric", "what there was too much of"),
                                from(
                                        "error.details[].violations[].quotaId",
                                        "the limit; `PerDay` makes gemini-cli give up"),
                                from("error.details[].violations[].quotaDimensions.model", "the model asked for"),
                                from("error.details[].violations[].quotaValue", "the limit"),
                                from("error.details[].retryDelay", "when to come back"),
                                never("error.details[].links", "There is no page to point to."),
                                from("error.requestId", "`x-request-id`")),
                        () -> ErrorRows.all().stream()
                                .filter(row -> row.genAi() != 200)
                                .map(row -> Refusals.body(Refusals.genAi(row.failure())))
                                .toList()));
    }
}
