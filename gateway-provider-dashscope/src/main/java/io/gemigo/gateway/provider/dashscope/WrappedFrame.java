package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.dialect.openai.ErrorBody;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error in the native frame that an intermediary has wrapped as the text of a chunk. Only the very first text of an
 * answer is looked at, and only at its first bytes, so that an answer may speak of such frames. Loop-confined; one per
 * answer.
 */
final class WrappedFrame {
    private static final byte[] CONTENT = ascii("\"content\":");
    /** As it stands escaped in JSON. */
    private static final byte[] FRAME = ascii("id:1\\nevent:error");

    private static final Pattern STATUS = Pattern.compile("(?m)^:HTTP_STATUS/([45][0-9]{2})");
    private static final Pattern DATA = Pattern.compile("(?m)^data: ?(.*)$");

    private boolean text;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The error in an event, null if it holds none; never again after the first text. */
    @Nullable
    Failure error(Window data) {
        if (text) {
            return null;
        }
        byte[] a = data.array();
        int from = firstText(data);
        if (from < 0) {
            return null;
        }
        text = true;
        if (!starts(data, from, FRAME)) {
            return null;
        }
        int to = from;
        while (to < data.to() && a[to] != '"') {
            to += a[to] == '\\' ? 2 : 1;
        }
        String frame = JsonText.unescape(a, from, Math.min(to, data.to()));
        Matcher status = STATUS.matcher(frame);
        Matcher body = DATA.matcher(frame);
        ErrorBody error = body.find() ? ErrorBody.read(Window.of(body.group(1))) : ErrorBody.NONE;
        return ErrorDecoder.inAnswer(status.find() ? Integer.parseInt(status.group(1)) : 0, error);
    }

    /** Where the first text in an event begins, -1 if it holds none. */
    private static int firstText(Window data) {
        byte[] a = data.array();
        for (int i = data.from(); i < data.to(); i++) {
            if (a[i] != '"' || !starts(data, i, CONTENT)) {
                continue;
            }
            int at = i + CONTENT.length;
            while (at < data.to() && a[at] == ' ') {
                at++;
            }
            if (at + 1 < data.to() && a[at] == '"' && a[at + 1] != '"') {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean starts(Window data, int at, byte[] word) {
        if (at + word.length > data.to()) {
            return false;
        }
        for (int k = 0; k < word.length; k++) {
            if (data.array()[at + k] != word[k]) {
                return false;
            }
        }
        return true;
    }
}
