package io.gemigo.gateway.core.bytes;

/**
 * A request body that can be sent more than once, so that a retry needs no copy of its own. Loop-confined.
 */
public interface Body {
    /** A body of no bytes. */
    Body EMPTY = of(new byte[0]);

    /** Number of bytes {@link #writeTo} stages. */
    int length();

    /** Stages the whole body; may be called again. */
    void writeTo(Stage stage);

    /** A body of these bytes, which must not change any more. */
    static Body of(byte[] bytes) {
        return of(HeapTicket.of(bytes));
    }

    /** A body of what a ticket holds. */
    static Body of(HeapTicket ticket) {
        return new Body() {
            @Override
            public int length() {
                return ticket.length();
            }

            @Override
            public void writeTo(Stage stage) {
                stage.pass(ticket, 0, ticket.length());
            }
        };
    }

    /**
     * The body of a ticket with edits applied. Source positions of the splice count from {@code base}; the ticket is
     * borrowed and must stay alive as long as this body.
     */
    static Body of(Ticket ticket, Splice splice, int base) {
        int end = base + ticket.length();
        return new Body() {
            @Override
            public int length() {
                return splice.length(base, end);
            }

            @Override
            public void writeTo(Stage stage) {
                splice.writeTo(stage, ticket, base, base, end);
            }
        };
    }
}
