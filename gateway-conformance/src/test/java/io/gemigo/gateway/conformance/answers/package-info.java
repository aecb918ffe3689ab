/** What becomes of every field of an upstream's answer, and where every field of the gateway's own answers comes from. */
@NullMarked
package io.gemigo.gateway.conformance.answers;

import org.jspecify.annotations.NullMarked;
