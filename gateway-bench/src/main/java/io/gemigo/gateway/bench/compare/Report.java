package io.gemigo.gateway.bench.compare;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured, on what, and how, in words and as data. Immutable.
 *
 * @param versions what each target is
 */
record Report(Machine machine, Cores cores, Effort effort, Map<String, String> versions, Results results) {
    /** Of so many rounds the quartiles are told; the extremes say more of the machine's other users. */
    private static final int MANY_ROUNDS = 8;

    /** Tables in Markdown: the median of all rounds, and the least and the greatest or, of many, the quartiles. */
    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append("- machine: ").append(machine.cpu()).append(", ").append(machine.cores());
        out.append(" cores, ").append(machine.memoryMib()).append(" MiB, ").append(machine.system());
        out.append('\n').append("- load and upstream: ").append(machine.java()).append(", ");
        out.append(
                cores.pinned()
                        ? "on core " + cores.load() + "; targets on core " + cores.target()
                        : "targets on the same cores");
        out.append('\n').append("- rounds: ").append(effort.rounds()).append(" of ");
        out.append(effort.duration().toMillis()).append(" ms\n- figures: median (");
        out.append(effort.rounds() < MANY_ROUNDS ? "least..greatest" : "lower..upper quartile")
                .append(")\n");
        versions.forEach((target, version) ->
                out.append("- ").append(target).append(": ").append(version).append('\n'));
        for (Scenario scenario : results.scenarios()) {
            table(scenario, out);
        }
        return out.toString();
    }

    private void table(Scenario scenario, StringBuilder out) {
        List<Figure> figures = results.figures(scenario);
        out.append("\n### ").append(scenario.id()).append("\n\n| |");
        figures.forEach(figure -> out.append(' ').append(figure.title()).append(" |"));
        out.append("\n|---|").append("---:|".repeat(figures.size())).append('\n');
        for (String target : results.targets(scenario)) {
            out.append("| ").append(target).append(" |");
            for (Figure figure : figures) {
                out.append(' ')
                        .append(cell(results.spread(scenario, target, figure), figure))
                        .append(" |");
            }
            out.append('\n');
        }
    }

    private static String cell(Spread spread, Figure figure) {
        if (spread.isEmpty()) {
            return "";
        }
        String median = number(spread.median(), figure);
        int rounds = spread.values().size();
        if (rounds == 1) {
            return median;
        }
        double low = rounds < MANY_ROUNDS ? spread.min() : spread.quantile(0.25);
        double high = rounds < MANY_ROUNDS ? spread.max() : spread.quantile(0.75);
        return median + " (" + number(low, figure) + ".." + number(high, figure) + ")";
    }

    private static String number(double value, Figure figure) {
        return String.format(Locale.ROOT, "%,." + figure.decimals() + "f", value);
    }

    /** Every figure of every round. */
    byte[] json() {
        JsonWriter json = new JsonWriter(new ByteBuilder(16 * 1024));
        json.object().name("machine").object().name("cpu").string(machine.cpu());
        json.name("cores").number(machine.cores()).name("memoryMiB").number(machine.memoryMib());
        json.name("system").string(machine.system()).name("java").string(machine.java());
        json.name("targetCore").number(cores.target()).name("loadCores").string(cores.load());
        json.endObject().name("versions").object();
        versions.forEach((target, version) -> json.name(target).string(version));
        json.endObject().name("durationMillis").number(effort.duration().toMillis());
        json.name("scenarios").object();
        for (Scenario scenario : results.scenarios()) {
            json.name(scenario.id()).object();
            for (String target : results.targets(scenario)) {
                json.name(target).object();
                for (Figure figure : results.figures(scenario)) {
                    json.name(figure.title()).array();
                    results.spread(scenario, target, figure).values().forEach(json::number);
                    json.endArray();
                }
                json.endObject();
            }
            json.endObject();
        }
        return json.endObject().endObject().out().toBytes();
    }
}
