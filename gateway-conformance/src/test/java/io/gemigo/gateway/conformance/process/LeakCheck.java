package io.gemigo.gateway.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes Netty's paranoid leak detector speak up. It reports a lost buffer only after the collector has found it and the
 * next buffer is allocated, so this collects garbage in the gateway, then makes it allocate.
 */
public final class LeakCheck {
    /** The flag a gateway needs for this check to mean anything. */
    public static final String JVM_FLAG = "-Dio.netty.leakDetection.level=paranoid";

    private static final String REPORT = "LEAK:";
    private static final int PROBES = 3;

    private LeakCheck() {}

    /** Fails when the gateway has reported a leak, or does so now. */
    public static void assertNoLeaks(GatewayProcess gateway) throws IOException, InterruptedException {
        collectGarbage(gateway.pid());
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest probe =
                HttpRequest.newBuilder(gateway.url().resolve("/healthz")).build();
        for (int i = 0; i < PROBES; i++) {
            assertThat(client.send(probe, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
        List<String> reports =
                gateway.output().stream().filter(line -> line.contains(REPORT)).toList();
        assertThat(reports).as("buffers that were lost").isEmpty();
    }

    private static void collectGarbage(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                .redirectErrorStream(true)
                .start();
        String said = ProcessOutput.of(process).awaitText();
        assertThat(process.waitFor()).as("jcmd: %s", said).isZero();
    }
}
