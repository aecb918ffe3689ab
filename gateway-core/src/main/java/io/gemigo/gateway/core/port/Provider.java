package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;

/**
 * Serves chats by whatever means: the form for what is not HTTP, such as an in-process model.
 *
 * <p>{@link #chat} is called on the exchange's loop and must not block. The sink is called on that loop only
 * ({@link Context#loop} brings other threads there), possibly before {@code chat} returns, and hears exactly one terminal
 * event unless the call was cancelled: whichever comes first on the loop wins. A request that cannot be honoured fails
 * with {@link io.gemigo.gateway.core.error.Failure.InvalidRequest} naming the field, or warns.
 */
public non-sealed interface Provider extends ModelProvider {
    /** Starts a chat; the request's model is one of {@link #models}. */
    ChatCall chat(ChatRequest request, Context context, ChatSink sink);

    /**
     * Surroundings of one call.
     *
     * @param callId the gateway's id of the call
     * @param loop the loop the call lives on
     * @param warnings takes what of the request has no effect
     */
    record Context(String callId, Scheduler loop, Warnings warnings) {}
}
