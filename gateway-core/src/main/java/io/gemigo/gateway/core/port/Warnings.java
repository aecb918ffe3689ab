package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.internal.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was ignored, capped or changed of a request, for the {@code x-gateway-warnings} header: nothing is lost silently.
 * Loop-confined; one per exchange.
 */
public final class Warnings {
    /** The header's name. */
    public static final String HEADER = "x-gateway-warnings";

    private static final int MAX_BYTES = 1024;
    private static final int MAX_ITEMS = 64;
    private static final int MAX_NAME_CHARS = 128;
    private static final int TAIL_BYTES = ", and 2147483647 more".length();

    /** Most calls give no cause for any. */
    private List<String> items = List.of();

    private int more;
    private @Nullable String clientDialect;
    private UnaryOperator<String> spelling = UnaryOperator.identity();

    /** Nothing to warn of yet. */
    public Warnings() {}

    /**
     * From here on, fields that are named in another dialect's terms (by a provider) are told in the client's.
     *
     * @param dialect the client's
     * @param clientSpelling the client's name of a field, the same name if there is none
     */
    public void spelledFor(String dialect, UnaryOperator<String> clientSpelling) {
        clientDialect = dialect;
        spelling = clientSpelling;
    }

    /** A field has no effect. */
    public void ignored(String dialect, String field) {
        add(dialect, field, "ignored");
    }

    /** A value was brought into range. */
    public void capped(String dialect, String field) {
        add(dialect, field, "capped");
    }

    /** A field has its effect in another way than asked. */
    public void mapped(String dialect, String field) {
        add(dialect, field, "mapped");
    }

    /** A figure was guessed. */
    public void estimated(String dialect, String field) {
        add(dialect, field, "estimated");
    }

    /** What is warned of so far, to {@link #rewind} to. */
    public int mark() {
        return items.size();
    }

    /** Forgets what was added after the mark: the call is made once more, in another way. */
    public void rewind(int mark) {
        if (mark < items.size()) {
            items.subList(mark, items.size()).clear();
        }
        if (mark < MAX_ITEMS) {
            more = 0;
        }
    }

    private void add(String dialect, String field, String action) {
        String client = clientDialect;
        boolean foreign = client != null && !client.equals(dialect);
        String item = (foreign ? client : dialect) + "; field=" + escape(foreign ? spelling.apply(field) : field)
                + "; action=" + action;
        if (items.contains(item)) {
            return;
        }
        if (items.size() == MAX_ITEMS) {
            more++;
            return;
        }
        if (items.isEmpty()) {
            items = new ArrayList<>();
        }
        items.add(item);
    }

    /** Number of different warnings; one that is repeated is counted again once there are more than are kept. */
    public int size() {
        return items.size() + more;
    }

    /** The header's value, at most 1 KiB, null if there is nothing to say. */
    public @Nullable String header() {
        if (items.isEmpty()) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        int shown = 0;
        for (String item : items) {
            if (value.length() + ", ".length() + item.length() + TAIL_BYTES > MAX_BYTES) {
                break;
            }
            value.append(shown++ == 0 ? "" : ", ").append(item);
        }
        int left = size() - shown;
        if (left > 0) {
            value.append(", and ").append(left).append(" more");
        }
        return value.toString();
    }

    /** Field names come from clients: they are cut, and all but plain name characters is written as {@code %} and four digits. */
    private static String escape(String field) {
        StringBuilder out = new StringBuilder(field.length());
        for (int i = 0; i < field.length() && out.length() < MAX_NAME_CHARS; i++) {
            char c = field.charAt(i);
            if (Ascii.letterOrDigit(c) || "_.-[]$".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(Integer.toHexString(0x10000 | c).substring(1));
            }
        }
        return out.toString();
    }
}
