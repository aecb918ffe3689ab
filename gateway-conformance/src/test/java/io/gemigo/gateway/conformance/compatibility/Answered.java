package io.gemigo.gateway.conformance.compatibility;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request. Immutable.
 *
 * @param warnings the items of the warnings
 * @param upstream what was sent up, null if nothing was
 * @param body what the client got
 * @param user whom the usage record names
 */
record Answered(
        int status,
        List<String> warnings,
        @Nullable Json upstream,
        String body,
        @Nullable String user) {
    static Answered of(Pipeline gateway, Pipeline.Reply reply, @Nullable Json upstream) {
        CharSequence header = reply.headers.get(Warnings.HEADER);
        List<String> items =
                header == null ? List.of() : List.of(header.toString().split(", "));
        List<UsageRecord> records = gateway.usage;
        String user = records.isEmpty() ? null : records.get(records.size() - 1).user();
        return new Answered(reply.status, items, upstream, reply.text(), user);
    }

    boolean accepted() {
        return status == 200;
    }
}
