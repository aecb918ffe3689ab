package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.Warnings;

/** A chat that runs through the pipeline for a caller who reads its events. Loop-confined. */
public interface PipelineCall extends ChatCall {
    /** The gateway's id of the call, as records and logs have it. */
    String callId();

    /** What of the request has no effect; complete once the first event has come. */
    Warnings warnings();
}
