package io.gemigo.gateway.conformance.pipeline;

/** The same question, asked in the ways there are. */
enum Asked {
    OPENAI(Pipeline.OPENAI, ""),
    OPENAI_STREAM(Pipeline.OPENAI, "\"stream\":true,\"stream_options\":{\"include_usage\":true},"),
    GENAI(":generateContent", ""),
    GENAI_STREAM(":streamGenerateContent?alt=sse", ""),
    GENAI_ARRAY(":streamGenerateContent", "");

    private final String path;
    private final String members;

    Asked(String path, String members) {
        this.path = path;
        this.members = members;
    }

    private boolean genAi() {
        return path.startsWith(":");
    }

    /** Asks this of a model. */
    Pipeline.Reply ask(Pipeline pipeline, String model) {
        return ask(pipeline, model, "");
    }

    /** Asks this of a model, with these members more, each with a comma behind it. */
    Pipeline.Reply ask(Pipeline pipeline, String model, String more) {
        return genAi()
                ? pipeline.ask(
                        Pipeline.GENAI + model + path, "{" + more + "\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}")
                : pipeline.ask(
                        path,
                        "{" + members + more + "\"model\":\"" + model
                                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }
}
