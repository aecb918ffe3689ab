package io.gemigo.gateway.core.http;

import io.gemigo.gateway.core.internal.Ascii;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request target in origin form, split on raw {@code /} and then decoded once, without folding {@code .}, {@code ..} or
 * empty segments: such paths simply match no route. Immutable.
 */
public final class RequestTarget {
    private final String rawPath;
    private final List<String> segments;
    private final List<String> query;

    private RequestTarget(String rawPath, List<String> segments, List<String> query) {
        this.rawPath = rawPath;
        this.segments = segments;
        this.query = query;
    }

    /**
     * Splits a target; null if it does not start with {@code /}, holds a raw character that must not stand in a target
     * (space, control character, {@code #}, anything beyond ASCII), a bad escape, {@code %00} or escapes that are not
     * UTF-8.
     */
    public static @Nullable RequestTarget parse(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            return null;
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return null;
            }
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        List<String> segments = new ArrayList<>(6);
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            String segment = decode(path, from, to, false);
            if (segment == null) {
                return null;
            }
            segments.add(segment);
            from = to + 1;
        }
        List<String> query = mark < 0 ? List.of() : parameters(target, mark + 1);
        return query == null ? null : new RequestTarget(path, List.copyOf(segments), query);
    }

    private static @Nullable List<String> parameters(String target, int start) {
        List<String> query = new ArrayList<>();
        int from = start;
        while (from < target.length()) {
            int amp = target.indexOf('&', from);
            int to = amp < 0 ? target.length() : amp;
            int nameEnd = from;
            while (nameEnd < to && target.charAt(nameEnd) != '=') {
                nameEnd++;
            }
            String name = decode(target, from, nameEnd, true);
            String value = nameEnd == to ? "" : decode(target, nameEnd + 1, to, true);
            if (name == null || value == null) {
                return null;
            }
            if (to > from) {
                query.add(name);
                query.add(value);
            }
            from = to + 1;
        }
        return query;
    }

    private static @Nullable String decode(String s, int from, int to, boolean plusIsSpace) {
        int i = from;
        while (i < to && s.charAt(i) != '%' && !(plusIsSpace && s.charAt(i) == '+')) {
            i++;
        }
        if (i == to) {
            return s.substring(from, to);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (i = from; i < to; i++) {
            char c = s.charAt(i);
            if (c == '%') {
                if (i + 2 >= to) {
                    return null;
                }
                int high = Ascii.hexDigit(s.charAt(i + 1));
                int low = Ascii.hexDigit(s.charAt(i + 2));
                if (high < 0 || low < 0 || high + low == 0) {
                    return null;
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(c == '+' && plusIsSpace ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    /** The path as sent, without the query. */
    public String rawPath() {
        return rawPath;
    }

    /** The path's segments, decoded; the root path is one empty segment. */
    public List<String> segments() {
        return segments;
    }

    /** The first value of a query parameter, decoded ({@code +} is a space there), null if it is not given. */
    public @Nullable String query(String name) {
        for (int i = 0; i < query.size(); i += 2) {
            if (query.get(i).equals(name)) {
                return query.get(i + 1);
            }
        }
        return null;
    }

    /** How often a query parameter is given. */
    public int queryCount(String name) {
        int count = 0;
        for (int i = 0; i < query.size(); i += 2) {
            if (query.get(i).equals(name)) {
                count++;
            }
        }
        return count;
    }

    /** The path only: a query may hold a credential. */
    @Override
    public String toString() {
        return rawPath;
    }
}
