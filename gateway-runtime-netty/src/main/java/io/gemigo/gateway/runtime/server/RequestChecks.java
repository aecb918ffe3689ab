package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.runtime.http1.BodyFraming;
import io.gemigo.gateway.runtime.http1.HeaderBlock;
import io.gemigo.gateway.runtime.http1.HostField;
import io.gemigo.gateway.runtime.http1.RequestLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be true of a request's head beyond its syntax, whatever it asks for. */
final class RequestChecks {
    private static final List<String> ALLOWED = List.of("GET", "POST", "OPTIONS");

    private RequestChecks() {}

    /** Why the request is refused, or null. */
    static @Nullable Failure check(RequestLine line, HeaderBlock fields, BodyFraming framing) {
        Failure framed = framing.problem();
        if (framed != null) {
            return framed;
        }
        if (!HostField.check(line, fields)) {
            return new Failure.MalformedHttp(400, "malformed_host", "Host must be given once, as host[:port].");
        }
        if (line.method().equals("CONNECT") || line.method().equals("TRACE")) {
            return new Failure.MethodNotAllowed(line.method(), ALLOWED);
        }
        if (fields.count("authorization") > 1 || fields.count("content-type") > 1) {
            return new Failure.MalformedHttp(400, "repeated_header", "A header field is given more than once.");
        }
        int expectations = fields.count("expect");
        String expectation = fields.get("expect");
        if (expectations > 1 || expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            return new Failure.MalformedHttp(417, "expectation_failed", "Expect must be 100-continue.");
        }
        return null;
    }
}
