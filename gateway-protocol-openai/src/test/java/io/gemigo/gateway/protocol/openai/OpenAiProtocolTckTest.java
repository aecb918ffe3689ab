package io.gemigo.gateway.protocol.openai;

import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.testkit.protocol.AnswerReader;
import io.gemigo.gateway.testkit.protocol.OpenAiAnswers;
import io.gemigo.gateway.testkit.protocol.ProtocolTck;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.util.List;

class OpenAiProtocolTckTest extends ProtocolTck {
    @Override
    protected ProtocolFactory factory() {
        return new OpenAiProtocolFactory();
    }

    @Override
    protected List<ExchangeTranscript> exchanges() {
        return Transcripts.load("openai").stream().map(Transcript::asExchange).toList();
    }

    @Override
    protected AnswerReader reader() {
        return new OpenAiAnswers();
    }
}
