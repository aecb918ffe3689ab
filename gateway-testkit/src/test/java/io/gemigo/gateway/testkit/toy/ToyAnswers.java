package io.gemigo.gateway.testkit.toy;

import static io.gemigo.gateway.testkit.transcript.CanonicalEvents.line;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.protocol.AnswerReader;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads toy answers as a client does: a stream is whole with {@code [END]}. */
public final class ToyAnswers implements AnswerReader {
    @Override
    public List<Json> read(boolean eventStream, byte[] body) {
        List<Json> lines = new ArrayList<>();
        if (eventStream) {
            new SseDecoder(1 << 20)
                    .feed(Window.of(body), event -> read(event.data().utf8(), lines));
        } else {
            try {
                read(Json.parse(new String(body, StandardCharsets.UTF_8)).toString(), lines);
                lines.add(line("completed"));
            } catch (IllegalArgumentException cut) {
                return List.of();
            }
        }
        return CanonicalEvents.merge(lines);
    }

    private static boolean read(String payload, List<Json> lines) {
        if (payload.equals("[END]")) {
            return lines.add(line("completed"));
        }
        Json object = Json.parse(payload);
        if (object.has("error")) {
            return lines.add(line("failed", "code", object.at("error")));
        }
        Json text = object.find("text");
        if (text != null) {
            lines.add(line("text", "choice", 0, "text", text.asString()));
        }
        Json finish = object.find("finish");
        if (finish != null) {
            lines.add(line("finished", "choice", 0, "reason", finish.asString()));
        }
        Json usage = object.find("usage");
        if (usage != null) {
            lines.add(line("usage", "prompt", usage.at(0), "completion", usage.at(1)));
        }
        return true;
    }
}
