/**
 * Transcripts: recorded or composed HTTP exchanges kept as data, with the outcome a correct reader gets, and the plans
 * for cutting them into pieces.
 *
 * <p>The files are described in {@code transcripts/README.md} beside them. This package reads files and knows nothing
 * of sockets, of codecs, or of what any dialect means.
 */
@NullMarked
package io.gemigo.gateway.testkit.transcript;

import org.jspecify.annotations.NullMarked;
