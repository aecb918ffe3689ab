/**
 * A small JSON tree for assertions: what two texts mean, whatever their key order and spacing.
 *
 * <p>Nothing here is meant for production code: it builds a tree, which codecs must not.
 */
@NullMarked
package io.gemigo.gateway.testkit.json;

import org.jspecify.annotations.NullMarked;
