package io.gemigo.gateway.protocol.genai;

import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;

/** Makes the GenAI protocol. Immutable, thread-safe. */
public final class GenAiProtocolFactory implements ProtocolFactory {
    /** For {@link java.util.ServiceLoader}. */
    public GenAiProtocolFactory() {}

    @Override
    public String id() {
        return GenAiProtocol.ID;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Protocol create() {
        return new GenAiProtocol();
    }
}
