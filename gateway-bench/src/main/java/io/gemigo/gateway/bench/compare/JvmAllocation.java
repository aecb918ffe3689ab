package io.gemigo.gateway.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes that the live threads of another JVM have allocated since they began, as {@code jcmd} tells them: to the kilobyte at
 * first, to the megabyte later on. Not for a measured stretch itself, as it stops the JVM for a moment.
 */
final class JvmAllocation {
    private static final Pattern ALLOCATED = Pattern.compile(" allocated=(\\d+)([BKMG])");

    private JvmAllocation() {}

    /** The sum over all threads, -1 if it cannot be had. */
    static long bytes(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "Thread.print", "-e")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? sum(said) : -1;
        } catch (IOException noSuchTool) {
            return -1;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static long sum(String threads) {
        Matcher matcher = ALLOCATED.matcher(threads);
        long sum = 0;
        while (matcher.find()) {
            int power = "BKMG".indexOf(matcher.group(2));
            sum += Long.parseLong(matcher.group(1)) << 10 * power;
        }
        return sum == 0 ? -1 : sum;
    }
}
