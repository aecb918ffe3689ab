/** Frameworks of the JVM, each led to the gateway by base URL and key alone. */
@NullMarked
package io.gemigo.gateway.conformance.frameworks;

import org.jspecify.annotations.NullMarked;
