package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ContentKind;
import java.nio.charset.StandardCharsets;

/** OpenAI takes bare base64 for sound, this upstream a URL, which may be one of data. Loop-confined; for one call. */
final class SoundEdits {
    private static final JsonNames NAMES = JsonNames.of("input_audio", "data", "format");
    private static final int SOUND = 0;
    private static final int DATA = 1;
    private static final int FORMAT = 2;

    private final ChatRequestScan scan;
    private final Splice splice;

    SoundEdits(ChatRequestScan scan, Splice splice) {
        this.scan = scan;
        this.splice = splice;
    }

    /** Names the edits of all messages. */
    void edit() {
        for (int i = 0; i < scan.messageCount(); i++) {
            if (scan.content(i) == ContentKind.PARTS && !scan.textOnly(i)) {
                parts(scan.contentFrom(i), scan.contentTo(i));
            }
        }
    }

    private void parts(int from, int to) {
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT).reset(scan.array(), from, to);
        json.next();
        while (json.next() == JsonToken.OBJECT_START) {
            while (json.next() == JsonToken.NAME) {
                boolean sound = NAMES.find(json) == SOUND;
                json.next();
                if (sound) {
                    sound(json);
                } else {
                    json.skipValue();
                }
            }
        }
    }

    private void sound(JsonCursor json) {
        int data = -1;
        boolean url = false;
        String format = "";
        while (json.next() == JsonToken.NAME) {
            int name = NAMES.find(json);
            json.next();
            if (name == DATA) {
                data = json.from();
                url = isUrl(json);
            } else if (name == FORMAT) {
                format = json.text();
            } else {
                json.skipValue();
            }
        }
        if (data >= 0 && !url) {
            String type = format.equals("mp3") ? "mpeg" : format;
            splice.insert(data, ("data:audio/" + type + ";base64,").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** No base64 holds a colon. */
    private static boolean isUrl(JsonCursor json) {
        int start = Math.min(json.to(), json.from() + "https:".length());
        for (int i = json.from(); i < start; i++) {
            if (json.array()[i] == ':') {
                return true;
            }
        }
        return false;
    }
}
