/**
 * The proving ground of the gateway: transcripts as data, cut plans, a scriptable fake upstream, a virtual clock and
 * JSON assertions. Made for test scope, in this project and in modules written by others.
 */
module io.gemigo.gateway.testkit {
    requires transitive io.gemigo.gateway.core;
    requires java.logging;
    requires mockwebserver3;
    requires okhttp3;
    requires static org.jspecify;
    requires tools.jackson.core;

    exports io.gemigo.gateway.testkit.json;
    exports io.gemigo.gateway.testkit.time;
    exports io.gemigo.gateway.testkit.transcript;
    exports io.gemigo.gateway.testkit.upstream;
}
