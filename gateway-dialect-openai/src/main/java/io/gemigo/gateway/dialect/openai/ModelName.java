package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.port.RelayEdits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts the model's name the client knows in the place of the upstream's. Loop-confined; one per answer. */
final class ModelName {
    private byte @Nullable [] quoted;

    /** Names the edit, if the document names another model. */
    void edit(AnswerScan scan, RelayEdits edits) {
        if (!scan.model.present()) {
            return;
        }
        byte[] value = quoted;
        if (value == null) {
            byte[] name = edits.clientModel();
            ByteBuilder out = new ByteBuilder(name.length + 16).append('"');
            JsonText.escapeTo(out, name, 0, name.length);
            value = out.append('"').toBytes();
            quoted = value;
        }
        int from = scan.model.from - 1;
        int to = scan.model.to + 1;
        if (!Arrays.equals(value, 0, value.length, scan.array, from, to)) {
            edits.splice().replace(from, to, value);
        }
    }
}
