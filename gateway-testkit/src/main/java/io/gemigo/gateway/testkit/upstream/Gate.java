package io.gemigo.gateway.testkit.upstream;

import io.gemigo.gateway.testkit.time.Signal;
import java.util.function.BooleanSupplier;

/**
 * A place in a script where the upstream waits until the test lets it go on. Starts closed; each release lets one
 * passage through, now or later. A gate that is never released is a stall. Thread-safe; may stand in several places
 * and scripts, whose passages then share the releases.
 */
public final class Gate {

    private final Signal signal = new Signal();
    private int releases;
    private boolean open;
    private int waiting;
    private int passed;

    /** A closed gate. */
    public Gate() {}

    /** Lets one passage through. */
    public void release() {
        release(1);
    }

    /** Lets that many passages through. */
    public void release(int passages) {
        signal.change(() -> releases += passages);
    }

    /** Lets everything through from now on. */
    public void open() {
        signal.change(() -> open = true);
    }

    /** Returns once an upstream stands waiting at this gate. */
    public void awaitWaiting() {
        signal.await("an upstream to reach the gate", () -> waiting > 0);
    }

    /** Returns once that many passages have been made, counted from the start. */
    public void awaitPassed(int passages) {
        signal.await(passages + " passages through the gate", () -> passed >= passages);
    }

    /** Waits for a release; returns false, without using one up, if it was abandoned first. */
    boolean pass(BooleanSupplier abandoned) {
        signal.change(() -> waiting++);
        signal.awaitPatiently(() -> open || releases > 0 || abandoned.getAsBoolean());
        return signal.changeAndGet(() -> {
            waiting--;
            if (abandoned.getAsBoolean() || (!open && releases == 0)) {
                return false;
            }
            releases -= open ? 0 : 1;
            passed++;
            return true;
        });
    }

    /** Makes those who wait look again whether they have been abandoned. */
    void wake() {
        signal.change(() -> {});
    }
}
