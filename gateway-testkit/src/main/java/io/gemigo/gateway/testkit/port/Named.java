package io.gemigo.gateway.testkit.port;

/** Says for which input a check failed, where one test runs a check many times. Stateless. */
public final class Named {
    private Named() {}

    /** A check. */
    public interface Check {
        /** Fails if it does not hold. */
        void run() throws Exception;
    }

    /** Runs a check; what it throws comes out as an assertion that begins with the name. */
    public static void check(String name, Check check) {
        try {
            check.run();
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(name + ": " + failure, failure);
        }
    }
}
