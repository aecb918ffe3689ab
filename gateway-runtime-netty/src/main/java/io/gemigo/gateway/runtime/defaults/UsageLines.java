package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.UsageRecord;
import org.jspecify.annotations.Nullable;

/** The two lines that tell of a call, whose fields are written once. One a thread; valid until its next call. */
final class UsageLines {
    private static final ThreadLocal<UsageLines> OF_THREAD = ThreadLocal.withInitial(UsageLines::new);

    private static final byte[] USER = JsonWriter.preparedName("user");
    private static final byte[] METHOD = JsonWriter.preparedName("method");
    private static final byte[] ROUTE = JsonWriter.preparedName("route");
    private static final byte[] REMOTE_ADDRESS = JsonWriter.preparedName("remoteAddress");

    private final UsageFields fields = new UsageFields();
    private final LogLine usage = new LogLine();
    private final LogLine access = new LogLine();
    private @Nullable UsageRecord written;
    private int fieldsFrom;

    private UsageLines() {}

    static UsageLines ofThread() {
        return OF_THREAD.get();
    }

    /** The usage record of a call. */
    LogLine usage(UsageRecord record) {
        // Who it was is for the record alone: what stands in front of the fields is not in the access line.
        usage.begin("usage", record.epochMillis()).text(USER, record.user());
        fieldsFrom = usage.bytes().length() + 1;
        fields.write(usage, record);
        written = record;
        return usage.end();
    }

    /** The access line of a call. */
    LogLine access(UsageRecord record, String method, String route, String remoteAddress) {
        access.begin("access", record.epochMillis())
                .text(METHOD, method)
                .text(ROUTE, route)
                .text(REMOTE_ADDRESS, remoteAddress);
        if (isWritten(record)) {
            ByteBuilder told = usage.bytes();
            access.members(told.array(), fieldsFrom, told.length() - 1);
        } else {
            fields.write(access, record);
        }
        return access.end();
    }

    @SuppressWarnings("ReferenceEquality") // the same call's: nothing is gained by comparing two dozen fields
    private boolean isWritten(UsageRecord record) {
        return record == written;
    }
}
