package io.gemigo.gateway.bench.load;

/** Hears when the time that counts begins and ends; called on the load's thread, so it must be quick. */
public interface LoadListener {
    /** Nobody listens. */
    LoadListener NONE = new LoadListener() {
        @Override
        public void measuringBegins() {}

        @Override
        public void measuringEnds() {}
    };

    /** From now on everything counts. */
    void measuringBegins();

    /** From now on nothing counts any more. */
    void measuringEnds();
}
