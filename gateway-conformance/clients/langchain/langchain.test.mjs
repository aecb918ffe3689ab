import assert from 'node:assert/strict';

import { ContextOverflowError } from '@langchain/core/errors';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatGoogle } from '@langchain/google';
import { ChatGoogleGenerativeAI, GoogleGenerativeAIEmbeddings } from '@langchain/google-genai';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { createAgent } from 'langchain';

import { appToken, gatewayUrl } from '../support/env.mjs';
import { fills } from '../support/fills.mjs';
import { refusals, wrongToken } from '../support/refusals.mjs';
import { dataUrl, landing, landingSchema, weatherArguments, weatherSchema } from '../support/tools.mjs';
import { defaultText, prompt } from '../support/upstream.mjs';
import { endOfLegacyStream } from './legacy-stream-end.mjs';
import { endOfStream } from './stream-end.mjs';

const model = 'qwen3-max';
const embeddingModel = 'text-embedding-v4';
const common = { model, apiKey: appToken, maxRetries: 0 };
const openAiConfiguration = { baseURL: `${gatewayUrl}/v1` };

/** How each package is led here, and what its settings are called. */
const clients = {
  '@langchain/openai': {
    dialect: 'openai',
    chat: (options) => new ChatOpenAI({ ...common, configuration: openAiConfiguration, ...options }),
    embeddings: () =>
      new OpenAIEmbeddings({ model: embeddingModel, apiKey: appToken, configuration: openAiConfiguration }),
    visionModel: 'qwen3-vl-plus',
    /** Its own setting is for names it knows to reason. */
    thinking: { modelKwargs: { enable_thinking: true } },
    thought: (answer) => answer.additional_kwargs.reasoning_content,
    endOfStream: (...call) => endOfStream(clients['@langchain/openai'].chat(), ...call),
  },
  '@langchain/google': {
    dialect: 'genai',
    chat: (options) => new ChatGoogle({ ...common, endpoint: gatewayUrl, ...options }),
    visionModel: 'qwen3-vl-plus',
    thinking: { model: 'gemini-2.5-flash', maxReasoningTokens: 100 },
    thought: (answer) => answer.contentBlocks.find(({ type }) => type === 'reasoning')?.reasoning,
    endOfStream: (...call) => endOfStream(clients['@langchain/google'].chat(), ...call),
  },
  '@langchain/google-genai': {
    dialect: 'genai',
    chat: (options) => new ChatGoogleGenerativeAI({ ...common, baseUrl: gatewayUrl, ...options }),
    embeddings: () =>
      new GoogleGenerativeAIEmbeddings({ model: embeddingModel, apiKey: appToken, baseUrl: gatewayUrl }),
    /** It sends pictures only to names it knows to see; the gateway's default for media serves them. */
    visionModel: 'gemini-2.5-flash',
    thinking: { thinkingConfig: { includeThoughts: true, thinkingBudget: 100 } },
    thought: (answer) => answer.content.find(({ type }) => type === 'thinking')?.thinking,
    endOfStream: (...call) => endOfLegacyStream(model, ...call),
  },
};

function weatherTool(seen) {
  return tool(
    (args) => {
      seen.push(args);
      return 'mild';
    },
    { name: 'get_weather', description: 'Current weather for a city', schema: weatherSchema },
  );
}

for (const [name, client] of Object.entries(clients)) {
  const { chat, dialect } = client;

  fills(name, 'text', 'an answer and its usage', async () => {
    const p = prompt();
    const answer = await chat().invoke([new SystemMessage('Answer briefly.'), new HumanMessage(p.text)]);

    assert.equal(answer.text, defaultText);
    assert.ok(answer.usage_metadata.output_tokens > 0);
    assert.deepEqual((await p.request()).body.messages[0], { role: 'system', content: 'Answer briefly.' });
  });

  fills(name, 'stream', 'a stream adds up to the same', async () => {
    const p = prompt();
    const pieces = [];
    for await (const chunk of await chat().stream([new HumanMessage(p.text)])) pieces.push(chunk.text);

    assert.equal(pieces.join(''), defaultText);
    assert.ok(pieces.length > 3);
  });

  fills(name, 'tools', 'an agent calls tools until there is an answer', async () => {
    const p = prompt('[[tool]] [[rounds:2]]');
    const seen = [];
    const agent = createAgent({ model: chat(), tools: [weatherTool(seen)] });
    const { messages } = await agent.invoke({ messages: [new HumanMessage(p.text)] });

    assert.deepEqual(seen, [weatherArguments, weatherArguments]);
    assert.match(messages.at(-1).text, /^The tools answered: .*mild/);
    const [, second] = await p.requests();
    const [, assistant, result] = second.body.messages;
    assert.equal(assistant.tool_calls[0].id, result.tool_call_id);
  });

  fills(name, 'tools', 'a streaming agent too', async () => {
    const p = prompt('[[tool]]');
    const seen = [];
    const agent = createAgent({ model: chat(), tools: [weatherTool(seen)] });
    let text = '';
    const input = { messages: [new HumanMessage(p.text)] };
    for await (const [message] of await agent.stream(input, { streamMode: 'messages' })) {
      if (message.getType() === 'ai') text += message.text;
    }

    assert.deepEqual(seen, [weatherArguments]);
    assert.match(text, /^The tools answered: .*mild/);
    assert.ok((await p.requests()).every(({ body }) => body.stream));
  });

  fills(name, 'structured output', 'an answer in JSON of a schema', async () => {
    const p = prompt(`[[say:${JSON.stringify(landing)}]]`);
    const structured = chat().withStructuredOutput(landingSchema, { name: 'landing', method: 'jsonSchema' });

    assert.deepEqual(await structured.invoke([new HumanMessage(p.text)]), landing);
    assert.equal((await p.request()).body.response_format.type, 'json_schema');
  });

  fills(name, 'image in', 'a picture reaches a model that can see', async () => {
    const p = prompt();
    const answer = await chat({ model: client.visionModel }).invoke([
      new HumanMessage({
        content: [
          { type: 'text', text: p.text },
          { type: 'image_url', image_url: { url: dataUrl } },
        ],
      }),
    ]);

    assert.equal(answer.text, 'I see 16 by 16 pixels.');
    const { content } = (await p.request()).body.messages[0];
    assert.equal(content.find(({ type }) => type === 'image_url').image_url.url, dataUrl);
  });

  fills(name, 'thinking', 'thoughts are shown apart from the answer', async () => {
    const p = prompt();
    const answer = await chat(client.thinking).invoke([new HumanMessage(p.text)]);

    assert.equal(client.thought(answer), 'The user wants one sentence on tides.');
    assert.equal(answer.text, defaultText);
    assert.equal((await p.request()).body.enable_thinking, true);
  });

  fills(name, 'abort', 'an abort ends the upstream call', async () => {
    const p = prompt('[[endless]]');

    assert.match(await client.endOfStream(p.text, true), /abort/i);
    await p.assertAbandoned();
  });

  const hasStatus = (status) => (error) => {
    const { status: seen } = ContextOverflowError.isInstance(error) ? error.cause : error;
    assert.equal(seen ?? error.statusCode, status, String(error));
    return true;
  };

  fills(name, 'wrong key', 'a wrong key is refused', async () => {
    const p = prompt();
    const call = chat({ apiKey: wrongToken }).invoke([new HumanMessage(p.text)]);
    await assert.rejects(call, hasStatus(dialect === 'openai' ? 401 : 400));
    await p.assertNeverSent();
  });

  for (const { fault, marker, [dialect]: status } of refusals) {
    fills(name, 'errors', `a refusal ${fault} of the upstream has status ${status}`, async () => {
      const p = prompt(marker);
      await assert.rejects(chat().invoke([new HumanMessage(p.text)]), hasStatus(status));
    });
  }

  for (const fault of ['cut', 'reset', 'native', 'unfinished']) {
    fills(name, 'broken stream', `a stream that ends with "${fault}" raises`, async () => {
      const error = await client.endOfStream(prompt(`[[midway:${fault}]]`).text);

      assert.ok(error?.length > 0);
    });
  }

  if (client.embeddings) {
    fills(name, 'embeddings', 'texts become vectors', async () => {
      const vectors = await client.embeddings().embedDocuments(['y', 'yy', 'yyy']);

      assert.deepEqual(vectors.map((vector) => vector[0]), [1, 2, 3]);
    });
  }
}
