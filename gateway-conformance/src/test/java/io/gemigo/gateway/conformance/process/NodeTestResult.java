package io.gemigo.gateway.conformance.process;

/**
 * How one JavaScript test ended.
 *
 * @param file name of its file, without folders
 * @param error what it failed with, empty when it passed
 */
public record NodeTestResult(String file, String name, boolean passed, boolean skipped, String error) {}
