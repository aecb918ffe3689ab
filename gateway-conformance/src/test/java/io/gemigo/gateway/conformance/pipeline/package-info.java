/** The protocols and the DashScope provider in the real pipeline, without a network and in virtual time. */
@NullMarked
package io.gemigo.gateway.conformance.pipeline;

import org.jspecify.annotations.NullMarked;
