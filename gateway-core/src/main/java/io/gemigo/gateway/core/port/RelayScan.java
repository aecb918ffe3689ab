package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.Splice;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a client's body has found, made by a dialect and understood by its protocols and providers: core
 * hands it from one to the other. Positions refer to the window that was scanned. Loop-confined.
 */
public interface RelayScan {
    /** The wire format of the body. */
    String dialect();

    /**
     * Names the ranges to replace so that the body asks for what the pipeline has decided.
     *
     * @param upstreamModel the model to name
     * @param maxOutputTokens the output limit to set, null to leave the client's
     */
    void apply(String upstreamModel, @Nullable Long maxOutputTokens, Splice splice);
}
