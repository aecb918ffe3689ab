package io.gemigo.gateway.testkit.protocol;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.core.sse.SseEvent;
import io.gemigo.gateway.testkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes answers apart into JSON values, as far as they are there. Stateless. */
final class Bodies {
    private static final int MAX_EVENT_BYTES = 1 << 24;

    private Bodies() {}

    /** The payloads of the events that have ended. */
    static List<String> events(byte[] body) {
        List<String> payloads = new ArrayList<>();
        SseDecoder decoder = new SseDecoder(MAX_EVENT_BYTES);
        decoder.feed(Window.of(body), event -> payloads.add(payload(event)));
        payloads.removeIf(String::isEmpty);
        return payloads;
    }

    private static String payload(SseEvent event) {
        return event.data().utf8();
    }

    /** The JSON values of a whole answer, whatever its framing. */
    static List<Json> payloads(boolean eventStream, byte[] body) {
        List<Json> payloads = new ArrayList<>();
        if (eventStream) {
            for (String event : events(body)) {
                Json payload = json(event);
                if (payload != null && payload.kind() == Json.Kind.OBJECT) {
                    payloads.add(payload);
                }
            }
        } else if (text(body).startsWith("[")) {
            payloads.addAll(elements(text(body)));
        } else {
            payloads.add(Json.parse(body));
        }
        return payloads;
    }

    /** The value, null if the text is none or not a whole one. */
    static @Nullable Json json(String text) {
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException cutOrBroken) {
            return null;
        }
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The whole elements of an array that may be cut off anywhere. */
    static List<Json> elements(String array) {
        List<Json> elements = new ArrayList<>();
        int depth = 0;
        int begin = -1;
        boolean quoted = false;
        for (int i = array.indexOf('[') + 1; i < array.length(); i++) {
            char c = array.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{') {
                begin = depth++ == 0 ? i : begin;
            } else if (c == '}' && --depth == 0) {
                elements.add(Json.parse(array.substring(begin, i + 1)));
            }
        }
        return elements;
    }
}
