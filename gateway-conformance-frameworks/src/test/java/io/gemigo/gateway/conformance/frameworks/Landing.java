package io.gemigo.gateway.conformance.frameworks;

import java.util.List;

/** An answer as frameworks describe one: a class whose schema they send, and into which they read what comes. */
record Landing(String craft, int year, List<Member> crew) {
    /** What the fake makes of that schema. */
    static final Landing EXPECTED = new Landing("Oslo", 7, List.of(new Member("Oslo")));

    record Member(String name) {}
}
