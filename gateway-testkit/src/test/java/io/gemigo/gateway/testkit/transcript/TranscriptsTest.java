package io.gemigo.gateway.testkit.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.testkit.json.Json;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonFactory;

class TranscriptsTest {

    private static final Set<String> EVENTS = Set.of(
            "started",
            "text",
            "thinking",
            "refusal",
            "toolCall",
            "toolCallArguments",
            "finished",
            "usage",
            "model",
            "tokenCount",
            "completed",
            "failed");
    private static final Set<String> TERMINAL = Set.of("completed", "failed");
    private static final Set<String> KINDS = Stream.of(Failure.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    static Stream<Transcript> transcripts() {
        return Stream.of("openai", "dashscope").flatMap(dialect -> Transcripts.load(dialect).stream());
    }

    static Stream<ExchangeTranscript> exchanges() {
        return Transcripts.loadExchanges("genai").stream();
    }

    private static Path folder(String dialect) throws Exception {
        URL index = Transcripts.class.getResource("/transcripts/" + dialect + "/index.txt");
        return Path.of(index.toURI()).getParent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "dashscope", "genai"})
    void listsExactlyTheFoldersThereAre(String dialect) throws Exception {
        List<String> listed = Files.readAllLines(folder(dialect).resolve("index.txt")).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        List<String> found;
        try (Stream<Path> entries = Files.list(folder(dialect))) {
            found = entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }

        assertThat(listed).isSorted().isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "dashscope", "genai"})
    void knowsEveryFileThereIs(String dialect) throws Exception {
        Set<String> known = Set.of(
                "request.http",
                "response.http",
                "client-request.http",
                "upstream-request.http",
                "upstream-response.http",
                "client-response.http",
                "events.jsonl",
                "writes.txt",
                "note.md");
        try (Stream<Path> files = Files.walk(folder(dialect), 2)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.getParent().equals(folderOf(dialect)))
                            .map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(known::contains);
        }
    }

    private static Path folderOf(String dialect) {
        try {
            return folder(dialect);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void holdsWellFormedEvents(Transcript transcript) {
        assertWellFormed(transcript.events());
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void holdsWellFormedEventsOfExchanges(ExchangeTranscript exchange) {
        if (exchange.info().operation() != Operation.OTHER || !exchange.events().isEmpty()) {
            assertWellFormed(exchange.events());
        }
    }

    private static void assertWellFormed(List<Json> events) {
        List<String> words = events.stream()
                .map(event -> String.join(",", event.members().keySet()))
                .toList();
        assertThat(words).isNotEmpty().allMatch(EVENTS::contains);
        assertThat(words.get(words.size() - 1)).isIn(TERMINAL);
        assertThat(words.stream().filter(TERMINAL::contains)).hasSize(1);
        assertThat(words.stream().filter("started"::equals)).hasSizeLessThanOrEqualTo(1);
        Json last = events.get(events.size() - 1);
        if (last.has("failed")) {
            assertThat(last.at("failed").at("kind").asString()).isIn(KINDS);
        }
        for (int i = 1; i < events.size(); i++) {
            assertThat(mergeKey(events.get(i)))
                    .as("event %s could be merged with the one before", i)
                    .isNotEqualTo(mergeKey(events.get(i - 1)));
        }
    }

    /** What two neighbouring deltas must not have in common. */
    private static String mergeKey(Json event) {
        String word = event.members().keySet().iterator().next();
        Json value = event.at(word);
        boolean delta =
                Set.of("text", "thinking", "refusal", "toolCallArguments").contains(word);
        return delta ? word + value.find("choice") + value.find("call") : "unique " + System.identityHashCode(event);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void saysBasisAndDate(Transcript transcript) {
        assertThat(transcript.info().note())
                .matches("(?s).+\nBasis: (documented|observed|inferred), 20\\d\\d-\\d\\d-\\d\\d\\.\n");
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void saysBasisAndDateOfExchanges(ExchangeTranscript exchange) {
        assertThat(exchange.info().note())
                .matches("(?s).+\nBasis: (documented|observed|inferred), 20\\d\\d-\\d\\d-\\d\\d\\.\n");
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void leavesFramingToWhoeverPlaysIt(Transcript transcript) {
        for (HttpMessageText message : List.of(transcript.request(), transcript.response())) {
            assertThat(message.header("content-length")).isNull();
            assertThat(message.header("transfer-encoding")).isNull();
            assertThat(message.header("host")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void marksStreamsByWhatTheRequestAsks(Transcript transcript) {
        boolean asksForStream = transcript.request().bodyText().contains("\"stream\":true");

        assertThat(transcript.is("stream")).isEqualTo(asksForStream);
        assertThat(transcript.is("unary")).isEqualTo(transcript.info().operation() == Operation.CHAT && !asksForStream);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void failsExactlyWhenStatusOrStreamSaySo(Transcript transcript) {
        boolean failed = transcript.events().get(transcript.events().size() - 1).has("failed");
        if (transcript.response().status() != 200) {
            assertThat(failed).isTrue();
            assertThat(transcript.events()).hasSize(1);
        } else if (!transcript.response().isEventStream()) {
            assertThat(failed).isFalse();
        }
    }

    @Test
    void keepsBytesThatToolsLikeToConvert() {
        assertThat(Transcripts.named("openai", "crlf").response().bodyText()).contains("\r\n\r\n");
        assertThat(Transcripts.named("openai", "crlf").response().bodyText().replace("\r\n", ""))
                .doesNotContain("\n");
        byte[] bom = Transcripts.named("openai", "bom-bare-cr").response().body();
        assertThat(bom).startsWith(0xEF, 0xBB, 0xBF).contains('\r').doesNotContain('\n');
        assertThat(Transcripts.named("openai", "nospace-no-final-blank")
                        .response()
                        .bodyText())
                .endsWith("data:[DONE]");
    }

    @Test
    void cutsWhereNetworkWritesEnded() {
        Transcript transcript = Transcripts.named("openai", "unicode-split");
        byte[] body = transcript.response().body();

        assertThat(transcript.writes()).isNotEmpty();
        assertThat(transcript.writeCut().pieces(body))
                .hasSize(transcript.writes().size() + 1);
        assertThat(Transcripts.named("openai", "text").writeCut().pieces(body)).hasSize(1);
    }

    @Test
    void loadsWhatBothSidesOfAnExchangeSay() {
        ExchangeTranscript exchange = Transcripts.loadExchanges("genai").stream()
                .filter(candidate -> candidate.id().equals("genai/tool-stream"))
                .findFirst()
                .orElseThrow();

        assertThat(exchange.info().operation()).isEqualTo(Operation.CHAT);
        assertThat(exchange.info().tags()).containsExactlyInAnyOrder("stream", "tools");
        assertThat(exchange.clientRequest().target()).endsWith(":streamGenerateContent?alt=sse");
        assertThat(Json.parse(exchange.upstreamRequest().bodyText())
                        .at("stream")
                        .asBoolean())
                .isTrue();
        assertThat(exchange.upstreamResponse().isEventStream()).isTrue();
        assertThat(exchange.clientResponse().status()).isEqualTo(200);
        assertThat(exchange.events().get(0)).isEqualTo(Json.parse("{\"started\":{\"id\":\"chatcmpl-s\"}}"));
    }

    @Test
    void namesWhatItCannotFind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transcripts.load("klingon"))
                .withMessageContaining("/transcripts/klingon/index.txt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transcripts.named("openai", "nothing"))
                .withMessageContaining("openai/nothing");
    }

    @Test
    void isFoundOnTheModulePath() {
        assertThat(Transcripts.class.getModule().getName()).isEqualTo("io.gemigo.gateway.testkit");
    }

    @Test
    void isFoundOnTheClassPathAsWell() throws Exception {
        String classPath = Stream.of(ClassPathProbe.class, Transcripts.class, Failure.class, JsonFactory.class)
                .map(TranscriptsTest::root)
                .collect(Collectors.joining(File.pathSeparator));
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        ClassPathProbe.class.getName())
                .redirectErrorStream(true)
                .start();

        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said.strip())
                .isEqualTo("named module: false, transcripts: "
                        + Transcripts.load("openai").size());
    }

    /** The directory or jar a class is in; asked of the class file, since patched modules hide where tests lie. */
    private static String root(Class<?> type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        String url = type.getResource(file).toString().replaceFirst("^jar:", "").replaceFirst("!?" + file + "$", "");
        return Path.of(URI.create(url)).toString();
    }
}
