package io.gemigo.gateway.conformance.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire. Immutable.
 *
 * @param method request method, upper case as sent
 * @param path raw path without the query
 * @param query raw query without its question mark, empty when there is none
 * @param headers values by lower-case name, in order of arrival
 * @param body payload without any transfer coding
 */
public record RawRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The decoded value of a query parameter. */
    public Optional<String> parameter(String name) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                return Optional.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /** The payload as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
