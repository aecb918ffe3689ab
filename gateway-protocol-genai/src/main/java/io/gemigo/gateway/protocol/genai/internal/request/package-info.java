/**
 * Request bodies, in proto3's JSON as clients write it, to the canonical model. Knows no answer and no HTTP.
 */
@NullMarked
package io.gemigo.gateway.protocol.genai.internal.request;

import org.jspecify.annotations.NullMarked;
