package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.Warnings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content of messages into canonical parts. Loop-confined. */
final class PartReader {
    private static final JsonNames MEMBERS = JsonNames.of(
            "type",
            "text",
            "refusal",
            "image_url",
            "input_audio",
            "file",
            "video_url",
            "cache_control",
            "prompt_cache_breakpoint");
    /** Numbered as the member that holds what the type promises. */
    private static final JsonNames TYPES =
            JsonNames.of("", "text", "refusal", "image_url", "input_audio", "file", "video_url");

    private static final String TYPE_LIST = "'text', 'image_url', 'input_audio', 'refusal', and 'file'";
    private static final JsonNames LOCATION = JsonNames.of("url", "detail");
    private static final JsonNames SOUND = JsonNames.of("data", "format");
    private static final JsonNames FILE = JsonNames.of("file_id", "filename", "file_data");

    private final JsonCursor json;
    private final Warnings warnings;

    PartReader(JsonCursor json, Warnings warnings) {
        this.json = json;
        this.warnings = warnings;
    }

    /** The string or array of parts the cursor stands at the start of. */
    List<Part> content(String path) {
        if (json.token() == JsonToken.STRING) {
            return List.of(new Part.Text(json.text()));
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; json.next() == JsonToken.OBJECT_START; i++) {
            parts.add(part(path + "[" + i + "]"));
        }
        return parts;
    }

    private Part part(String path) {
        int type = 0;
        @Nullable Part[] found = new @Nullable Part[7];
        while (json.next() == JsonToken.NAME) {
            int member = Unread.enter(json, MEMBERS, path, warnings);
            switch (member) {
                case 0 -> {
                    type = TYPES.find(json);
                    if (type < 1) {
                        throw BadField.value(path + ".type", json, TYPE_LIST);
                    }
                }
                case 1 -> found[1] = new Part.Text(json.text());
                case 2 -> found[2] = new Part.Refusal(json.text());
                case 3 -> found[3] = located(MediaType.IMAGE, path + ".image_url");
                case 4 -> found[4] = sound(path + ".input_audio");
                case 5 -> found[5] = file(path + ".file");
                case 6 -> found[6] = located(MediaType.VIDEO, path + ".video_url");
                case 7, 8 -> {
                    warnings.ignored(
                            OpenAiDialect.NAME, path + (member == 7 ? ".cache_control" : ".prompt_cache_breakpoint"));
                    json.skipValue();
                }
                default -> json.skipValue();
            }
        }
        Part part = found[type];
        if (part == null) {
            throw BadField.missing(path);
        }
        return part;
    }

    private Part located(MediaType type, String path) {
        String url = null;
        String detail = null;
        if (json.token() == JsonToken.STRING) {
            url = json.text();
        } else if (json.token() == JsonToken.OBJECT_START) {
            while (json.next() == JsonToken.NAME) {
                int member = Unread.enter(json, LOCATION, path, warnings);
                switch (json.token() == JsonToken.STRING ? member : JsonNames.UNKNOWN) {
                    case 0 -> url = json.text();
                    case 1 -> detail = json.text();
                    default -> json.skipValue();
                }
            }
        }
        if (url == null || url.isEmpty()) {
            // Only for video_url, a vendor's type that the scan leaves opaque.
            throw BadField.missing(path + ".url");
        }
        return media(type, url, null, detail, path + ".url");
    }

    private static Part media(MediaType type, String url, @Nullable String name, @Nullable String detail, String path) {
        if (!DataUri.is(url)) {
            return new Part.Media(type, null, null, url, name, detail);
        }
        DataUri data = DataUri.parse(url);
        if (data == null) {
            throw BadField.badUrl(path, "expected a base64-encoded data URL, such as 'data:image/png;base64,…'.");
        }
        return new Part.Media(type, data.mimeType(), data.base64(), null, name, detail);
    }

    /** OpenAI means bare base64; a data: or http(s) URL in its place is what some upstreams want, and clients send. */
    private Part sound(String path) {
        String data = "";
        String format = "";
        while (json.next() == JsonToken.NAME) {
            switch (Unread.enter(json, SOUND, path, warnings)) {
                case 0 -> data = json.text();
                case 1 -> format = json.text();
                default -> json.skipValue();
            }
        }
        String mimeType = "audio/" + (format.equals("mp3") ? "mpeg" : format);
        if (DataUri.is(data)) {
            DataUri uri = DataUri.parse(data);
            data = uri == null ? "" : uri.base64();
        } else if (data.startsWith("http://") || data.startsWith("https://")) {
            return new Part.Media(MediaType.AUDIO, mimeType, null, data, null, null);
        }
        if (!DataUri.base64(data)) {
            throw BadField.badBase64(path + ".data");
        }
        return new Part.Media(MediaType.AUDIO, mimeType, data, null, null, null);
    }

    private Part file(String path) {
        String id = null;
        String name = null;
        String data = null;
        while (json.next() == JsonToken.NAME) {
            int member = Unread.enter(json, FILE, path, warnings);
            switch (json.token() == JsonToken.STRING ? member : JsonNames.UNKNOWN) {
                case 0 -> id = json.text();
                case 1 -> name = json.text();
                case 2 -> data = json.text();
                default -> json.skipValue();
            }
        }
        if (data == null) {
            throw id == null
                    ? BadField.missing(path + ".file_data")
                    : BadField.unsupportedValue(path + ".file_id", "is not known here: send the file in 'file_data'.");
        }
        if (DataUri.is(data)) {
            return media(MediaType.FILE, data, name, null, path + ".file_data");
        }
        if (!DataUri.base64(data)) {
            throw BadField.badBase64(path + ".file_data");
        }
        return new Part.Media(MediaType.FILE, null, data, null, name, null);
    }
}
