package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Outcome;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something the gateway answers itself. */
interface LocalOperation {
    /**
     * Does it.
     *
     * @param answer takes, once, from any thread, at once or later, what will make the JSON of the answer on the call's loop
     */
    void run(Consumer<Supplier<Outcome<byte[]>>> answer);
}
