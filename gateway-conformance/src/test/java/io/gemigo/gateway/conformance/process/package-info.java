/** Programs the tests run beside themselves: the packaged gateway, Node.js, a browser. */
@NullMarked
package io.gemigo.gateway.conformance.process;

import org.jspecify.annotations.NullMarked;
