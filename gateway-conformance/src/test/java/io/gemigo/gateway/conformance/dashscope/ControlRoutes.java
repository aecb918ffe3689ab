package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemigo.gateway.conformance.http.RawRequest;
import io.gemigo.gateway.conformance.http.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The side door under {@code /__fake/} through which tests in other languages look at the log and open gates: {@code
 * requests?tag=}, {@code active}, {@code violations}, {@code abandoned?tag=&timeoutMillis=} (waits), {@code
 * release?tag=}. Thread-safe.
 */
final class ControlRoutes {
    static final String PREFIX = "/__fake/";

    private static final String DEFAULT_WAIT_MILLIS = "2000";

    private final ExchangeLog log;
    private final Gates gates;
    private final Violations violations;

    ControlRoutes(ExchangeLog log, Gates gates, Violations violations) {
        this.log = log;
        this.gates = gates;
        this.violations = violations;
    }

    void answer(RawRequest request, RawResponse response) throws IOException, InterruptedException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        String tag = request.parameter("tag").orElse("");
        String route = request.path().substring(PREFIX.length());
        switch (route) {
            case "requests" -> {
                ArrayNode requests = answer.putArray("requests");
                log.tagged(tag).forEach(exchange -> requests.add(exchange.toJson()));
            }
            case "active" -> answer.put("active", log.active());
            case "violations" -> violations.all().forEach(answer.putArray("violations")::add);
            case "abandoned" -> answer.put("abandoned", lastIsAbandoned(request, tag));
            case "release" -> gates.open(tag);
            default -> throw new IllegalArgumentException("no control route " + route);
        }
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        response.send(200, Map.of("content-type", "application/json"), body);
    }

    private boolean lastIsAbandoned(RawRequest request, String tag) throws InterruptedException {
        List<Exchange> exchanges = log.tagged(tag);
        long timeoutMillis = Long.parseLong(request.parameter("timeoutMillis").orElse(DEFAULT_WAIT_MILLIS));
        return !exchanges.isEmpty() && exchanges.get(exchanges.size() - 1).awaitAbandoned(timeoutMillis);
    }
}
