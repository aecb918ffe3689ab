package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.testkit.toy.ToyProtocol.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A toy request that has been checked. */
record ToyIntake(ToyScan scan, Flaw flaw) implements ChatIntake, RelayScan {
    @Override
    public String model() {
        return Objects.requireNonNull(scan.model);
    }

    @Override
    public boolean stream() {
        return scan.stream && flaw != Flaw.MISREADS_STREAM;
    }

    @Override
    public boolean usageWanted() {
        return true;
    }

    @Override
    public boolean hasMedia() {
        return false;
    }

    @Override
    public @Nullable Long maxOutputTokens() {
        return null;
    }

    @Override
    public int candidateCount() {
        return 1;
    }

    @Override
    public Outcome<ChatRequest> request() {
        String text = Objects.requireNonNull(scan.text);
        return Outcome.of(ChatRequest.builder(model()).messages(List.of(Message.text(Role.USER, text))).stream(stream())
                .build());
    }

    @Override
    public @Nullable RelayScan relay() {
        return this;
    }

    @Override
    public String dialect() {
        return "toy";
    }

    @Override
    public void apply(String upstreamModel, @Nullable Long maxOutputTokens, Splice splice) {
        if (flaw != Flaw.RELAYS_THE_CLIENT_MODEL) {
            ByteBuilder name = new ByteBuilder(32);
            new JsonWriter(name).string(upstreamModel);
            splice.replace(scan.modelFrom, scan.modelTo, name.toBytes());
        }
        if (maxOutputTokens != null && flaw != Flaw.RELAYS_WITHOUT_LIMIT) {
            splice.insert(scan.objectFrom, ("\"limit\":" + maxOutputTokens + ",").getBytes(StandardCharsets.UTF_8));
        }
    }
}
