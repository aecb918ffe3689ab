package io.gemigo.gateway.testkit.upstream;

import java.io.IOException;

/** One thing an upstream does while it answers. Runs on the connection's thread. Immutable. */
@FunctionalInterface
interface Step {

    /**
     * Does it.
     *
     * @throws IOException if the connection is gone; the rest of the script is dropped then
     */
    void play(Connection connection) throws IOException;
}
