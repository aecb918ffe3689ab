package io.gemigo.gateway.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.http.CorsPolicy;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.ListenerExtension;
import io.gemigo.gateway.runtime.testing.RawClient;
import io.gemigo.gateway.runtime.testing.RawResponse;
import io.gemigo.gateway.runtime.testing.StubApplication;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthTest {
    @RegisterExtension
    static final ListenerExtension SERVER = new ListenerExtension();

    @Test
    @ExtendWith(LeakCheck.class)
    void tellsWhetherItLivesAndTakesTraffic() throws Exception {
        AtomicBoolean ready = new AtomicBoolean(true);
        HealthApplication health = new HealthApplication(StubApplication.echo(), CorsPolicy.any(), ready::get);
        try (HttpListener listener = HttpListener.bind(SERVER.loops(), ListenerExtension.anyPort(), health);
                RawClient client = RawClient.connect(listener.address())) {
            RawResponse alive = client.send("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Request-Id: abc-1\r\n\r\n")
                    .response();
            assertThat(alive.status()).isEqualTo(200);
            assertThat(alive.header("x-request-id")).as("H19").isEqualTo("abc-1");
            assertThat(alive.header("access-control-allow-origin")).isEqualTo("*");
            String readyz = "GET /readyz?x HTTP/1.1\r\nHost: a\r\nX-Request-Id: \"<script>\r\n\r\n";
            assertThat(client.send(readyz).response().status()).isEqualTo(200);
            ready.set(false);
            RawResponse draining = client.send(readyz).response();
            assertThat(draining.status()).as("D1").isEqualTo(503);
            assertThat(draining.header("x-request-id")).as("H19").matches("[A-Za-z0-9._-]{1,64}");
            assertThat(client.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                            .response()
                            .status())
                    .isEqualTo(200);
            assertThat(client.send("HEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                            .response(true)
                            .status())
                    .isEqualTo(200);
            assertThat(client.send("GET /other HTTP/1.1\r\nHost: a\r\n\r\n")
                            .response()
                            .body())
                    .isEqualTo("/other");
            assertThat(client.send("DELETE /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                            .response()
                            .status())
                    .isEqualTo(405);
        }
    }
}
