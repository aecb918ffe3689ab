package io.gemigo.gateway.conformance.dashscope;

import static java.util.Map.entry;

import java.util.Map;

/** DashScope's refusals by the name a marker gives them; wording as documented or seen in the field. */
final class Faults {
    private static final Map<String, Fault> BY_NAME = Map.ofEntries(
            entry(
                    "400",
                    invalidParameter("<400> InternalError.Algo.InvalidParameter: The tool call is not supported.")),
            entry(
                    "400-context",
                    invalidParameter(
                            "<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 258048]")),
            entry(
                    "400-filter",
                    new Fault(
                            400,
                            "data_inspection_failed",
                            "data_inspection_failed",
                            "Input text data may contain inappropriate content.")),
            entry(
                    "400-arrears",
                    new Fault(
                            400,
                            "Arrearage",
                            "Arrearage",
                            "Access denied, please make sure your account is in good standing.")),
            entry("401", new Fault(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided. ")),
            entry("403", new Fault(403, "access_denied", "access_denied", "Access denied.")),
            entry("404", modelNotFound("qwen3-max")),
            entry(
                    "429",
                    new Fault(429, "limit_requests", "limit_requests", "You exceeded your current requests list.")),
            entry(
                    "429-tokens",
                    new Fault(
                            429,
                            "insufficient_quota",
                            "insufficient_quota",
                            "You exceeded your current quota, please check your plan and billing details.")),
            entry(
                    "500",
                    new Fault(
                            500,
                            "internal_error",
                            "internal_error",
                            "An internal error has occured, please try again later or contact service support.")),
            entry("502", new Fault(502, "", "", "Bad Gateway")),
            entry(
                    "503",
                    new Fault(
                            503,
                            "ServiceUnavailable",
                            "ModelServingError",
                            "Too many requests. Your requests are being throttled due to system capacity limits.")),
            entry("504", new Fault(504, "", "", "Gateway Time-out")));

    private Faults() {}

    static Fault named(String name) {
        Fault fault = BY_NAME.get(name);
        if (fault == null) {
            throw new IllegalArgumentException("no fault " + name + ", there are " + BY_NAME.keySet());
        }
        return fault;
    }

    static Fault invalidParameter(String message) {
        return new Fault(400, "invalid_request_error", "invalid_parameter_error", message);
    }

    static Fault modelNotFound(String model) {
        return new Fault(
                404,
                "invalid_request_error",
                "model_not_found",
                "The model `" + model + "` does not exist or you do not have access to it.");
    }
}
