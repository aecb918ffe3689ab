package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gemigo.gateway.conformance.http.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All calls that reached the fake, in order of arrival. Thread-safe. */
final class ExchangeLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ANY_TAG = Pattern.compile("\\[\\[tag:(.*?)]]");

    private final List<Exchange> exchanges = new ArrayList<>();

    synchronized Exchange open(RawRequest request) {
        JsonNode body = body(request);
        String tag = body.has("messages") ? new ChatCall(body).script().tag() : lastTag(request.text());
        Exchange exchange = new Exchange(request, body, tag, tagged(tag).size() + 1);
        exchanges.add(exchange);
        notifyAll();
        return exchange;
    }

    synchronized List<Exchange> all() {
        return List.copyOf(exchanges);
    }

    synchronized List<Exchange> tagged(String tag) {
        return exchanges.stream().filter(exchange -> exchange.tag().equals(tag)).toList();
    }

    /** Waits for the first call of a tag; true when it came in time. */
    synchronized boolean awaitArrival(String tag, long timeoutMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (tagged(tag).isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    long active() {
        return all().stream()
                .filter(exchange -> exchange.outcome() == Exchange.Outcome.ACTIVE)
                .count();
    }

    private static JsonNode body(RawRequest request) {
        if (request.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(request.text());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String lastTag(String text) {
        String tag = "";
        Matcher matcher = ANY_TAG.matcher(text);
        while (matcher.find()) {
            tag = matcher.group(1);
        }
        return tag;
    }
}
