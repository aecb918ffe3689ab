package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.error.Failure;

/**
 * What a provider emits, streaming or not; a whole answer is the same calls, collected.
 *
 * <p>Order: {@link #started} first and once; then deltas of any choice; {@link #finished} once per choice and no delta of
 * that choice after it; {@link #usage} any time, the last one counts; at the end exactly one of {@link #completed} and
 * {@link #failed}, after which nothing is called any more. {@code failed} may come at any time, also first.
 *
 * <p>Ranges of bytes are <em>JSON-escaped UTF-8</em> (the content of a JSON string) unless said otherwise, and
 * <em>borrowed until the call returns</em>. Escaped surrogate pairs may be cut between two deltas, nothing else is.
 * Called on the exchange's loop only; implementations do not block.
 */
public interface ChatSink {
    /** The answer begins: the upstream's response id, escaped; empty if it gave none. */
    void started(byte[] a, int from, int to);

    /** More text of a choice. */
    void text(int choice, byte[] a, int from, int to);

    /** More thinking of a choice. */
    void thinking(int choice, byte[] a, int from, int to);

    /** More of a refusal of a choice. */
    void refusal(int choice, byte[] a, int from, int to);

    /**
     * A tool call begins.
     *
     * @param call counts from 0 without gaps within its choice
     * @param id the upstream's id, empty if it gave none
     */
    void toolCall(int choice, int call, String id, String name);

    /** More of a tool call's arguments: escaped JSON text. A fragment may belong to any call that has begun. */
    void toolCallArguments(int choice, int call, byte[] a, int from, int to);

    /** Media of a choice: base64, which needs no escaping. */
    void media(int choice, String mimeType, byte[] a, int from, int to);

    /**
     * Log probabilities of tokens of a choice: a JSON array (not escaped) of objects with {@code token}, {@code logprob},
     * {@code bytes} and {@code top_logprobs}.
     */
    void logprobs(int choice, byte[] a, int from, int to);

    /** The same of the tokens of a choice's refusal. */
    void refusalLogprobs(int choice, byte[] a, int from, int to);

    /**
     * What a choice's text refers to: a JSON array (not escaped) of objects with {@code type} and a member of that name, such
     * as {@code url_citation}.
     */
    void annotations(int choice, byte[] a, int from, int to);

    /** A choice has ended. */
    void finished(int choice, FinishReason reason);

    /** Counts so far; the last call counts. */
    void usage(Usage usage);

    /** All is said: every choice that began has finished. */
    void completed();

    /** The answer cannot be had, or cannot be had whole. */
    void failed(Failure failure);
}
