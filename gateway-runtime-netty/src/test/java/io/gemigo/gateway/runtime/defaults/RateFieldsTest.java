package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.http.HeaderList;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateFieldsTest {
    private static final RateFields FIELDS = new RateFields(new Rate(600, Duration.ofMinutes(1)));

    private static HeaderList left(long remaining) {
        HeaderList headers = new HeaderList();
        FIELDS.describe(remaining, headers);
        return headers;
    }

    private static void assertTold(long remaining, String reset) {
        HeaderList headers = left(remaining);
        assertThat(headers.get("x-ratelimit-limit-requests")).isEqualTo("600");
        assertThat(headers.get("x-ratelimit-remaining-requests")).isEqualTo(Long.toString(remaining));
        assertThat(headers.get("x-ratelimit-reset-requests")).isEqualTo(reset);
    }

    @Test
    void tellsWhatIsLeftAndWhenAllIsBackAgain() {
        for (int round = 0; round < 2; round++) {
            assertTold(600, "0ms");
            assertTold(599, "100ms");
            assertTold(473, "12700ms");
            assertTold(472, "12800ms");
            assertTold(0, "60000ms");
        }
    }

    @Test
    void makesTheWordsOfARateThatIsLittleUsedOnce() {
        String first = left(590).get("x-ratelimit-remaining-requests");
        assertThat(left(590).get("x-ratelimit-remaining-requests")).isSameAs(first);
    }
}
