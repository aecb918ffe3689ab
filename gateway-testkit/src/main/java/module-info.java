/**
 * The proving ground of the gateway: transcripts as data, cut plans, a virtual clock and
 * JSON assertions. Made for test scope, in this project and in modules written by others.
 */
module io.gemigo.gateway.testkit {
    requires transitive io.gemigo.gateway.core;
    requires static org.jspecify;
    requires tools.jackson.core;

    exports io.gemigo.gateway.testkit.json;
    exports io.gemigo.gateway.testkit.time;
    exports io.gemigo.gateway.testkit.transcript;
}
