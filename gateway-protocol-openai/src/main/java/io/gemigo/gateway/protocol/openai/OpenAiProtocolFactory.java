package io.gemigo.gateway.protocol.openai;

import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;

/** Makes the OpenAI protocol; the first in order, so its error shape is used where no dialect is recognised. */
public final class OpenAiProtocolFactory implements ProtocolFactory {
    /** For {@link java.util.ServiceLoader}. */
    public OpenAiProtocolFactory() {}

    @Override
    public String id() {
        return OpenAiProtocol.ID;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public Protocol create() {
        return new OpenAiProtocol();
    }
}
