package io.gemigo.gateway.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderSetupTest {
    @TempDir
    Path folder;

    private final ConfigProblems problems = new ConfigProblems();
    private final List<String> made = new ArrayList<>();

    private record ToyProvider(String id) implements Provider {
        @Override
        public ModelTable models() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChatCall chat(ChatRequest request, Context context, ChatSink sink) {
            throw new UnsupportedOperationException();
        }
    }

    private final class ToyFactory implements ProviderFactory {
        private final String id;
        private final boolean offline;
        private final List<Setting> settings;

        ToyFactory(String id, boolean offline, Setting... settings) {
            this.id = id;
            this.offline = offline;
            this.settings = List.of(settings);
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public boolean offline() {
            return offline;
        }

        @Override
        public List<Setting> settings() {
            return settings;
        }

        @Override
        public @Nullable ModelProvider create(ProviderSettings values, ConfigProblems wrong) {
            StringBuilder line = new StringBuilder(id);
            for (Setting setting : settings) {
                line.append(' ')
                        .append(values.origin(setting.key()))
                        .append('=')
                        .append(values.get(setting.key()));
            }
            made.add(line.toString());
            return new ToyProvider(id);
        }
    }

    private ProviderSetup.Result create(Map<String, String> environment, String yaml) throws IOException {
        Path file = folder.resolve("gateway.yaml");
        Files.writeString(file, yaml);
        GatewayConfig config = new ConfigLoader(environment, Set.of(), problems).load(file);
        List<ProviderFactory> factories = List.of(
                new ToyFactory(
                        "real",
                        false,
                        new ProviderFactory.Setting("url", "REAL_URL", "http://default", false, "where"),
                        new ProviderFactory.Setting("key", "REAL_KEY", null, true, "how")),
                new ToyFactory("other", false),
                new ToyFactory("fake", true));
        return new ProviderSetup(factories, environment, problems).create(config);
    }

    @Test
    void offlineOneStandsInWhereNothingIsConfigured() throws IOException {
        ProviderSetup.Result result = create(Map.of(), "");
        assertThat(result.offline()).isTrue();
        assertThat(made).containsExactly("fake");
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void offlineOneNeverStandsInWhereTokensAreSet() throws IOException {
        create(Map.of("APP_TOKEN", "x"), "");
        assertThat(made).isEmpty();
        assertThat(problems.lines())
                .containsExactly("REAL_KEY: app tokens are set but no upstream; accepted: set one, or no app tokens");
    }

    @Test
    void environmentConfiguresWhoClaimsTheVariable() throws IOException {
        ProviderSetup.Result result = create(Map.of("REAL_KEY", "k"), "");
        assertThat(result.offline()).isFalse();
        assertThat(made).containsExactly("real REAL_URL=http://default REAL_KEY=k");
    }

    @Test
    void fileConfiguresByIdAndTheEnvironmentWins() throws IOException {
        create(Map.of("REAL_KEY", "k"), "upstreams: { real: { url: 'http://file', key: f } }");
        assertThat(made).containsExactly("real upstreams.real.url=http://file REAL_KEY=k");
    }

    @Test
    void sectionAloneConfigures() throws IOException {
        ProviderSetup.Result result =
                create(Map.of(), "upstreams: { other: { pool: { idle: 1s } }, real: { url: 'http://file' } }");
        assertThat(result.offline()).isFalse();
        assertThat(result.providers()).extracting(ModelProvider::id).containsExactly("other", "real");
    }

    @Test
    void unknownIdsAndKeysAreMistakesThatListTheKnown() throws IOException {
        create(Map.of(), "upstreams: { reel: { url: x }, real: { uri: x } }");
        assertThat(problems.lines())
                .containsExactly(
                        "upstreams.reel: no such provider; accepted: one of fake, other, real",
                        "upstreams.real.uri: unknown key; accepted: one of url, key, pool");
    }
}
