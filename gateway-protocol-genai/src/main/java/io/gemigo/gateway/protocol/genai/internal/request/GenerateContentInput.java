package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.protocol.genai.internal.reply.ReplySettings;

/**
 * A request body, read. Loop-confined.
 *
 * @param chat what is asked
 * @param reply what of it the answer depends on
 * @param sources where in the body it came from
 */
record GenerateContentInput(ChatRequest chat, ReplySettings reply, FieldSources sources) {}
