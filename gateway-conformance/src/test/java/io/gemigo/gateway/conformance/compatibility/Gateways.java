package io.gemigo.gateway.conformance.compatibility;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatRequestWriter;
import io.gemigo.gateway.dialect.openai.WriterOptions;
import io.gemigo.gateway.testkit.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gateway over DashScope and one over the demo, both in memory. Single-owner. */
final class Gateways {
    /** Reads text only, has tools, thinks if asked to. */
    static final String TEXT = "qwen3-max";
    /** Reads pictures and film, gives log probabilities. */
    static final String VISION = "qwen3-vl-plus";
    /** Reads and speaks sound; streams only. */
    static final String OMNI = "qwen3-omni-flash";
    /** Gives several choices, takes no schema. */
    static final String OLDER = "qwen-plus";
    /** Never thinks. */
    static final String CODER = "qwen3-coder-plus";
    /** One of the configuration's, that may search the web. */
    static final String SEARCHING = "searching";
    /** One of the configuration's, that reads documents. */
    static final String READING = "reading";

    private static final List<String> LISTED = List.of(TEXT, VISION, OMNI, OLDER, CODER);
    private static final Map<String, String> OWN =
            Map.of(SEARCHING, "like qwen3-max +web-search", READING, "like qwen3-vl-plus +file-input");
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private final Pipeline dashScope =
            new Pipeline(Pipeline.provider("dashscope", Map.of("apiKey", "k", "models", models())));
    private final Listening demoProvider = new Listening((Provider) Pipeline.provider("demo", Map.of()));
    private final Pipeline demo = new Pipeline(demoProvider);

    /** Every model once more, as one that only streams and as one that cannot. */
    private static String models() {
        StringBuilder lines = new StringBuilder();
        OWN.forEach((id, line) -> model(id, line, lines));
        LISTED.forEach(id -> model(id, "like " + id, lines));
        return lines.toString();
    }

    private static void model(String id, String line, StringBuilder lines) {
        if (OWN.containsKey(id)) {
            lines.append(id).append(' ').append(line).append('\n');
        }
        lines.append(id).append(".folded ").append(line).append(" streaming=required\n");
        lines.append(id).append(".whole ").append(line).append(" streaming=never\n");
    }

    /** The name of the model that makes a call of this model go that way. */
    static String model(String model, Column column, boolean streamed) {
        return column == Column.TRANSLATED ? model + (streamed ? ".whole" : ".folded") : model;
    }

    /**
     * Asks, and answers for the upstream.
     *
     * @param answer members of the message it answers with, empty for any
     */
    Answered ask(Column column, String path, Json body, String answer) {
        return column == Column.DEMO ? askDemo(path, body) : askDashScope(path, body, answer);
    }

    private Answered askDashScope(String path, Json body, String answer) {
        dashScope.sent.clear();
        Pipeline.Reply reply = dashScope.ask(path, body.toString());
        for (int i = 0; i < dashScope.sent.size(); i++) {
            UpstreamAnswer.give(dashScope.sent.get(i), answer);
        }
        return Answered.of(dashScope, reply, dashScope.sent.isEmpty() ? null : dashScope.sent.get(0).body);
    }

    private Answered askDemo(String path, Json body) {
        demoProvider.heard = null;
        Pipeline.Reply reply = demo.ask(path, body.toString());
        demo.clock.advance(LONG_ENOUGH);
        return Answered.of(demo, reply, demoProvider.heard);
    }

    /** The demo, and what it hears, written down as an upstream would read it. */
    private static final class Listening implements Provider {
        private static final ChatRequestWriter WRITER =
                new ChatRequestWriter(new WriterOptions("max_tokens", false, true, "reasoning_content", null));

        private final Provider provider;

        private @Nullable Json heard;

        Listening(Provider provider) {
            this.provider = provider;
        }

        @Override
        public String id() {
            return provider.id();
        }

        @Override
        public ModelTable models() {
            return provider.models();
        }

        @Override
        public ChatCall chat(ChatRequest request, Context context, ChatSink sink) {
            ByteBuilder out = new ByteBuilder(256);
            if (WRITER.write(request, out, new Warnings()) == null) {
                heard = Json.parse(out.toBytes());
            }
            return provider.chat(request, context, sink);
        }
    }
}
