package io.gemigo.gateway.protocol.genai.internal.error;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an invalid request is told: a message that names the field, and a {@code BadRequest} that repeats it. */
final class InvalidArgument {
    private static final Pattern FIGURE = Pattern.compile("\\d{1,12}");

    private InvalidArgument() {}

    /** The message, with the field in front unless it is named already. */
    static String message(Failure.InvalidRequest failure) {
        if (failure.code().equals(Failure.InvalidRequest.CONTEXT_LENGTH_EXCEEDED)) {
            return tooLong(failure.message());
        }
        String field = field(failure);
        return field == null || failure.message().contains(field)
                ? failure.message()
                : field + ": " + failure.message();
    }

    /** The sentence clients match on, with as many figures as the upstream's own sentence clearly gives. */
    private static String tooLong(String said) {
        List<Long> figures = new ArrayList<>();
        for (Matcher number = FIGURE.matcher(said); number.find(); ) {
            long figure = Long.parseLong(number.group());
            if (figure > 1) {
                figures.add(figure);
            }
        }
        String limit = figures.isEmpty() || figures.size() > 2 ? "" : " (" + Collections.min(figures) + ")";
        String count = figures.size() == 2 ? " (" + Collections.max(figures) + ")" : "";
        return "The input token count" + count + " exceeds the maximum number of tokens allowed" + limit + ".";
    }

    /** The field in the dialect's own spelling of paths, or null if the failure is about none. */
    static @Nullable String field(Failure.InvalidRequest failure) {
        String param = failure.param();
        return param == null || failure.code().equals(Failure.InvalidRequest.CONTEXT_LENGTH_EXCEEDED) ? null : param;
    }

    /** Writes the detail; only where there is a {@link #field}. */
    static void writeDetail(JsonWriter json, String field, String message) {
        json.object().name("@type").string("type.googleapis.com/google.rpc.BadRequest");
        json.name("fieldViolations").array().object();
        json.name("field").string(field);
        json.name("description").string(description(field, message));
        json.endObject().endArray().endObject();
    }

    private static String description(String field, String message) {
        if (message.startsWith(field + ": ")) {
            return message.substring(field.length() + 2);
        }
        if (message.startsWith(field + " ")) {
            String name = field.substring(field.lastIndexOf('.') + 1);
            return (field.startsWith("tools[") ? "Tool " : "Field ") + name + message.substring(field.length());
        }
        return message;
    }
}
