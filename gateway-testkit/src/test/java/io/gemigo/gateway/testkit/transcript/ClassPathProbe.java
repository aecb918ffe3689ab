package io.gemigo.gateway.testkit.transcript;

/** Run in a JVM of its own, by the class path: says what it finds there. */
final class ClassPathProbe {

    private ClassPathProbe() {}

    public static void main(String[] args) {
        System.out.println("named module: " + Transcripts.class.getModule().isNamed() + ", transcripts: "
                + Transcripts.load("openai").size());
    }
}
