package io.gemigo.gateway.protocol.genai.internal.request;

/** Checks {@code safetySettings}; no upstream has a counterpart, so they are warned of. */
final class SafetySettingsReader {
    private static final FieldTable SETTING = FieldTable.of("category", "threshold", "method");
    private static final EnumTable CATEGORIES = EnumTable.of(
            "HarmCategory",
            "HARM_CATEGORY_UNSPECIFIED",
            "HARM_CATEGORY_DEROGATORY",
            "HARM_CATEGORY_TOXICITY",
            "HARM_CATEGORY_VIOLENCE",
            "HARM_CATEGORY_SEXUAL",
            "HARM_CATEGORY_MEDICAL",
            "HARM_CATEGORY_DANGEROUS",
            "HARM_CATEGORY_HARASSMENT",
            "HARM_CATEGORY_HATE_SPEECH",
            "HARM_CATEGORY_SEXUALLY_EXPLICIT",
            "HARM_CATEGORY_DANGEROUS_CONTENT",
            "HARM_CATEGORY_CIVIC_INTEGRITY",
            "HARM_CATEGORY_IMAGE_HATE",
            "HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT",
            "HARM_CATEGORY_IMAGE_HARASSMENT",
            "HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT",
            "HARM_CATEGORY_JAILBREAK");
    private static final EnumTable THRESHOLDS = EnumTable.of(
            "HarmBlockThreshold",
            "HARM_BLOCK_THRESHOLD_UNSPECIFIED",
            "BLOCK_LOW_AND_ABOVE",
            "BLOCK_MEDIUM_AND_ABOVE",
            "BLOCK_ONLY_HIGH",
            "BLOCK_NONE",
            "OFF");

    private final ProtoReader in;

    SafetySettingsReader(ProtoReader in) {
        this.in = in;
    }

    void read() {
        int count = in.list(() -> in.object(SETTING, field -> {
            switch (field) {
                case "category" -> in.enumName(CATEGORIES);
                case "threshold" -> in.enumName(THRESHOLDS);
                case "method" -> in.skip();
                default -> throw ProtoReader.unlisted(field);
            }
        }));
        if (count > 0) {
            in.ignored();
        }
    }
}
