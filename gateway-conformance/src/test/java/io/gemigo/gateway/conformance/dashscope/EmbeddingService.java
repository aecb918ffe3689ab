package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemigo.gateway.conformance.http.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code POST /embeddings}: floats only, ten texts a call at most, a vector that tells its text. Thread-safe. */
final class EmbeddingService {
    private static final int MAX_INPUTS = 10;
    private static final int DEFAULT_DIMENSIONS = 1_024;
    private static final Map<String, String> JSON_CONTENT = Map.of("content-type", "application/json");

    private EmbeddingService() {}

    static void answer(Exchange exchange, RawResponse response) throws IOException {
        JsonNode call = exchange.body();
        List<String> inputs = inputs(call);
        Optional<Fault> fault = violatedBy(call, inputs);
        int status = fault.map(Fault::status).orElse(200);
        String requestId = UUID.randomUUID().toString();
        ObjectNode body = fault.map(refusal -> refusal.body(requestId)).orElseGet(() -> vectors(call, inputs));
        response.send(status, JSON_CONTENT, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> inputs(JsonNode call) {
        List<String> inputs = new ArrayList<>();
        JsonNode input = call.path("input");
        if (input.isTextual()) {
            inputs.add(input.asText());
        }
        input.forEach(text -> inputs.add(text.asText()));
        return inputs;
    }

    private static Optional<Fault> violatedBy(JsonNode call, List<String> inputs) {
        String model = call.path("model").asText();
        if (!Catalog.EMBEDDING_MODELS.contains(model)) {
            return Optional.of(Faults.modelNotFound(model));
        }
        if (inputs.isEmpty() || inputs.size() > MAX_INPUTS) {
            return Optional.of(Faults.invalidParameter("<400> InternalError.Algo.InvalidParameter: Value error, batch"
                    + " size is invalid, it should not be larger than 10.: input.contents"));
        }
        return call.path("encoding_format").asText("float").equals("float")
                ? Optional.empty()
                : Optional.of(Faults.invalidParameter("encoding_format must be float"));
    }

    /** The first number of a vector is the length of its text, so that an answer shows which input it belongs to. */
    private static ObjectNode vectors(JsonNode call, List<String> inputs) {
        int dimensions = call.path("dimensions").asInt(DEFAULT_DIMENSIONS);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode data = body.putArray("data");
        for (String input : inputs) {
            ObjectNode item = data.addObject();
            ArrayNode vector = item.putArray("embedding").add((double) input.length());
            while (vector.size() < dimensions) {
                vector.add(-0.5);
            }
            item.put("index", data.size() - 1).put("object", "embedding");
        }
        int tokens = inputs.stream().mapToInt(input -> 1 + input.length() / 4).sum();
        body.put("model", call.path("model").asText()).put("object", "list");
        body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return body.put("id", UUID.randomUUID().toString());
    }
}
