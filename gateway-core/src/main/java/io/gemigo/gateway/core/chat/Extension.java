package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.json.RawJson;

/**
 * A field of the client's dialect that has no canonical home. A provider of the same dialect may forward it; any other
 * reports it in the warnings. Immutable.
 *
 * @param dialect the wire format the field belongs to
 * @param name its top-level name there
 */
public record Extension(String dialect, String name, RawJson value) {}
