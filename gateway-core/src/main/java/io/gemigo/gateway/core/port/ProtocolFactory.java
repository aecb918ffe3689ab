package io.gemigo.gateway.core.port;

/** Makes a protocol; found by {@link java.util.ServiceLoader}. */
public interface ProtocolFactory {
    /** The protocol's id. */
    String id();

    /** Protocols are asked in rising order, ties by id; the first one's shape is used where no dialect is recognised. */
    int order();

    /** The protocol. */
    Protocol create();
}
