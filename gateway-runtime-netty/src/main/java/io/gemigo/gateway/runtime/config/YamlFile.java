package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.core.port.ConfigProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads a configuration file into keys such as {@code limits.body}. Values stay text: no type of YAML, tag or anchor has a
 * meaning here. {@code ${NAME}} is the environment variable of that name.
 */
final class YamlFile {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final int MAX_DEPTH = 16;
    private static final int MAX_CHARS = 1 << 20;

    private final String name;
    private final Map<String, String> environment;
    private final ConfigProblems problems;
    private final Map<String, YamlValue> values = new LinkedHashMap<>();

    private YamlFile(String name, Map<String, String> environment, ConfigProblems problems) {
        this.name = name;
        this.environment = environment;
        this.problems = problems;
    }

    /** The keys and values of a file's text. */
    static Map<String, YamlValue> read(
            String name, String text, Map<String, String> environment, ConfigProblems problems) {
        YamlFile file = new YamlFile(name, environment, problems);
        file.read(text);
        return file.values;
    }

    private void read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(MAX_CHARS)
                .build();
        Optional<Node> root;
        try {
            root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
        } catch (MarkedYamlEngineException malformed) {
            int line =
                    malformed.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(name, "not YAML at line " + line + ": " + malformed.getProblem(), "a YAML file");
            return;
        } catch (YamlEngineException malformed) {
            problems.add(name, "not YAML", "a YAML file");
            return;
        }
        if (root.isPresent() && root.get() instanceof MappingNode mapping) {
            mapping("", mapping, 0);
        } else if (root.isPresent() && !isNull(root.get())) {
            problems.add(name, "not a mapping", "sections such as limits, timeouts, upstreams");
        }
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private void mapping(String prefix, MappingNode mapping, int depth) {
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(name, "a key under " + (prefix.isEmpty() ? "the top" : prefix) + " is no text", "texts");
                continue;
            }
            String key = prefix + keyNode.getValue();
            Node value = entry.getValueNode();
            if (isNull(value)) {
                continue;
            }
            if (value instanceof MappingNode inner) {
                if (depth == MAX_DEPTH) {
                    problems.add(key, "too deep", "at most " + MAX_DEPTH + " levels");
                } else {
                    mapping(key + ".", inner, depth + 1);
                }
            } else {
                put(key, value);
            }
        }
    }

    private void put(String key, Node node) {
        YamlValue value = node instanceof SequenceNode list ? list(key, list) : scalar(key, node);
        if (value != null && values.put(key, value) != null) {
            problems.add(key, "given twice", "each key once");
        }
    }

    private @Nullable YamlValue scalar(String key, Node node) {
        String text = node instanceof ScalarNode scalar ? resolve(key, scalar.getValue()) : null;
        return text == null ? null : YamlValue.of(text);
    }

    private @Nullable YamlValue list(String key, SequenceNode list) {
        List<String> items = new ArrayList<>();
        for (Node node : list.getValue()) {
            if (!(node instanceof ScalarNode scalar)) {
                problems.add(key, "holds something that is no text", "a list of texts");
                return null;
            }
            String item = resolve(key, scalar.getValue());
            if (item == null) {
                return null;
            }
            items.add(item);
        }
        return YamlValue.of(items);
    }

    private @Nullable String resolve(String key, String text) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        int from = 0;
        while (reference.find()) {
            String value = environment.get(reference.group(1));
            if (value == null) {
                problems.add(key, "environment variable " + reference.group(1) + " is not set", "one that is set");
                return null;
            }
            resolved.append(text, from, reference.start()).append(value);
            from = reference.end();
        }
        return resolved.append(text, from, text.length()).toString();
    }
}
