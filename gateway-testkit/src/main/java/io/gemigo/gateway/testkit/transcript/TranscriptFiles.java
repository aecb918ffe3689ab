package io.gemigo.gateway.testkit.transcript;

import io.gemigo.gateway.testkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of one dialect, looked up through a class, so that a module's own resources are found as well. */
final class TranscriptFiles {

    private final Class<?> anchor;
    private final String dialect;

    TranscriptFiles(Class<?> anchor, String dialect) {
        this.anchor = anchor;
        this.dialect = dialect;
    }

    /** One entry per line of {@code index.txt}: name, operation, tags. */
    List<TranscriptInfo> index() {
        return required("index.txt").lines().map(this::entry).toList();
    }

    private TranscriptInfo entry(String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 2) {
            throw new IllegalArgumentException("index of " + dialect + ": no operation in: " + line);
        }
        String name = words[0];
        Set<String> tags = Set.of(List.of(words).subList(2, words.length).toArray(String[]::new));
        return new TranscriptInfo(dialect, name, Operation.of(words[1]), tags, required(name + "/note.md"));
    }

    HttpMessageText message(TranscriptInfo info, String file) {
        HttpMessageText message = messageIfPresent(info, file);
        if (message == null) {
            throw new IllegalArgumentException(info.id() + ": no " + file);
        }
        return message;
    }

    @Nullable
    HttpMessageText messageIfPresent(TranscriptInfo info, String file) {
        byte[] bytes = read(info.name() + "/" + file);
        try {
            return bytes == null ? null : HttpMessageText.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(info.id() + "/" + file + ": " + e.getMessage(), e);
        }
    }

    List<Json> events(TranscriptInfo info) {
        byte[] bytes = read(info.name() + "/events.jsonl");
        if (bytes == null && info.operation() != Operation.OTHER) {
            throw new IllegalArgumentException(info.id() + ": no events.jsonl");
        }
        return bytes == null
                ? List.of()
                : new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .map(Json::parse)
                        .toList();
    }

    List<Integer> writes(TranscriptInfo info) {
        byte[] bytes = read(info.name() + "/writes.txt");
        return bytes == null
                ? List.of()
                : Stream.of(new String(bytes, StandardCharsets.UTF_8).strip().split(" ", -1))
                        .map(Integer::valueOf)
                        .toList();
    }

    private String required(String file) {
        byte[] bytes = read(file);
        if (bytes == null) {
            throw new IllegalArgumentException("no " + path(file) + " beside " + anchor.getName());
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte @Nullable [] read(String file) {
        try (InputStream in = anchor.getResourceAsStream(path(file))) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String path(String file) {
        return "/transcripts/" + dialect + "/" + file;
    }
}
