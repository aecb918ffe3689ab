package io.gemigo.gateway.protocol.genai.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of functions go up as upstreams take them and come back as the client has them. */
class FunctionNamesTest {
    private final FunctionNames names = new FunctionNames();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f",
                "azAZ09_-",
                "0",
                "-",
                "_",
                "a123456789a123456789a123456789a123456789a123456789a123456789abcd"
            })
    void namesThatFitStay(String name) {
        assertThat(names.toUpstream(name)).isEqualTo(name);
        assertThat(names.toClient(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "a.b, a_b",
        "ns:f, ns_f",
        "kebab-case:f, kebab-case_f",
        "x/y@z, x_y_z",
        "`a{b[c^, _a_b_c_",
        "az.AZ.09, az_AZ_09",
        "grüße, gr__e",
    })
    void signsThatDoNotFitAreReplaced(String name, String upstream) {
        assertThat(names.toUpstream(name)).isEqualTo(upstream);
        assertThat(names.toClient(upstream)).isEqualTo(name);
    }

    @Test
    void aNameTooLongIsCut() {
        assertThat(names.toUpstream("x".repeat(65))).isEqualTo("x".repeat(64));
        assertThat(names.toClient("x".repeat(64))).isEqualTo("x".repeat(65));
    }

    @Test
    void namesThatWouldBecomeOneStayApart() {
        List<String> own = List.of("a.b", "a_b", "a:b", "y".repeat(64), "y".repeat(65), "y".repeat(66), "a.b");
        Set<String> upstream = new HashSet<>();
        for (String name : own) {
            String sent = names.toUpstream(name);
            upstream.add(sent);
            assertThat(sent).matches("[A-Za-z0-9_-]{1,64}");
            assertThat(names.toClient(sent)).isEqualTo(name);
        }
        assertThat(upstream)
                .containsExactlyInAnyOrder(
                        "a_b", "a_b_2", "a_b_3", "y".repeat(64), "y".repeat(62) + "_2", "y".repeat(62) + "_3");
    }

    @Test
    void aNameNobodyDeclaredComesBackAsItIs() {
        assertThat(names.toClient("made_up")).isEqualTo("made_up");
    }
}
