package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.Splice;
import java.nio.charset.StandardCharsets;

/**
 * What becomes of one relayed event, or of a relayed body: passed, dropped, or passed with ranges replaced. Reused for
 * every event of an exchange. Loop-confined.
 */
public final class RelayEdits {
    private final byte[] clientModel;
    private final boolean usageWanted;
    private final Splice splice = new Splice();
    private boolean dropped;

    /**
     * Edits for one exchange.
     *
     * @param clientModel the model name the client must read
     * @param usageWanted whether the client asked for usage in its stream
     */
    public RelayEdits(String clientModel, boolean usageWanted) {
        this.clientModel = clientModel.getBytes(StandardCharsets.UTF_8);
        this.usageWanted = usageWanted;
    }

    /** Forgets the last event's edits. */
    public void clear() {
        splice.clear();
        dropped = false;
    }

    /** The model name the client must read, in UTF-8, unescaped; the array must not be written to. */
    public byte[] clientModel() {
        return clientModel;
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
