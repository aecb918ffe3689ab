package io.gemigo.gateway.protocol.genai.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.protocol.genai.Requests;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenAiModelsEncoderTest {
    private static final ModelCard CHAT =
            card("qwen3-max", Set.of(Capability.TOOLS), ModelCard.Thinking.OFF_BY_DEFAULT);
    private static final ModelCard EMBEDDING =
            card("text-embedding-v4", Set.of(Capability.EMBEDDING), ModelCard.Thinking.NEVER);

    @Test
    void showsAModelUnderTheNameAskedFor() {
        Route.GetModel route = (Route.GetModel) Requests.route("GET", "/v1beta/models/gemini-2.5-pro");
        JsonAssert.assertSame("""
                {"name":"models/gemini-2.5-pro","baseModelId":"gemini-2.5-pro","version":"001","displayName":"A model",
                 "inputTokenLimit":258048,"outputTokenLimit":65536,
                 "supportedGenerationMethods":["generateContent","countTokens"],"maxTemperature":2,"thinking":true}
                """, text(route.encoder().card(CHAT, route.model())));
    }

    @Test
    void listsWhatEachModelCan() {
        Json models = list("/v1/models", List.of(CHAT, EMBEDDING)).at("models");
        assertThat(models.at(0).at("name").asString()).isEqualTo("models/qwen3-max");
        assertThat(models.at(1).at("supportedGenerationMethods").elements())
                .extracting(Json::asString)
                .containsExactly("embedContent");
        assertThat(models.at(1).has("thinking")).isFalse();
    }

    @Test
    void omitsLimitsThatNobodyKnows() {
        ModelCard card = new ModelCard(
                "m", "M", "someone", 0, 0, 0, Set.of(), ModelCard.Thinking.NEVER, ModelCard.Streaming.OPTIONAL);
        Json model = list("/v1/models", List.of(card)).at("models").at(0);
        assertThat(model.has("inputTokenLimit")).isFalse();
        assertThat(model.has("outputTokenLimit")).isFalse();
    }

    @Test
    void omitsTheTokenOnTheLastPage() {
        assertThat(list("/v1/models", List.of(CHAT, EMBEDDING)).has("nextPageToken"))
                .isFalse();
        assertThat(list("/v1/models?pageSize=2", List.of(CHAT, EMBEDDING)).has("nextPageToken"))
                .isFalse();
        assertThat(list("/v1/models", List.of()).at("models").elements()).isEmpty();
    }

    @Test
    void leadsThroughAllPagesToEveryModelOnce() {
        List<ModelCard> cards = new ArrayList<>();
        for (int i = 0; i < 123; i++) {
            cards.add(card("m" + i, Set.of(), ModelCard.Thinking.NEVER));
        }
        for (String size : List.of("", "&pageSize=1", "&pageSize=50", "&page_size=122", "&pageSize=999999999")) {
            List<String> seen = new ArrayList<>();
            String token = "";
            do {
                Json page = list("/v1/models?pageToken=" + token + size, cards);
                page.at("models")
                        .elements()
                        .forEach(model -> seen.add(model.at("baseModelId").asString()));
                token = page.has("nextPageToken") ? page.at("nextPageToken").asString() : "";
            } while (!token.isEmpty());
            assertThat(seen).hasSize(123).doesNotHaveDuplicates();
        }
    }

    private static Json list(String target, List<ModelCard> cards) {
        Route.ListModels route = (Route.ListModels) Requests.route("GET", target);
        return Json.parse(route.encoder().list(cards));
    }

    private static String text(byte[] json) {
        return Json.parse(json).toString();
    }

    private static ModelCard card(String id, Set<Capability> capabilities, ModelCard.Thinking thinking) {
        return new ModelCard(
                id, "A model", "someone", 0, 258048, 65536, capabilities, thinking, ModelCard.Streaming.OPTIONAL);
    }
}
