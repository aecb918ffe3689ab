package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.testkit.upstream.Script;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that are no sound HTTP/1.1, or over the limits of a head; none of them may pass. Stateless. */
final class MalformedAnswers {
    private static final String CHUNKED = "transfer-encoding: chunked";

    private MalformedAnswers() {}

    static Map<String, Script> all() {
        Map<String, Script> all = new LinkedHashMap<>();
        framings(all);
        heads(all);
        limits(all);
        return all;
    }

    private static void framings(Map<String, Script> all) {
        all.put(
                "length and chunks",
                Script.head(200, "content-length: 3", CHUNKED).chunk("abc").lastChunk());
        all.put(
                "two lengths",
                Script.head(200, "content-length: 2", "content-length: 3").write("abc"));
        all.put("a list of lengths", Script.head(200, "content-length: 2, 2").write("ab"));
        all.put("a signed length", Script.head(200, "content-length: +2").write("ab"));
        all.put("a negative length", Script.head(200, "content-length: -2").write("ab"));
        all.put(
                "a huge length",
                Script.head(200, "content-length: 99999999999999999999").write("ab"));
        all.put(
                "an unknown coding",
                Script.head(200, "transfer-encoding: gzip").write("ab").close());
        all.put(
                "two codings",
                Script.head(200, "transfer-encoding: gzip, chunked").chunk("ab").lastChunk());
        all.put("a chunk size that is no number", Script.head(200, CHUNKED).write("xyz\r\nab\r\n"));
        all.put("a chunk size with a sign", Script.head(200, CHUNKED).write("+2\r\nab\r\n0\r\n\r\n"));
        all.put("a chunk size with a prefix", Script.head(200, CHUNKED).write("0x2\r\nab\r\n0\r\n\r\n"));
        all.put("a huge chunk size", Script.head(200, CHUNKED).write("fffffffffff\r\nab\r\n"));
        all.put("a chunk longer than its size", Script.head(200, CHUNKED).write("2\r\nabcd\r\n0\r\n\r\n"));
    }

    private static void heads(Map<String, Script> all) {
        all.put("no status line", Script.empty().write("what is this\r\n\r\n"));
        all.put("no status", Script.empty().write("HTTP/1.1 abc OK\r\ncontent-length: 0\r\n\r\n"));
        all.put("another version", Script.empty().write("HTTP/2.0 200 OK\r\ncontent-length: 0\r\n\r\n"));
        all.put("HTML at once", Script.empty().write("<html><body>Bad gateway</body></html>\r\n\r\n"));
        all.put("a line without colon", Script.head(200, "content-length: 0", "nonsense"));
        all.put("a space before the colon", Script.head(200, "content-length : 0"));
        all.put("a folded line", Script.head(200, "x-a: 1", " folded", "content-length: 0"));
        all.put("a NUL", Script.head(200, "x-a: a\u0000b", "content-length: 0"));
        all.put("an empty name", Script.head(200, ": x", "content-length: 0"));
        all.put("a change of protocols", Script.head(101, "upgrade: websocket", "connection: upgrade"));
    }

    private static void limits(Map<String, Script> all) {
        StringBuilder fields = new StringBuilder("content-length: 0");
        for (int i = 0; i < 101; i++) {
            fields.append("\r\nx-").append(i).append(": y");
        }
        all.put("more than 100 fields", Script.head(200, fields.toString()));
        all.put("a head over 32 KiB", Script.head(200, "x-long: " + "y".repeat(33 << 10), "content-length: 0"));
        all.put("a status line over 32 KiB", Script.empty().write("HTTP/1.1 200 " + "y".repeat(33 << 10)));
        Script flood = Script.empty();
        for (int i = 0; i < 11; i++) {
            flood = flood.write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        all.put("more than 10 informational answers", flood.then(Script.json(200, "{}")));
    }
}
