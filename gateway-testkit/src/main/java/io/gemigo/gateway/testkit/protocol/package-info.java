/**
 * The contract test of client protocols: {@link io.gemigo.gateway.testkit.protocol.ProtocolTck}.
 */
@NullMarked
package io.gemigo.gateway.testkit.protocol;

import org.jspecify.annotations.NullMarked;
