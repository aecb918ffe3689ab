package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.Splice;

/**
 * What becomes of one relayed event, or of a relayed body: passed, dropped, or passed with ranges replaced. Reused for
 * every event of an exchange. Loop-confined.
 */
public final class RelayEdits {
    private final ReplyContext context;
    private final boolean usageWanted;
    private final Splice splice = new Splice();
    private boolean dropped;

    /**
     * Edits for one exchange.
     *
     * @param context what the answer must show
     * @param usageWanted whether the client asked for usage in its stream
     */
    public RelayEdits(ReplyContext context, boolean usageWanted) {
        this.context = context;
        this.usageWanted = usageWanted;
    }

    /** Forgets the last event's edits. */
    public void clear() {
        splice.clear();
        dropped = false;
    }

    /** The id of the exchange, for what the upstream gives no id to. */
    public String requestId() {
        return context.requestId();
    }

    /** When the answer is made, for upstreams that do not say. */
    public long createdEpochSeconds() {
        return context.createdEpochSeconds();
    }

    /** The model name the client must read. */
    public String clientModel() {
        return context.model();
    }

    /** Whether usage stays in. */
    public boolean usageWanted() {
        return usageWanted;
    }

    /** The event does not go on. */
    public void drop() {
        dropped = true;
    }

    /** Whether the event does not go on. */
    public boolean dropped() {
        return dropped;
    }

    /** The ranges to replace, in positions of the data's or body's window. */
    public Splice splice() {
        return splice;
    }
}
