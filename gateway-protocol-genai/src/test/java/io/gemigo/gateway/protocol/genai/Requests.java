package io.gemigo.gateway.protocol.genai;

import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;

/** Requests as core hands them to a protocol. */
public final class Requests {
    private Requests() {}

    /** A head from a method, a target and headers: name, value, name, value. */
    public static HttpRequestHead head(String method, String target, String... headers) {
        HeaderList list = new HeaderList();
        for (int i = 0; i < headers.length; i += 2) {
            list.add(headers[i], headers[i + 1]);
        }
        return new HttpRequestHead(method, target, list, "192.0.2.1");
    }

    /** The head of a recorded request. */
    public static HttpRequestHead head(HttpMessageText request) {
        HeaderList list = new HeaderList();
        request.headers().forEach(header -> list.add(header.name(), header.value()));
        return new HttpRequestHead(request.method(), request.target(), list, "192.0.2.1");
    }

    /** The target of a head. */
    public static RequestTarget target(HttpRequestHead head) {
        return RequestTarget.parse(head.target());
    }

    /** The route of a head, null if the protocol has none. */
    public static Route route(HttpRequestHead head) {
        RequestTarget target = target(head);
        return new GenAiProtocol().route(head, target, target.segments());
    }

    /** The route of a request with a key and nothing else. */
    public static Route route(String method, String target) {
        return route(head(method, target, "x-goog-api-key", "app-token-1"));
    }
}
