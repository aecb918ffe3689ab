package io.gemigo.gateway.conformance.compatibility;

import java.util.List;

/**
 * Fields that are shown in one table. Immutable.
 *
 * @param prefix what stands before the names of all its fields
 */
record Group(String title, String intro, String prefix, List<Field> fields) {
    static Group of(String title, String intro, String prefix, Field... fields) {
        return new Group(title, intro, prefix, List.of(fields));
    }

    /** The whole path of one of its fields. */
    String path(Field field) {
        return prefix + field.name();
    }
}
