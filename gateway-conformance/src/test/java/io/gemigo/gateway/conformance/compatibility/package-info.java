/**
 * What becomes of every field of every API, per provider: declared once, run through the real pipeline, and shown in
 * {@code docs/compatibility.md}.
 *
 * <p>A new field of a dialect is a line in the list of known fields ({@code src/test/resources/compatibility}), a row in a
 * {@code …Rows} class here, and the document written anew.
 */
@NullMarked
package io.gemigo.gateway.conformance.compatibility;

import org.jspecify.annotations.NullMarked;
