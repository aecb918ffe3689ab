package io.gemigo.gateway.conformance.fuzz;

import static io.gemigo.gateway.conformance.fuzz.Question.require;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schemas of GenAI's clients go up as JSON Schemas that take the same values, and plain JSON Schemas as they are. */
class SchemaRewritingTest {
    private static final int VALUES = 20;

    private final Pipeline pipeline = new Pipeline(Asking.SETTINGS);
    private int fitting;
    private int judged;

    /** Where a schema can stand. */
    private enum Place {
        PARAMETERS,
        RESPONSE
    }

    @Test
    void schemasTakeTheSameValues() {
        Campaign.of("schemas", "fuzz.schemas", 1000).run(number -> {
            Dice dice = new Dice(number);
            Shape shape = Shape.object(dice, new Words(dice));
            Node.Message schema = shape.schema();
            Place place = dice.pick(Place.values());
            byte[] body = Scribe.proto(request(place, schema), dice);
            Json up = up(place, body);
            try {
                for (int i = 0; i < VALUES; i++) {
                    Json value = shape.value(dice);
                    boolean fits = shape.fits(value);
                    fitting += fits ? 1 : 0;
                    judged++;
                    require(JsonSchemas.fits(up, value) == fits, (fits ? "no longer takes " : "now takes ") + value);
                }
                order(schema, up);
            } catch (AssertionError | RuntimeException finding) {
                throw new AssertionError(
                        finding.getMessage() + "\n" + new String(Scribe.plainly(schema), StandardCharsets.UTF_8)
                                + "\nupstream: " + up,
                        finding);
            }
        });
        // Were nearly all values of one kind, agreement would say little.
        require(judged < 1000 || fitting > judged / 5 && fitting < judged * 4 / 5, fitting + " of " + judged + " fit");
    }

    private static Node request(Place place, Node.Message schema) {
        Node.Message body = new Node.Message();
        Node.Message part = new Node.Message().put("text", "hi");
        Node.Message content = new Node.Message().put("parts", new Node.Repeated(List.of(part)));
        body.put("contents", new Node.Repeated(List.of(content)));
        if (place == Place.RESPONSE) {
            return body.put(
                    "generationConfig",
                    new Node.Message()
                            .put("responseMimeType", "application/json")
                            .put("responseSchema", schema));
        }
        Node.Message function = new Node.Message().put("name", "f").put("parameters", schema);
        Node.Message tool = new Node.Message().put("functionDeclarations", new Node.Repeated(List.of(function)));
        return body.put("tools", new Node.Repeated(List.of(tool)));
    }

    private Json up(Place place, byte[] body) {
        pipeline.forget();
        Pipeline.Reply reply = pipeline.ask(Pipeline.GENAI + "qwen3-max:generateContent", body);
        require(!pipeline.sent.isEmpty(), "refused: " + reply.text() + "\n" + new String(body, StandardCharsets.UTF_8));
        Json up = pipeline.last().body;
        Asking.answer(pipeline.last());
        require(
                String.valueOf(reply.headers.get("x-gateway-warnings")).equals("null"),
                "warned of " + reply.headers.get("x-gateway-warnings"));
        return place == Place.RESPONSE
                ? up.at("response_format").at("json_schema").at("schema")
                : up.at("tools").at(0).at("function").at("parameters");
    }

    /** The order of properties is the one asked for. */
    private static void order(Node.Message schema, Json up) {
        for (var field : schema.fields()) {
            if (field.getKey().equals("propertyOrdering")) {
                List<String> wanted = new ArrayList<>();
                for (Node name : ((Node.Repeated) field.getValue()).elements()) {
                    wanted.add(((Node.Text) name).text());
                }
                Json properties = up.find("properties");
                List<String> there = properties == null
                        ? List.of()
                        : List.copyOf(properties.members().keySet());
                require(there.equals(wanted), "order is " + there + ", not " + wanted);
            }
        }
    }
}
