package io.gemigo.gateway.conformance.clients;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The cell of its client's row that a test fills; see {@link ClientRow}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Fills {
    /** The column. */
    Feature value();
}
