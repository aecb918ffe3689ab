/** A dialect as small as one can be, spoken by a toy provider and a toy protocol, right or wrong in one chosen way. */
@NullMarked
package io.gemigo.gateway.testkit.toy;

import org.jspecify.annotations.NullMarked;
