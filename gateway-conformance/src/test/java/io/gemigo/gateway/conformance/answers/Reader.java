package io.gemigo.gateway.conformance.answers;

/** Who reads an answer; one column of a table. */
enum Reader {
    /** A client of the upstream's own dialect, whose call is relayed. */
    RELAYED("OpenAI"),
    /** One whose call must be translated: the model is asked otherwise than the client asks. */
    TRANSLATED("OpenAI, translated"),
    GENAI("GenAI"),
    OPENAI_VECTORS("OpenAI"),
    GENAI_VECTOR("`:embedContent`"),
    GENAI_VECTORS("`:batchEmbedContents`");

    final String title;

    Reader(String title) {
        this.title = title;
    }
}
