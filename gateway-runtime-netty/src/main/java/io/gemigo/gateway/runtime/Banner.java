package io.gemigo.gateway.runtime;

import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.Protocol;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;

/** What is printed once at the start. */
final class Banner {
    private final PrintStream out;
    private final GatewayProcess process;

    Banner(PrintStream out, GatewayProcess process) {
        this.out = out;
        this.process = process;
    }

    private static String url(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    void listening() {
        out.println("listening on " + url(process.clientAddress()));
        out.println("admin on " + url(process.adminAddress()));
    }

    void offline(List<ModelProvider> providers) {
        out.println();
        for (ModelProvider provider : providers) {
            out.println("No upstream is configured: the built-in provider \"" + provider.id()
                    + "\" makes up answers. Nothing leaves this machine.");
        }
    }

    void appToken(String token, Protocol protocol) {
        out.println();
        out.println("No app tokens are configured. This one is valid for this run, from this machine only:");
        out.println();
        out.println("  " + token);
        out.println();
        out.println("Try:");
        out.println();
        out.println(protocol.sampleCommand(url(process.clientAddress()), token));
        out.println();
    }

    void adminToken(String token) {
        out.println("admin token for this run: " + token);
    }
}
