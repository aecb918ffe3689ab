package io.gemigo.gateway.conformance.dashscope;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gates at which {@code [[hold]]} answers wait, one per tag, closed until opened. Thread-safe. */
final class Gates {
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    void open(String tag) {
        open.add(tag);
    }

    boolean isOpen(String tag) {
        return open.contains(tag);
    }
}
