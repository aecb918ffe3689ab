/** Time under the control of a test: nothing here sleeps or reads the machine's clock. */
@NullMarked
package io.gemigo.gateway.testkit.time;

import org.jspecify.annotations.NullMarked;
