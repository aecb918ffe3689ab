package io.gemigo.gateway.protocol.genai;

import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.testkit.protocol.AnswerReader;
import io.gemigo.gateway.testkit.protocol.GenAiAnswers;
import io.gemigo.gateway.testkit.protocol.ProtocolTck;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.util.List;

class GenAiProtocolTckTest extends ProtocolTck {
    @Override
    protected ProtocolFactory factory() {
        return new GenAiProtocolFactory();
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
