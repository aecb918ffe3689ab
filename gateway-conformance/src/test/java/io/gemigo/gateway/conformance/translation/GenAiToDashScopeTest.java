package io.gemigo.gateway.conformance.translation;

import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.protocol.genai.GenAiProtocolFactory;
import io.gemigo.gateway.provider.dashscope.DashScopeProviderFactory;
import io.gemigo.gateway.testkit.protocol.AnswerReader;
import io.gemigo.gateway.testkit.protocol.GenAiAnswers;
import io.gemigo.gateway.testkit.protocol.TranslationTck;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.util.List;

class GenAiToDashScopeTest extends TranslationTck {
    @Override
    protected ProtocolFactory protocolFactory() {
        return new GenAiProtocolFactory();
    }

    @Override
    protected ProviderFactory providerFactory() {
        return new DashScopeProviderFactory();
    }

    @Override
    protected List<ExchangeTranscript> exchanges() {
        return Transcripts.loadExchanges("genai");
    }

    @Override
    protected AnswerReader reader() {
        return new GenAiAnswers();
    }
}
