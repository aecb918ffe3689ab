package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.testkit.provider.ProviderTck;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.util.List;

class DashScopeProviderTest extends ProviderTck {
    @Override
    protected ProviderFactory factory() {
        return new DashScopeProviderFactory();
    }

    @Override
    protected List<Transcript> transcripts() {
        return Transcripts.load("dashscope");
    }
}
