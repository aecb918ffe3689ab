/**
 * The proving ground of the gateway: transcripts as data, cut plans, a scriptable fake upstream, a virtual clock,
 * JSON assertions, and the contract tests (TCKs) built from these. Made for test scope, in this project and in modules written by others.
 */
module io.gemigo.gateway.testkit {
    requires transitive io.gemigo.gateway.core;
    requires transitive org.junit.jupiter.api;
    requires java.logging;
    requires mockwebserver3;
    requires okhttp3;
    requires static org.jspecify;
    requires org.assertj.core;
    requires tools.jackson.core;

    exports io.gemigo.gateway.testkit.json;
    exports io.gemigo.gateway.testkit.port;
    exports io.gemigo.gateway.testkit.protocol;
    exports io.gemigo.gateway.testkit.provider;
    exports io.gemigo.gateway.testkit.time;
    exports io.gemigo.gateway.testkit.transcript;
    exports io.gemigo.gateway.testkit.upstream;

    // The contract tests are run by reflection, from the subclasses of other modules.
    opens io.gemigo.gateway.testkit.port;
    opens io.gemigo.gateway.testkit.protocol;
    opens io.gemigo.gateway.testkit.provider;
}
