package io.gemigo.gateway.runtime.testing;

import io.gemigo.gateway.runtime.loop.IoKind;
import io.gemigo.gateway.runtime.loop.Loops;
import io.gemigo.gateway.runtime.server.HttpListener;
import io.gemigo.gateway.runtime.server.ListenerSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Loops for a class of tests, and listeners that are closed after each. */
public final class ListenerExtension implements AfterEachCallback, AfterAllCallback {
    private final Loops loops;
    private final List<HttpListener> listeners = new ArrayList<>();

    public ListenerExtension() {
        this(IoKind.best());
    }

    public ListenerExtension(IoKind kind) {
        loops = Loops.start(2, kind);
    }

    public static ListenerSettings anyPort() {
        return ListenerSettings.at("127.0.0.1", 0);
    }

    public Loops loops() {
        return loops;
    }

    public HttpListener serve(StubApplication application) throws IOException {
        return serve(anyPort(), application);
    }

    public HttpListener serve(ListenerSettings settings, StubApplication application) throws IOException {
        HttpListener listener = HttpListener.bind(loops, settings, application);
        listeners.add(listener);
        return listener;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        listeners.forEach(HttpListener::close);
        listeners.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        loops.close();
    }
}
