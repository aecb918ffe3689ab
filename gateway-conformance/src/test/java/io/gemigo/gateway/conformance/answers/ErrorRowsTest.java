package io.gemigo.gateway.conformance.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.RateLimited.Scope;
import io.gemigo.gateway.core.error.Failure.UpstreamTimeout.Phase;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable.Reason;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.testkit.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is declared of every failure is what clients are told. */
class ErrorRowsTest {
    private static List<ErrorRow> rows() {
        return ErrorRows.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void openAiClientsAreToldSo(ErrorRow row) {
        ErrorReply reply = Refusals.openAi(row.failure());
        assertThat(reply.status()).isEqualTo(row.openAi());
        Json error = Refusals.body(reply).at("error");
        assertThat(error.members().keySet()).containsExactly("message", "type", "param", "code", "requestId");
        assertThat(error.at("type").asString()).isEqualTo(row.type());
        assertThat(error.at("code"))
                .isEqualTo(row.code().equals("null") ? Json.parse("null") : new Json.StringValue(row.code()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void genAiClientsAreToldSo(ErrorRow row) {
        ErrorReply reply = Refusals.genAi(row.failure());
        assertThat(reply.status()).isEqualTo(row.genAi());
        if (row.genAi() == 200) {
            assertThat(Refusals.body(reply).has("error")).isFalse();
            return;
        }
        Json error = Refusals.body(reply).at("error");
        assertThat(error.at("code").asLong()).isEqualTo(row.genAi());
        assertThat(error.at("status").asString()).isEqualTo(row.status());
        assertThat(error.at("requestId").asString()).isEqualTo("req-1");
    }

    @Test
    void everyFailureHasARow() {
        List<Failure> failures = rows().stream().map(ErrorRow::failure).toList();
        assertThat(failures.stream().map(Failure::kind)).contains(Failure.Kind.values());
        assertThat(failures.stream()
                        .filter(Failure.UpstreamUnavailable.class::isInstance)
                        .map(failure -> ((Failure.UpstreamUnavailable) failure).reason()))
                .contains(Reason.values());
        assertThat(failures.stream()
                        .filter(Failure.RateLimited.class::isInstance)
                        .map(failure -> ((Failure.RateLimited) failure).scope()))
                .contains(Scope.values());
        assertThat(failures.stream()
                        .filter(Failure.UpstreamTimeout.class::isInstance)
                        .map(failure -> ((Failure.UpstreamTimeout) failure).phase()))
                .contains(Phase.values());
    }
}
