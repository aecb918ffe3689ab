package io.gemigo.gateway.runtime.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** Named figures in the Prometheus text format. Thread-safe. */
public final class Figures {
    private final List<Figure> figures = new CopyOnWriteArrayList<>();

    /** None yet. */
    public Figures() {}

    private record Figure(String name, String type, String help, LongSupplier value) {}

    /** A figure that goes up and down; the supplier is called on any thread and must not block. */
    public void gauge(String name, String help, LongSupplier value) {
        figures.add(new Figure(name, "gauge", help, value));
    }

    /** A figure that only grows; the supplier is called on any thread and must not block. */
    public void counter(String name, String help, LongSupplier value) {
        figures.add(new Figure(name, "counter", help, value));
    }

    /** All of them, as they are now. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Figure figure : new ArrayList<>(figures)) {
            text.append("# HELP ")
                    .append(figure.name)
                    .append(' ')
                    .append(figure.help)
                    .append('\n');
            text.append("# TYPE ")
                    .append(figure.name)
                    .append(' ')
                    .append(figure.type)
                    .append('\n');
            text.append(figure.name)
                    .append(' ')
                    .append(figure.value.getAsLong())
                    .append('\n');
        }
        return text.toString();
    }
}
