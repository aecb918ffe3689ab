/**
 * JSON mechanics: a strict cursor, escaping, a writer. Knows no field name of any dialect.
 */
@NullMarked
package io.gemigo.gateway.core.json;

import org.jspecify.annotations.NullMarked;
