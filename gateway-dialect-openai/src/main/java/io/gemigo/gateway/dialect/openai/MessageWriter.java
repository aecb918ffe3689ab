package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes the messages of one request. Single-owner; for one use. */
final class MessageWriter {
    private static final byte[] ROLE = JsonWriter.preparedName("role");
    private static final byte[] CONTENT = JsonWriter.preparedName("content");

    private final JsonWriter json;
    private final WriterOptions options;

    MessageWriter(JsonWriter json, WriterOptions options) {
        this.json = json;
        this.options = options;
    }

    /** Writes the array; null, or why a message cannot be expressed. */
    @Nullable
    Failure write(List<Message> messages) {
        json.array();
        for (int i = 0; i < messages.size(); i++) {
            Failure refusal = message(messages.get(i), i, i == messages.size() - 1);
            if (refusal != null) {
                return refusal;
            }
        }
        json.endArray();
        return null;
    }

    private @Nullable Failure message(Message message, int index, boolean last) {
        List<Part> parts = message.parts();
        boolean results = any(parts, Part.Kind.TOOL_RESULT);
        if (results) {
            Failure refusal = results(parts, index);
            if (refusal != null) {
                return refusal;
            }
        }
        List<Part> said = said(parts);
        boolean calls = any(parts, Part.Kind.TOOL_CALL);
        if (results && said.isEmpty() && !calls) {
            return null;
        }
        json.object().name(ROLE).string(role(message.role()));
        if (message.name() != null) {
            json.name("name").string(message.name());
        }
        Failure refusal = content(message.role(), said, index);
        if (options.thinkingField() != null && any(parts, Part.Kind.THINKING)) {
            thought(parts, options.thinkingField());
        }
        if (refusal == null && calls) {
            calls(parts);
        }
        if (options.prefixField() != null && last && message.role() == Role.ASSISTANT && !calls) {
            json.name(options.prefixField()).bool(true);
        }
        json.endObject();
        return refusal;
    }

    private static boolean any(List<Part> parts, Part.Kind kind) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).kind() == kind) {
                return true;
            }
        }
        return false;
    }

    /** What is content, refusals as texts: the list itself where there is nothing else, as in most messages. */
    private static List<Part> said(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Part.Kind kind = parts.get(i).kind();
            if (kind != Part.Kind.TEXT && kind != Part.Kind.MEDIA) {
                return sorted(parts);
            }
        }
        return parts;
    }

    private static List<Part> sorted(List<Part> parts) {
        List<Part> said = new ArrayList<>();
        for (Part part : parts) {
            switch (part.kind()) {
                case TEXT, MEDIA -> said.add(part);
                case REFUSAL -> said.add(new Part.Text(((Part.Refusal) part).text()));
                case TOOL_CALL, TOOL_RESULT, THINKING -> {}
            }
        }
        return said;
    }

    private void thought(List<Part> parts, String field) {
        StringBuilder thought = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Thinking thinking) {
                thought.append(thinking.text());
            }
        }
        if (!thought.isEmpty()) {
            json.name(field).string(thought.toString());
        }
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private void calls(List<Part> parts) {
        json.name("tool_calls").array();
        for (Part part : parts) {
            if (part instanceof Part.ToolCall call) {
                json.object().name("id").string(call.id()).name("type").string("function");
                json.name("function").object().name("name").string(call.name());
                json.name("arguments").string(call.arguments()).endObject().endObject();
            }
        }
        json.endArray();
    }

    private @Nullable Failure results(List<Part> parts, int message) {
        for (Part part : parts) {
            Failure refusal = part instanceof Part.ToolResult result ? result(result, message) : null;
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable Failure result(Part.ToolResult result, int message) {
        json.object().name(ROLE).string("tool").name("tool_call_id").string(result.callId());
        RawJson value = result.json();
        if (value != null) {
            json.name(CONTENT).utf8(value.bytes(), 0, value.bytes().length);
        } else if (textOnly(result.content())) {
            json.name(CONTENT).string(joined(result.content(), "\n"));
        } else {
            return unsupported(field(message), "A tool result can hold text only.");
        }
        json.endObject();
        return null;
    }

    private static boolean textOnly(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).kind() != Part.Kind.TEXT) {
                return false;
            }
        }
        return true;
    }

    private static String joined(List<Part> texts, String separator) {
        if (texts.size() == 1) {
            return ((Part.Text) texts.get(0)).text();
        }
        StringJoiner joined = new StringJoiner(separator);
        for (Part text : texts) {
            joined.add(((Part.Text) text).text());
        }
        return joined.toString();
    }

    private @Nullable Failure content(Role role, List<Part> said, int message) {
        json.name(CONTENT);
        if (!textOnly(said)) {
            return role == Role.USER || role == Role.TOOL
                    ? parts(said, message)
                    : unsupported(field(message), "Only user messages can hold media.");
        }
        if (role == Role.ASSISTANT) {
            // Beside tool calls too: null is OpenAI's word for no text, but some upstreams refuse it; all take the
            // empty string.
            json.string(joined(said, ""));
        } else if (said.size() < 2 || options.joinTexts()) {
            json.string(joined(said, "\n"));
        } else {
            return parts(said, message);
        }
        return null;
    }

    private @Nullable Failure parts(List<Part> parts, int message) {
        json.array();
        for (int i = 0; i < parts.size(); i++) {
            Failure refusal = null;
            if (parts.get(i) instanceof Part.Media media) {
                refusal = media(media, field(message) + "[" + i + "]");
            } else {
                json.object().name("type").string("text").name("text");
                json.string(((Part.Text) parts.get(i)).text()).endObject();
            }
            if (refusal != null) {
                return refusal;
            }
        }
        json.endArray();
        return null;
    }

    private @Nullable Failure media(Part.Media media, String field) {
        return switch (media.type()) {
            case IMAGE -> image(media, field);
            case AUDIO -> audio(media, field);
            case VIDEO -> video(media, field);
            case FILE -> file(media, field);
        };
    }

    /** Where the upstream finds it, null if its type is needed and not known. */
    private static @Nullable String url(Part.Media media) {
        if (media.uri() != null) {
            return media.uri();
        }
        return media.mimeType() == null ? null : "data:" + media.mimeType() + ";base64," + media.data();
    }

    private @Nullable Failure image(Part.Media media, String field) {
        String url = url(media);
        if (url == null) {
            return unsupported(field, "Media needs a MIME type.");
        }
        json.object().name("type").string("image_url").name("image_url").object();
        json.name("url").string(url);
        if (media.detail() != null) {
            json.name("detail").string(media.detail());
        }
        json.endObject().endObject();
        return null;
    }

    private @Nullable Failure audio(Part.Media media, String field) {
        String format = audioFormat(media.mimeType());
        String url = url(media);
        if (media.data() != null && (format == null || url == null)) {
            return unsupported(field, "Sound must be WAV or MP3.");
        }
        String data = options.vendorMedia() ? url : media.data();
        if (data == null) {
            return unsupported(field, "Sound must be inline.");
        }
        json.object().name("type").string("input_audio").name("input_audio").object();
        json.name("data").string(data);
        if (format != null) {
            json.name("format").string(format);
        }
        json.endObject().endObject();
        return null;
    }

    private static @Nullable String audioFormat(@Nullable String mimeType) {
        if (mimeType == null) {
            return null;
        }
        return switch (mimeType.toLowerCase(Locale.ROOT)) {
            case "audio/wav", "audio/x-wav", "audio/wave" -> "wav";
            case "audio/mp3", "audio/mpeg" -> "mp3";
            default -> null;
        };
    }

    private @Nullable Failure video(Part.Media media, String field) {
        String url = url(media);
        if (!options.vendorMedia() || url == null) {
            return unsupported(field, "Film is not supported.");
        }
        json.object().name("type").string("video_url").name("video_url").object();
        json.name("url").string(url).endObject().endObject();
        return null;
    }

    private @Nullable Failure file(Part.Media media, String field) {
        String url = url(media);
        if (media.data() == null || url == null) {
            return unsupported(field, "A file must be inline and have a MIME type.");
        }
        json.object().name("type").string("file").name("file").object();
        json.name("filename").string(media.name() == null ? "document" : media.name());
        json.name("file_data").string(url).endObject().endObject();
        return null;
    }

    /** A message's content, for errors. */
    private static String field(int message) {
        return "messages[" + message + "].content";
    }

    private static Failure unsupported(String field, String message) {
        return new Failure.InvalidRequest(Failure.InvalidRequest.UNSUPPORTED_VALUE, field, message);
    }
}
