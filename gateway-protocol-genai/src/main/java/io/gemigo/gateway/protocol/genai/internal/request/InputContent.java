package io.gemigo.gateway.protocol.genai.internal.request;

import java.util.List;

/**
 * One content as the client wrote it. Immutable.
 *
 * @param model whether the model speaks; else the user does, or a function
 * @param parts what can be seen of it: without thoughts, signatures and empty texts
 */
record InputContent(boolean model, List<InputPart> parts) {}
