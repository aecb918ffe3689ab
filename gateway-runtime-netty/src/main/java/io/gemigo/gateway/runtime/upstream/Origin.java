package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.core.port.Endpoint;

/** What connections can be shared for: scheme, host and port. Immutable. */
record Origin(boolean tls, String host, int port) {
    static Origin of(Endpoint endpoint) {
        return new Origin(endpoint.tls(), endpoint.host(), endpoint.port());
    }

    /** As a record's own, which is linked at run time: the first call would wait for it. */
    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }
}
