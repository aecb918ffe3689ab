package io.gemigo.gateway.testkit.transcript;

import java.util.List;
import java.util.function.Function;

/**
 * Finds transcripts. Stateless, thread-safe; every call reads the files anew, in the order of the index.
 *
 * <pre>{@code
 * static List<Transcript> streams() {
 *     return Transcripts.load("dashscope").stream().filter(t -> t.is("stream")).toList();
 * }
 * }</pre>
 */
public final class Transcripts {

    private Transcripts() {}

    /**
     * The kit's transcripts of one dialect ({@code openai}, {@code dashscope}).
     *
     * @throws IllegalArgumentException if there is no such dialect, or a file is missing or malformed
     */
    public static List<Transcript> load(String dialect) {
        return load(Transcripts.class, dialect);
    }

    /**
     * As {@link #load(String)}, with the files taken from the module, or the class path, of the given class: the way
     * in for a dialect the kit does not know.
     */
    public static List<Transcript> load(Class<?> anchor, String dialect) {
        TranscriptFiles files = new TranscriptFiles(anchor, dialect);
        return each(
                files,
                info -> new Transcript(
                        info,
                        files.message(info, "request.http"),
                        files.message(info, "response.http"),
                        files.events(info),
                        files.writes(info)));
    }

    /**
     * The kit's exchanges of one client dialect ({@code genai}).
     *
     * @throws IllegalArgumentException if there is no such dialect, or a file is missing or malformed
     */
    public static List<ExchangeTranscript> loadExchanges(String dialect) {
        return loadExchanges(Transcripts.class, dialect);
    }

    /** As {@link #loadExchanges(String)}, with the files taken from the module, or the class path, of the given class. */
    public static List<ExchangeTranscript> loadExchanges(Class<?> anchor, String dialect) {
        TranscriptFiles files = new TranscriptFiles(anchor, dialect);
        return each(
                files,
                info -> new ExchangeTranscript(
                        info,
                        files.message(info, "client-request.http"),
                        files.messageIfPresent(info, "upstream-request.http"),
                        files.messageIfPresent(info, "upstream-response.http"),
                        files.message(info, "client-response.http"),
                        files.events(info)));
    }

    private static <T> List<T> each(TranscriptFiles files, Function<TranscriptInfo, T> reader) {
        return files.index().stream().map(reader).toList();
    }

    /**
     * The transcript of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Transcript named(String dialect, String name) {
        return load(dialect).stream()
                .filter(transcript -> transcript.info().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no transcript " + dialect + "/" + name));
    }
}
