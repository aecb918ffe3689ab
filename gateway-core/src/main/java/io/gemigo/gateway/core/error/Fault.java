package io.gemigo.gateway.core.error;

/** Whose doing a failure is. */
public enum Fault {
    /** The caller can do something about it. */
    CLIENT,
    /** The other side failed or refused. */
    UPSTREAM,
    /** The gateway failed, or protects itself. */
    GATEWAY
}
