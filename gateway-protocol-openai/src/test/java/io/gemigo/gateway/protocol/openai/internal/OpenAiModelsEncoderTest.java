package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenAiModelsEncoderTest {
    private static ModelCard card(String id) {
        return new ModelCard(
                id,
                "Display",
                "maker",
                1_700_000_000,
                10,
                20,
                Set.of(),
                ModelCard.Thinking.NEVER,
                ModelCard.Streaming.OPTIONAL);
    }

    private final OpenAiModelsEncoder encoder = new OpenAiModelsEncoder();

    @Test
    void listsModelsOnOnePage() {
        JsonAssert.assertSame(
                Json.parse(
                        "{\"object\":\"list\",\"data\":["
                                + "{\"id\":\"a\",\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"maker\"},"
                                + "{\"id\":\"b/\\\"c\\\"\",\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"maker\"}]}"),
                Json.parse(encoder.list(List.of(card("a"), card("b/\"c\"")))));
        JsonAssert.assertSame(Json.parse("{\"object\":\"list\",\"data\":[]}"), Json.parse(encoder.list(List.of())));
    }

    @Test
    void showsOneModelUnderTheNameAskedFor() {
        JsonAssert.assertSame(
                Json.parse("{\"id\":\"alias\",\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"maker\"}"),
                Json.parse(encoder.card(card("real"), "alias")));
    }
}
