package io.gemigo.gateway.provider.dashscope;

import static io.gemigo.gateway.core.port.Capability.AUDIO_INPUT;
import static io.gemigo.gateway.core.port.Capability.AUDIO_OUTPUT;
import static io.gemigo.gateway.core.port.Capability.FORCED_TOOL_CHOICE;
import static io.gemigo.gateway.core.port.Capability.IMAGE_INPUT;
import static io.gemigo.gateway.core.port.Capability.JSON_OBJECT;
import static io.gemigo.gateway.core.port.Capability.JSON_SCHEMA;
import static io.gemigo.gateway.core.port.Capability.LOGPROBS;
import static io.gemigo.gateway.core.port.Capability.PREFIX_CONTINUATION;
import static io.gemigo.gateway.core.port.Capability.SEVERAL_CANDIDATES;
import static io.gemigo.gateway.core.port.Capability.TOOLS;
import static io.gemigo.gateway.core.port.Capability.VIDEO_INPUT;
import static io.gemigo.gateway.core.port.Capability.WEB_SEARCH;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.EmbeddingLimits;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelCard.Streaming;
import io.gemigo.gateway.core.port.ModelCard.Thinking;
import io.gemigo.gateway.core.port.ModelTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The models DashScope is known to serve. {@code FORCED_TOOL_CHOICE} stands for {@code tool_choice:"required"}, which older
 * models refuse; a single function can be forced on all that have tools.
 */
final class DashScopeModels {
    private static final String OWNER = "alibaba";
    /** What hybrids of the first generation allow for thinking; for newer models no figure is known. */
    private static final int OLDER_BUDGET = 38_912;

    private static final int MILLION = 1_000_000;
    private static final Pattern OPEN_WEIGHTS = Pattern.compile("qwen3-[0-9.]+b.*");

    private static final Set<Capability> OLDER = EnumSet.of(TOOLS, JSON_OBJECT, PREFIX_CONTINUATION);
    private static final Set<Capability> NEWER = EnumSet.of(TOOLS, FORCED_TOOL_CHOICE, JSON_OBJECT, JSON_SCHEMA);
    private static final Set<Capability> PICTURES = EnumSet.of(IMAGE_INPUT, VIDEO_INPUT);

    private final List<ModelCard> cards = new ArrayList<>();
    private final boolean webSearch;

    private DashScopeModels(boolean webSearch) {
        this.webSearch = webSearch;
        Set<Capability> max = with(NEWER, PREFIX_CONTINUATION);
        add("qwen3-max", "Qwen3 Max", 258_048, 65_536, max, Thinking.OFF_BY_DEFAULT, Streaming.REQUIRED_FOR_THINKING);
        for (String version : List.of("3.5", "3.6", "3.7")) {
            multimodal("qwen" + version + "-plus", "Qwen" + version + " Plus");
            multimodal("qwen" + version + "-flash", "Qwen" + version + " Flash");
        }
        add("qwen3.7-max", "Qwen3.7 Max", 991_000, 65_536, NEWER, Thinking.ON_BY_DEFAULT, Streaming.OPTIONAL);
        add("qwen3.8-max", "Qwen3.8 Max", 991_000, 65_536, NEWER, Thinking.ON_BY_DEFAULT, Streaming.OPTIONAL);
        hybrid("qwen-plus", "Qwen Plus", 32_768, with(OLDER, SEVERAL_CANDIDATES));
        hybrid("qwen-flash", "Qwen Flash", 32_768, OLDER);
        hybrid("qwen-turbo", "Qwen Turbo", 16_384, OLDER);
        cards.replaceAll(card -> card.id().startsWith("qwen-turbo")
                ? card.withLimits(card.inputTokenLimit(), card.outputTokenLimit(), OLDER_BUDGET)
                : card);
        coder("qwen3-coder-plus", "Qwen3 Coder Plus", MILLION);
        coder("qwen3-coder-flash", "Qwen3 Coder Flash", MILLION);
        coder("qwen3-coder-next", "Qwen3 Coder Next", 262_144);
        vision("qwen3-vl-plus", "Qwen3 VL Plus");
        vision("qwen3-vl-flash", "Qwen3 VL Flash");
        add("qwq-plus", "QwQ Plus", 131_072, 8_192, EnumSet.of(TOOLS), Thinking.ALWAYS, Streaming.REQUIRED);
        add("qvq-max", "QVQ Max", 131_072, 8_192, PICTURES, Thinking.ALWAYS, Streaming.REQUIRED);
        add("qwen-long", "Qwen Long", 10_000_000, 32_768, Set.of(), Thinking.NEVER, Streaming.OPTIONAL);
        omni("qwen3-omni-flash", "Qwen3 Omni Flash");
        omni("qwen3.5-omni-plus", "Qwen3.5 Omni Plus");
        embedding(
                "text-embedding-v4", 8_192, new EmbeddingLimits(10, List.of(1024, 2048, 1536, 768, 512, 256, 128, 64)));
        embedding("text-embedding-v3", 8_192, new EmbeddingLimits(10, List.of(1024, 768, 512, 256, 128, 64)));
        embedding("text-embedding-v2", 2_048, new EmbeddingLimits(25, List.of(1536)));
        embedding("text-embedding-v1", 2_048, new EmbeddingLimits(25, List.of(1536)));
        EmbeddingLimits newest = new EmbeddingLimits(20, List.of(1024, 2560, 2048, 1536, 768, 512, 256));
        embedding("qwen3.7-text-embedding", 128_000, newest);
    }

    /**
     * The table. Default names that are not known get the card of the model they are a version of, else one that leaves
     * all judgement to the upstream.
     *
     * @param webSearch whether calls may have models search the web, which costs extra
     * @param lines models of the user's own, see {@link ModelLine}; later ones may build on earlier ones
     * @param badLine takes lines that cannot be read
     */
    static ModelTable table(
            String textDefault,
            String mediaDefault,
            String embeddingDefault,
            boolean webSearch,
            List<String> lines,
            Consumer<String> badLine) {
        DashScopeModels models = new DashScopeModels(webSearch);
        for (String line : lines) {
            ModelCard card = ModelLine.read(line, models::find, id -> models.card(id, false));
            if (card == null) {
                badLine.accept(line);
            } else {
                models.cards.removeIf(other -> other.id().equals(card.id()));
                models.cards.add(card);
            }
        }
        ModelCard listed = models.find(embeddingDefault);
        if (listed == null) {
            // The smallest batch of all, and no opinion on lengths: the upstream will say.
            models.embedding(embeddingDefault, 0, new EmbeddingLimits(10, List.of()));
            listed = models.find(embeddingDefault);
        }
        ModelCard embedding = listed != null && listed.embedding() != null ? listed : null;
        boolean one = textDefault.equals(mediaDefault);
        ModelCard text = models.card(textDefault, one);
        return new ModelTable(models.cards, text, one ? text : models.card(mediaDefault, true), embedding);
    }

    private void multimodal(String id, String name) {
        Set<Capability> all = EnumSet.copyOf(NEWER);
        all.addAll(PICTURES);
        add(id, name, MILLION, 65_536, all, Thinking.ON_BY_DEFAULT, Streaming.OPTIONAL);
    }

    private void hybrid(String id, String name, int output, Set<Capability> can) {
        Streaming streaming = Streaming.REQUIRED_FOR_THINKING;
        add(id, name, MILLION, output, can, Thinking.OFF_BY_DEFAULT, streaming);
        add(id + "-latest", name + " (latest)", MILLION, output, can, Thinking.OFF_BY_DEFAULT, streaming);
    }

    private void coder(String id, String name, int input) {
        Set<Capability> can = with(OLDER, FORCED_TOOL_CHOICE);
        add(id, name, input, 65_536, can, Thinking.NEVER, Streaming.OPTIONAL);
    }

    private void vision(String id, String name) {
        Set<Capability> can = EnumSet.of(IMAGE_INPUT, VIDEO_INPUT, TOOLS, JSON_OBJECT, LOGPROBS);
        add(id, name, 262_144, 32_768, can, Thinking.OFF_BY_DEFAULT, Streaming.REQUIRED_FOR_THINKING);
    }

    private void omni(String id, String name) {
        Set<Capability> can = with(with(PICTURES, AUDIO_INPUT), AUDIO_OUTPUT);
        add(id, name, 65_536, 0, can, Thinking.NEVER, Streaming.REQUIRED);
    }

    private void embedding(String id, int inputTokens, EmbeddingLimits limits) {
        cards.add(ModelCard.embedder(id, id, OWNER, inputTokens, limits));
    }

    private static Set<Capability> with(Set<Capability> some, Capability more) {
        Set<Capability> all = EnumSet.copyOf(some);
        all.add(more);
        return all;
    }

    private void add(
            String id,
            String name,
            int input,
            int output,
            Set<Capability> can,
            Thinking thinking,
            Streaming streaming) {
        Set<Capability> all = webSearch && can.contains(TOOLS) ? with(can, WEB_SEARCH) : can;
        cards.add(new ModelCard(id, name, OWNER, 0, input, output, all, thinking, streaming));
    }

    private @Nullable ModelCard find(String id) {
        return cards.stream().filter(card -> card.id().equals(id)).findFirst().orElse(null);
    }

    private ModelCard card(String id, boolean media) {
        ModelCard listed = find(id);
        if (listed != null) {
            return listed;
        }
        ModelCard family = null;
        for (ModelCard card : cards) {
            boolean longer = family == null || card.id().length() > family.id().length();
            if (id.startsWith(card.id() + "-") && longer) {
                family = card;
            }
        }
        return family == null ? unknown(id, media) : family.named(id, id);
    }

    private static ModelCard unknown(String id, boolean media) {
        Set<Capability> can = with(with(NEWER, SEVERAL_CANDIDATES), LOGPROBS);
        if (media) {
            can.addAll(PICTURES);
            can.add(AUDIO_INPUT);
            can.add(AUDIO_OUTPUT);
        }
        Thinking thinking = Thinking.UNKNOWN;
        Streaming streaming = Streaming.OPTIONAL;
        if (id.contains("-thinking")) {
            thinking = Thinking.ALWAYS;
            streaming = Streaming.REQUIRED;
        } else if (id.contains("-instruct")) {
            thinking = Thinking.NEVER;
        } else if (OPEN_WEIGHTS.matcher(id).matches()) {
            // Open-weight hybrids think unless told not to, and then only in streams.
            thinking = Thinking.ON_BY_DEFAULT;
            streaming = Streaming.REQUIRED_FOR_THINKING;
        }
        ModelCard card = new ModelCard(id, id, "unknown", 0, 0, 0, can, thinking, streaming);
        return thinking == Thinking.ON_BY_DEFAULT ? card.withLimits(0, 0, OLDER_BUDGET) : card;
    }
}
