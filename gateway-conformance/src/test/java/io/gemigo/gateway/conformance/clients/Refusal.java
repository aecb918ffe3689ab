package io.gemigo.gateway.conformance.clients;

/**
 * Every kind of refusal of the upstream, and the status that clients see of it. A client's tests go through all of them.
 */
public enum Refusal {
    /** A parameter the model does not take. */
    BAD_REQUEST("400", 400, 400),
    /** More tokens than the model reads. */
    TOO_LONG("400-context", 400, 400),
    /** The gateway's own key is not known there; not the caller's fault. */
    KEY_REFUSED("401", 502, 500),
    /** The gateway's own account may not; not the caller's fault. */
    FORBIDDEN("403", 502, 500),
    /** No such model there. */
    NO_MODEL("404", 404, 404),
    /** Too many requests. */
    RATE_LIMIT("429", 429, 429),
    /** A fault of the service. */
    FAULT("500", 502, 503),
    /** No service behind the access layer. */
    BAD_GATEWAY("502", 502, 503),
    /** The service is busy. */
    BUSY("503", 503, 503),
    /** The service took too long. */
    TIMEOUT("504", 504, 504);

    private final String fault;
    private final int openAiStatus;
    private final int genAiStatus;

    Refusal(String fault, int openAiStatus, int genAiStatus) {
        this.fault = fault;
        this.openAiStatus = openAiStatus;
        this.genAiStatus = genAiStatus;
    }

    /** Makes the upstream refuse, as a marker of a prompt. */
    public String marker() {
        return "[[error:" + fault + "]]";
    }

    /** The status on OpenAI routes. */
    public int openAiStatus() {
        return openAiStatus;
    }

    /** The status on GenAI routes, which know no 502. */
    public int genAiStatus() {
        return genAiStatus;
    }
}
