package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Part;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code inlineData} and {@code fileData}. What a model cannot tell apart is not mixed up here: sound is sound, a
 * document is a document, and text is read as text. The gateway never fetches a URI. Single-owner.
 */
final class MediaReader {
    static final EnumTable RESOLUTION = EnumTable.of(
            "MediaResolution",
            "MEDIA_RESOLUTION_UNSPECIFIED",
            "MEDIA_RESOLUTION_LOW",
            "MEDIA_RESOLUTION_MEDIUM",
            "MEDIA_RESOLUTION_HIGH",
            "MEDIA_RESOLUTION_ULTRA_HIGH");
    static final FieldTable RESOLUTION_FIELDS = FieldTable.of("level");

    private static final FieldTable INLINE = FieldTable.of("mimeType", "data", "displayName");
    private static final FieldTable FILE = FieldTable.of("mimeType", "fileUri", "displayName");
    private static final Set<String> SOUND = Set.of("audio/wav", "audio/x-wav", "audio/mp3", "audio/mpeg");
    private static final Set<String> IMAGE_SUFFIXES =
            Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif");

    private final ProtoReader in;

    private @Nullable String mimeType;
    private @Nullable String source;
    private @Nullable String displayName;

    MediaReader(ProtoReader in) {
        this.in = in;
    }

    /** Wished detail of a resolution's name, null with a warning if there is no counterpart. */
    static @Nullable String detail(ProtoReader in, String resolution) {
        return switch (resolution) {
            case "MEDIA_RESOLUTION_LOW" -> "low";
            case "MEDIA_RESOLUTION_HIGH" -> "high";
            case "MEDIA_RESOLUTION_UNSPECIFIED" -> null;
            default -> {
                in.ignored();
                yield null;
            }
        };
    }

    /** Reads {@code inlineData}. */
    InputPart inline() {
        read(INLINE);
        String data = source;
        String mime = mimeType;
        if (mime == null) {
            throw in.missing("mimeType");
        }
        if (data == null) {
            throw in.missing("data");
        }
        if (mime.startsWith("text/") || mime.equals("application/json")) {
            return text(data);
        }
        MediaType type = type(mime);
        if (type == null) {
            throw in.unsupportedValue("input of type " + mime + " is not supported by this gateway.");
        }
        return media(new Part.Media(type, mime, data, null, displayName, null));
    }

    /** Reads {@code fileData}. */
    InputPart file() {
        read(FILE);
        String uri = source;
        if (uri == null) {
            throw in.missing("fileUri");
        }
        if (!fetchable(uri)) {
            throw in.unsupportedValue("fileData.fileUri scheme is not supported by this gateway");
        }
        MediaType type = mimeType != null ? type(mimeType) : looksLikeImage(uri) ? MediaType.IMAGE : null;
        if (type == null) {
            throw in.unsupportedValue(
                    mimeType == null
                            ? "mimeType is required for this URI."
                            : "files of type " + mimeType + " are not supported by this gateway.");
        }
        return media(new Part.Media(type, mimeType, null, uri, displayName, null));
    }

    private InputPart media(Part.Media media) {
        if (media.name() != null && media.type() != MediaType.FILE) {
            // Files alone have names where they go.
            in.warnings().ignored("genai", in.camelPath() + ".displayName");
        }
        return new InputPart.Media(media, in.camelPath());
    }

    private void read(FieldTable fields) {
        mimeType = null;
        source = null;
        displayName = null;
        in.object(fields, field -> {
            switch (field) {
                case "mimeType" -> mimeType = unlessEmpty(withoutParameters(in.string()));
                case "data" -> source = unlessEmpty(in.base64());
                case "fileUri" -> source = unlessEmpty(in.string());
                case "displayName" -> displayName = unlessEmpty(in.string());
                default -> throw ProtoReader.unlisted(field);
            }
        });
    }

    /** What is given but empty is the same as not there. */
    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String withoutParameters(String mime) {
        int semicolon = mime.indexOf(';');
        return (semicolon < 0 ? mime : mime.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
    }

    private InputPart text(String base64) {
        String text = utf8(base64);
        if (text == null) {
            throw in.value("the data is not UTF-8 text.");
        }
        return new InputPart.Text(displayName == null ? text : displayName + ":\n" + text);
    }

    private static @Nullable String utf8(String base64) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString();
        } catch (CharacterCodingException | IllegalArgumentException notText) {
            return null;
        }
    }

    private static @Nullable MediaType type(String mime) {
        if (mime.startsWith("image/")) {
            return MediaType.IMAGE;
        }
        if (mime.startsWith("video/")) {
            return MediaType.VIDEO;
        }
        if (SOUND.contains(mime)) {
            return MediaType.AUDIO;
        }
        boolean document = mime.equals("application/pdf")
                || mime.equals("application/msword")
                || mime.startsWith("application/vnd.ms-")
                || mime.startsWith("application/vnd.openxmlformats-officedocument.")
                || mime.startsWith("application/vnd.oasis.opendocument.");
        return document ? MediaType.FILE : null;
    }

    /** Whether an upstream other than Google's own may be able to fetch it. */
    private static boolean fetchable(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("https://")) {
            return false;
        }
        int end = 8;
        while (end < lower.length() && "/?#".indexOf(lower.charAt(end)) < 0) {
            end++;
        }
        String authority = lower.substring(8, end);
        return !authority.isEmpty()
                && !authority.equals("generativelanguage.googleapis.com")
                && !authority.equals("youtu.be")
                && !authority.equals("youtube.com")
                && !authority.endsWith(".youtube.com");
    }

    private static boolean looksLikeImage(String uri) {
        int end = 0;
        while (end < uri.length() && "?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        int dot = uri.lastIndexOf('.', end);
        return IMAGE_SUFFIXES.contains(uri.substring(dot + 1, end).toLowerCase(Locale.ROOT));
    }
}
