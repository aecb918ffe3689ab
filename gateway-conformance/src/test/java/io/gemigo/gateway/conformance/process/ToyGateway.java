package io.gemigo.gateway.conformance.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A program that starts, listens, leaks and dies as its arguments say: what the helpers around a gateway are tested on. */
final class ToyGateway {
    private ToyGateway() {}

    public static void main(String[] arguments) throws IOException {
        String habit = arguments[0];
        if (habit.equals("dies")) {
            System.out.println("PORT: not a number");
            System.exit(2);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/healthz", exchange -> {
            if (habit.equals("leaks")) {
                System.out.println("LEAK: ByteBuf.release() was not called before it's garbage-collected.");
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        int exitCode = habit.equals("sulks") ? 3 : 0;
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(exitCode)));
        System.out.println("admin is listening on http://127.0.0.1:1");
        System.out.println(
                "Listening on http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A jar that runs this class from where it was compiled to. */
    static Path jar(Path directory) throws IOException {
        Path classes = Path.of(ToyGateway.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ToyGateway.class.getName());
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, classes.toUri().toString());
        Path jar = directory.resolve("toy.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
