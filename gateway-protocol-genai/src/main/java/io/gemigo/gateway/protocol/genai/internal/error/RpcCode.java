package io.gemigo.gateway.protocol.genai.internal.error;

/** The words of {@code google.rpc.Code} that this gateway uses, as {@code error.status}. */
enum RpcCode {
    CANCELLED,
    INVALID_ARGUMENT,
    DEADLINE_EXCEEDED,
    NOT_FOUND,
    PERMISSION_DENIED,
    RESOURCE_EXHAUSTED,
    UNIMPLEMENTED,
    INTERNAL,
    UNAVAILABLE,
    UNAUTHENTICATED
}
