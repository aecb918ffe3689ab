package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;

/** Whoever asked for what is answered with one JSON body. Loop-confined; hears one of the two, once. */
interface JsonFront {
    /** The answer. */
    void answered(byte[] json);

    /** There is none. */
    void refused(Failure failure);
}
