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
import org.jspecify.annotations.Nullable;

/** Writes the messages of one request. Single-owner; for one use. */
final class MessageWriter {
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
            boolean last = i == messages.size() - 1;
            Failure refusal = message(messages.get(i), last, "messages[" + i + "]");
            if (refusal != null) {
                return refusal;
            }
        }
        json.endArray();
        return null;
    }

    private @Nullable Failure message(Message message, boolean last, String field) {
        List<Part.ToolCall> calls = new ArrayList<>();
        List<Part.ToolResult> results = new ArrayList<>();
        List<Part> said = new ArrayList<>();
        StringBuilder thought = new StringBuilder();
        for (Part part : message.parts()) {
            switch (part.kind()) {
                case TEXT, MEDIA -> said.add(part);
                case REFUSAL -> said.add(new Part.Text(((Part.Refusal) part).text()));
                case TOOL_CALL -> calls.add((Part.ToolCall) part);
                case TOOL_RESULT -> results.add((Part.ToolResult) part);
                case THINKING -> thought.append(((Part.Thinking) part).text());
            }
        }
        for (Part.ToolResult result : results) {
            Failure refusal = result(result, field);
            if (refusal != null) {
                return refusal;
            }
        }
        boolean silent = said.isEmpty() && calls.isEmpty();
        if (silent && !results.isEmpty()) {
            return null;
        }
        json.object().name("role").string(role(message.role()));
        if (message.name() != null) {
            json.name("name").string(message.name());
        }
        Failure refusal = content(message.role(), said, field);
        if (options.thinkingField() != null && !thought.isEmpty()) {
            json.name(options.thinkingField()).string(thought.toString());
        }
        if (refusal == null && !calls.isEmpty()) {
            calls(calls);
        }
        if (options.prefixField() != null && last && message.role() == Role.ASSISTANT && calls.isEmpty()) {
            json.name(options.prefixField()).bool(true);
        }
        json.endObject();
        return refusal;
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private void calls(List<Part.ToolCall> calls) {
        json.name("tool_calls").array();
        for (Part.ToolCall call : calls) {
            json.object().name("id").string(call.id()).name("type").string("function");
            json.name("function").object().name("name").string(call.name());
            json.name("arguments").string(call.arguments()).endObject().endObject();
        }
        json.endArray();
    }

    private @Nullable Failure result(Part.ToolResult result, String field) {
        json.object().name("role").string("tool").name("tool_call_id").string(result.callId());
        RawJson value = result.json();
        if (value != null) {
            json.name("content").utf8(value.bytes(), 0, value.bytes().length);
        } else {
            List<String> texts = texts(result.content());
            if (texts == null) {
                return unsupported(field + ".content", "A tool result can hold text only.");
            }
            json.name("content").string(String.join("\n", texts));
        }
        json.endObject();
        return null;
    }

    /** The texts, or null if there is anything else. */
    private static @Nullable List<String> texts(List<Part> parts) {
        List<String> texts = new ArrayList<>();
        for (Part part : parts) {
            if (!(part instanceof Part.Text text)) {
                return null;
            }
            texts.add(text.text());
        }
        return texts;
    }

    private @Nullable Failure content(Role role, List<Part> said, String field) {
        json.name("content");
        List<String> texts = texts(said);
        if (texts == null) {
            return role == Role.USER || role == Role.TOOL
                    ? parts(said, field)
                    : unsupported(field + ".content", "Only user messages can hold media.");
        }
        if (role == Role.ASSISTANT) {
            // Beside tool calls too: null is OpenAI's word for no text, but some upstreams refuse it; all take the
            // empty string.
            json.string(String.join("", texts));
        } else if (texts.size() < 2 || options.joinTexts()) {
            json.string(String.join("\n", texts));
        } else {
            return parts(said, field);
        }
        return null;
    }

    private @Nullable Failure parts(List<Part> parts, String field) {
        json.array();
        for (int i = 0; i < parts.size(); i++) {
            Failure refusal = null;
            if (parts.get(i) instanceof Part.Media media) {
                refusal = media(media, field + ".content[" + i + "]");
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

    private static Failure unsupported(String field, String message) {
        return new Failure.InvalidRequest(Failure.InvalidRequest.UNSUPPORTED_VALUE, field, message);
    }
}
