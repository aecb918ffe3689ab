/**
 * Qwen's tokens: vocabulary, text splitting, byte pair encoding, and the template that makes one text of a conversation.
 */
@NullMarked
package io.gemigo.gateway.tokenizer.qwen;

import org.jspecify.annotations.NullMarked;
