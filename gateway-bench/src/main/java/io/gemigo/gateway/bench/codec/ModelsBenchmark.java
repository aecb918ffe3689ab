package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelsEncoder;
import io.gemigo.gateway.core.port.Route;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** The list of models in each client's dialect. */
public class ModelsBenchmark extends PerOperation {
    private final List<ModelCard> cards = Parts.dashScope().models().cards();
    private final ModelsEncoder openAi =
            ((Route.ListModels) Parts.route(Parts.openAi(), "GET", "/v1/models")).encoder();
    private final ModelsEncoder genAi =
            ((Route.ListModels) Parts.route(Parts.genAi(), "GET", "/v1beta/models")).encoder();

    /** For OpenAI clients. */
    @Benchmark
    public byte[] openAi() {
        return openAi.list(cards);
    }

    /** For GenAI clients. */
    @Benchmark
    public byte[] genAi() {
        return genAi.list(cards);
    }
}
