/**
 * Requests and answers made by chance, run through the whole pipeline. Every case is a function of its number, so that a
 * failure can be run again alone: {@code -Dfuzz.only=NUMBER}.
 */
@NullMarked
package io.gemigo.gateway.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
