package io.gemigo.gateway.protocol.genai.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.protocol.genai.GenAiProtocol;
import io.gemigo.gateway.protocol.genai.Requests;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTimeoutTest {
    private final Protocol protocol = new GenAiProtocol();

    @Test
    void isWhatTheClientSaysInSeconds() {
        assertThat(timeout("1")).isEqualTo(Duration.ofSeconds(1));
        assertThat(timeout("600")).isEqualTo(Duration.ofMinutes(10));
        assertThat(timeout("999999999")).isEqualTo(Duration.ofSeconds(999_999_999));
    }

    @Test
    void isNotSaidByMostClients() {
        assertThat(protocol.timeout(Requests.head("POST", "/v1beta/models/m:generateContent")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "000", "-1", "1.5", "ten", "10s", "1000000000", "99999999999999999999"})
    void isNotSaidByWhatMakesNoSense(String value) {
        assertThat(timeout(value)).isNull();
    }

    private Duration timeout(String value) {
        return protocol.timeout(Requests.head("POST", "/v1beta/models/m:generateContent", "x-server-timeout", value));
    }
}
