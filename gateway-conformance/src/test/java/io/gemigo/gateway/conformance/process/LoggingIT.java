package io.gemigo.gateway.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingIT {
    @TempDir
    private Path directory;

    @Test
    void anOperatorsConfigurationReplacesTheDefault() throws IOException, InterruptedException {
        Path configuration = directory.resolve("own.xml");
        Files.writeString(configuration, """
                <configuration>
                  <appender name="own" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>own form of %logger%n</pattern></encoder>
                  </appender>
                  <logger name="gateway" level="INFO"/>
                  <root level="WARN"><appender-ref ref="own"/></root>
                </configuration>
                """);
        GatewayProcess gateway = GatewayProcess.builder()
                .jvmFlag("-Dlogback.configurationFile=" + configuration)
                .start();
        try (gateway) {
            HttpRequest unknown =
                    HttpRequest.newBuilder(gateway.url().resolve("/v1/models")).build();
            HttpClient.newHttpClient().send(unknown, BodyHandlers.discarding());
        }
        assertThat(gateway.output()).contains("own form of gateway.access").noneMatch(line -> line.startsWith("{"));
    }
}
