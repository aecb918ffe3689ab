package io.gemigo.gateway.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.Loops;
import io.gemigo.gateway.runtime.testing.Answers;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.RawUpstream;
import io.netty.handler.ssl.SslContext;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS towards upstreams, with a certificate for {@code localhost} made for the test. */
@ExtendWith(LeakCheck.class)
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static Loops loops;
    private static RawUpstream upstream;
    private static Path authorities;

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        authorities = folder.resolve("ca.pem");
        String encoded = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        Files.writeString(authorities, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        upstream = RawUpstream.startTls(context.getServerSocketFactory(), connection -> {
            while (true) {
                connection.request();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(200_000));
            }
        });
        loops = Loops.start(1);
    }

    @AfterAll
    static void stop() throws Exception {
        upstream.close();
        loops.close();
    }

    private static Answers send(SslContext tls, Endpoint endpoint, int times) throws Exception {
        Answers answers = new Answers();
        try (NettyTransport transport =
                new NettyTransport(loops, TransportSettings.DEFAULT, Map.of(), tls, "gateway/test")) {
            LoopScheduler loop = loops.all().get(0);
            for (int i = 0; i < times; i++) {
                answers = new Answers();
                Answers next = answers;
                loop.execute(() -> transport.send(
                        new HttpTransport.Request(endpoint, "POST", "/", new HeaderList(), Body.EMPTY), loop, next));
                next.events().add(next.outcome());
            }
        }
        return answers;
    }

    @Test
    void trustsAnAuthorityThatWasNamedAndUsesTheConnectionAgain() throws Exception {
        int before = upstream.connections();
        Answers answers = send(TlsContext.create(authorities), upstream.endpoint("localhost"), 3);
        assertThat(answers.next()).isEqualTo("end");
        assertThat(answers.bodyBytes()).isEqualTo(200_000);
        assertThat(upstream.connections() - before).isEqualTo(1);
    }

    @Test
    void trustsNobodyElse() throws Exception {
        Answers answers = send(TlsContext.create(null), upstream.endpoint("localhost"), 1);
        assertThat(answers.next()).isEqualTo("failed:CONNECT");
    }

    @Test
    void checksTheHostName() throws Exception {
        Answers answers = send(TlsContext.create(authorities), upstream.endpoint("127.0.0.1"), 1);
        assertThat(answers.next()).isEqualTo("failed:CONNECT");
    }

    @Test
    void fileWithoutCertificatesIsAMistake() throws Exception {
        Path empty = folder.resolve("empty.pem");
        Files.writeString(empty, "");
        assertThatThrownBy(() -> TlsContext.create(empty)).isInstanceOf(GeneralSecurityException.class);
    }
}
