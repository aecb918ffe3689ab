package io.gemigo.gateway.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "https://host.example, true, host.example, 443, '', host.example",
        "https://host.example/, true, host.example, 443, '', host.example",
        "http://host.example, false, host.example, 80, '', host.example",
        "HTTPS://host.example:443/v1/, true, host.example, 443, /v1, host.example",
        "https://host.example:80, true, host.example, 80, '', host.example:80",
        "http://host.example:443, false, host.example, 443, '', host.example:443",
        "http://host.example:80/a, false, host.example, 80, /a, host.example",
        "http://127.0.0.1:8000/compatible-mode/v1, false, 127.0.0.1, 8000, /compatible-mode/v1, 127.0.0.1:8000",
        "http://[::1]:8000/v1, false, [::1], 8000, /v1, [::1]:8000",
        "https://[2001:db8::1]/v1//, true, [2001:db8::1], 443, /v1, [2001:db8::1]",
        "http://localhost:/v1, false, localhost, 80, /v1, localhost",
        "http://localhost:65535, false, localhost, 65535, '', localhost:65535",
        "http://localhost:1/%2Fa, false, localhost, 1, /%2Fa, localhost:1"
    })
    void readsBaseUrls(String url, boolean tls, String host, int port, String basePath, String authority) {
        Endpoint endpoint = Endpoint.parse(url);

        assertThat(endpoint).isEqualTo(new Endpoint(tls, host, port, basePath));
        assertThat(endpoint.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "host.example",
                "host.example:443",
                "//host.example/v1",
                "/v1",
                "ftp://host.example",
                "file:///etc/passwd",
                "ws://host.example",
                "http:",
                "http:/v1",
                "http://",
                "http:///v1",
                "http:host.example",
                "https://:443/v1",
                "https://user@host.example",
                "https://user:secret@host.example/v1",
                "https://@host.example",
                "https://host.example?a=b",
                "https://host.example/?",
                "https://host.example#x",
                "https://host.example/v1#",
                "https://host.example:0",
                "https://host.example:65536",
                "https://host.example:99999999999",
                "https://host.example:-1",
                "https://host.example:http",
                "https://host example",
                "https://host.example/a b",
                " https://host.example",
                "https://host.example ",
                "https://host.example/%zz",
                "https://host.example\\v1",
                "https://[::1",
                "https://host_name.example",
                "https://host.example\r\n",
                "jdbc:http://host"
            })
    void refusesEverythingElse(String url) {
        assertThat(Endpoint.parse(url)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest, true",
        "https://169.254.0.1, true",
        "http://[fe80::1]/v1, true",
        "http://[FEBF::1]/v1, true",
        "http://[fd00:ec2::254]/v1, true",
        "http://[::ffff:169.254.169.254]/v1, true",
        "http://[::ffff:a9fe:a9fe]/v1, true",
        "http://169.253.169.254, false",
        "http://127.0.0.1, false",
        "http://10.0.0.1, false",
        "http://[fec0::1], false",
        "http://[fd00::1], false",
        "http://[::1], false",
        "https://169.254.host.example, true",
        "https://host.example, false",
    })
    void knowsAddressesAtWhichNoUpstreamListens(String url, boolean linkLocal) {
        assertThat(Endpoint.parse(url))
                .isNotNull()
                .extracting(Endpoint::linkLocal)
                .isEqualTo(linkLocal);
    }
}
