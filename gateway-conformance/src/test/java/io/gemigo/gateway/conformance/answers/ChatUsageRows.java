package io.gemigo.gateway.conformance.answers;

import static io.gemigo.gateway.conformance.answers.Becomes.carried;
import static io.gemigo.gateway.conformance.answers.Becomes.leftOut;
import static io.gemigo.gateway.conformance.answers.Becomes.mapped;
import static io.gemigo.gateway.conformance.answers.Row.row;

import io.gemigo.gateway.conformance.answers.UpstreamAnswers.Rows;
import java.util.List;

/** Counts of a chat's answer. */
final class ChatUsageRows {
    private static final String PROMPT = "prompt_tokens_details.";
    private static final String COMPLETION = "completion_tokens_details.";
    private static final String GENAI = "usageMetadata.";

    private ChatUsageRows() {}

    static List<Rows> rows() {
        return List.of(Rows.of(
                "Counts: `usage`",
                "An upstream that does not tell them is counted by the gateway, which marks them as estimated.",
                "usage.",
                row("usage.prompt_tokens")
                        .given("{'usage':{'prompt_tokens':51}}")
                        .openAi(carried())
                        .genAi(mapped(GENAI + "promptTokenCount", "51")),
                row("usage.completion_tokens")
                        .given("{'usage':{'completion_tokens':71}}")
                        .openAi(carried())
                        .genAi(mapped(GENAI + "candidatesTokenCount", "71"))
                        .note("GenAI counts thoughts apart."),
                row("usage.total_tokens")
                        .given("{'usage':{'total_tokens':121}}")
                        .openAi(carried())
                        .genAi(mapped(GENAI + "totalTokenCount", "121"))
                        .note("The sum where the upstream does not say."),
                detail(PROMPT + "cached_tokens").genAi(mapped(GENAI + "cachedContentTokenCount", "7")),
                detail(PROMPT + "cache_write_tokens").genAi(leftOut()),
                row("usage." + PROMPT + "cache_creation_input_tokens")
                        .given(details(PROMPT + "cache_creation_input_tokens", "7"))
                        .openAi(mapped("usage." + PROMPT + "cache_write_tokens", "7"))
                        .genAi(leftOut()),
                vendor(PROMPT + "cache_creation", "{'ephemeral_5m_input_tokens':7}")
                        .whole(),
                vendor(PROMPT + "cache_type", "'ephemeral'"),
                detail(PROMPT + "text_tokens").genAi(modality("prompt", 0, "TEXT")),
                detail(PROMPT + "image_tokens").genAi(modality("prompt", 1, "IMAGE")),
                detail(PROMPT + "audio_tokens").genAi(modality("prompt", 1, "AUDIO")),
                detail(PROMPT + "video_tokens").genAi(modality("prompt", 1, "VIDEO")),
                vendor(PROMPT + "anything_else", "7").whole(),
                detail(COMPLETION + "reasoning_tokens").genAi(mapped(GENAI + "thoughtsTokenCount", "7")),
                detail(COMPLETION + "text_tokens").genAi(modality("candidates", 0, "TEXT")),
                detail(COMPLETION + "audio_tokens").genAi(modality("candidates", 0, "AUDIO")),
                vendor(COMPLETION + "accepted_prediction_tokens", "7"),
                vendor(COMPLETION + "rejected_prediction_tokens", "7"),
                vendor(COMPLETION + "anything_else", "7").whole(),
                vendor("anything_else", "{'a':1}").whole()));
    }

    private static String details(String path, String value) {
        int dot = path.indexOf('.');
        String members = dot < 0
                ? "'" + path + "':" + value
                : "'" + path.substring(0, dot) + "':{'" + path.substring(dot + 1) + "':" + value + "}";
        return "{'usage':{" + members + "}}";
    }

    private static Row detail(String path) {
        return row("usage." + path).given(details(path, "7")).openAi(carried());
    }

    private static Row vendor(String path, String value) {
        return row("usage." + path)
                .given(details(path, value))
                .relayed(carried())
                .translated(leftOut())
                .genAi(leftOut());
    }

    private static Becomes modality(String of, int place, String name) {
        return mapped(GENAI + of + "TokensDetails[" + place + "]", "{'modality':'" + name + "','tokenCount':7}")
                .as("→ `" + GENAI + of + "TokensDetails[]`, `" + name + "`");
    }
}
