package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts the pipeline's decisions into a scanned body, after a provider's own edits. */
final class PlanEdits {
    private static final byte[] INCLUDE_USAGE = "{\"include_usage\":true}".getBytes(StandardCharsets.US_ASCII);

    private PlanEdits() {}

    static void apply(ChatRequestScan scan, String upstreamModel, @Nullable Long limit, Splice splice) {
        if (!upstreamModel.equals(scan.model())) {
            ByteBuilder name = new ByteBuilder(upstreamModel.length() + 2);
            name.append('"');
            JsonText.escapeTo(name, upstreamModel);
            scan.replace(ChatField.MODEL, name.append('"').toBytes(), splice);
        }
        streamOptions(scan, splice);
        if (limit != null) {
            limitOutput(scan, limit.toString().getBytes(StandardCharsets.US_ASCII), splice);
        }
    }

    /** Usage is always asked for, since it is metered; whether the client sees it is decided on the way back. */
    private static void streamOptions(ChatRequestScan scan, Splice splice) {
        if (!scan.stream()) {
            scan.remove(ChatField.STREAM_OPTIONS, splice);
        } else if (!usageAsked(scan, splice)) {
            scan.replace(ChatField.STREAM_OPTIONS, INCLUDE_USAGE, splice);
        }
    }

    /** Whether the body has exactly what would be put there. */
    private static boolean usageAsked(ChatRequestScan scan, Splice splice) {
        int member = scan.member(ChatField.STREAM_OPTIONS);
        if (!scan.stays(member, splice) || splice.covers(scan.valueFrom(member))) {
            return false;
        }
        int from = scan.valueFrom(member);
        return Arrays.equals(scan.array(), from, scan.valueTo(member), INCLUDE_USAGE, 0, INCLUDE_USAGE.length);
    }

    /** Sets every limit that is in force; where none is, one the body has as null, else {@code max_tokens}. */
    private static void limitOutput(ChatRequestScan scan, byte[] limit, Splice splice) {
        boolean newer = scan.stays(scan.member(ChatField.MAX_COMPLETION_TOKENS), splice);
        boolean older = scan.stays(scan.member(ChatField.MAX_TOKENS), splice);
        boolean setNewer = newer && scan.has(ChatField.MAX_COMPLETION_TOKENS);
        boolean setOlder = older && scan.has(ChatField.MAX_TOKENS);
        if (setNewer || !setOlder && newer && !older) {
            scan.replace(ChatField.MAX_COMPLETION_TOKENS, limit, splice);
        }
        if (setOlder || !setNewer && (older || !newer)) {
            scan.replace(ChatField.MAX_TOKENS, limit, splice);
        }
    }
}
