/** The rules of the house, as tests: which room may know what. */
@NullMarked
package io.gemigo.gateway.conformance.house;

import org.jspecify.annotations.NullMarked;
