package io.gemigo.gateway.protocol.genai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.Marker;
import io.gemigo.gateway.core.port.ProtocolFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GenAiProtocolFactoryTest {
    @Test
    void comesAfterTheProtocolWhoseShapeIsUsedWithoutADialect() {
        ProtocolFactory factory = new GenAiProtocolFactory();
        assertThat(factory.id()).isEqualTo("genai");
        assertThat(factory.order()).isEqualTo(10);
        assertThat(factory.create().id()).isEqualTo("genai");
    }

    @Test
    void isFoundOnTheModulePathAndOnTheClassPath() throws IOException {
        String name = GenAiProtocolFactory.class.getName();
        assertThat(GenAiProtocolFactory.class.getModule().getDescriptor().provides())
                .singleElement()
                .satisfies(provides -> {
                    assertThat(provides.service()).isEqualTo(ProtocolFactory.class.getName());
                    assertThat(provides.providers()).containsExactly(name);
                });
        String file = "/META-INF/services/" + ProtocolFactory.class.getName();
        try (InputStream in = GenAiProtocolFactory.class.getResourceAsStream(file)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).trim())
                    .isEqualTo(name);
        }
    }

    @Test
    void isKnownByWhereItsClientsPutTheirKeysAndNames() {
        assertThat(new GenAiProtocol().markers())
                .containsExactly(
                        Marker.header("x-goog-api-key"), Marker.header("x-goog-api-client"), Marker.query("key"));
    }

    @Test
    void showsACommandThatStreams() {
        assertThat(new GenAiProtocol().sampleCommand("http://127.0.0.1:8080", "gw_x"))
                .startsWith("curl -N 'http://127.0.0.1:8080/v1beta/models/default:streamGenerateContent?alt=sse'")
                .contains("-H 'x-goog-api-key: gw_x'");
    }
}
