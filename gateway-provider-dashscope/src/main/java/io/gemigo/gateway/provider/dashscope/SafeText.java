package io.gemigo.gateway.provider.dashscope;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The upstream's words as far as clients may read them: what is wrong with the request, but no address, key, vendor or
 * internal name.
 */
final class SafeText {
    private static final String GENERIC = "The model does not take this request.";
    private static final int MAX_CHARS = 300;
    /** {@code <400> InternalError.Algo.InvalidParameter: } and the like. */
    private static final Pattern PREFIX = Pattern.compile("^\\s*(<[0-9]{3}>)?\\s*([A-Za-z]+(\\.[A-Za-z]+)+\\s*:)?\\s*");

    private static final Pattern UNSAFE = Pattern.compile(
            "://|www\\.|\\.com|\\.cn|dashscope|aliyun|alibaba|bailian|model studio|api.?key|sk-|token expired|request.?id"
                    + "|exception|traceback|internalerror|\\bat [a-z]+\\.[a-z]|<[a-z!/]|/[a-z]+/|\\\\");
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern PARAM = Pattern.compile("[A-Za-z0-9_.\\[\\]]{1,128}");

    private SafeText() {}

    /** The sentence, or a general one in its place. */
    static String message(@Nullable String message) {
        if (message == null) {
            return GENERIC;
        }
        String text = PREFIX.matcher(message).replaceFirst("").strip();
        boolean safe = !text.isEmpty()
                && text.length() <= MAX_CHARS
                && text.chars().noneMatch(Character::isISOControl)
                && !UNSAFE.matcher(text.toLowerCase(Locale.ROOT)).find();
        return safe ? text : GENERIC;
    }

    /** The code, if it looks like one of the dialect's, else the general one. */
    static String code(@Nullable String code) {
        return code != null && CODE.matcher(code).matches() ? code : "invalid_parameter_error";
    }

    /** The field's name, if it looks like one. */
    static @Nullable String param(@Nullable String param) {
        return param != null && PARAM.matcher(param).matches() ? param : null;
    }
}
