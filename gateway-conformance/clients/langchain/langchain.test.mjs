import assert from 'node:assert/strict';
import test from 'node:test';

import { HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import { ChatGoogleGenerativeAI } from '@langchain/google-genai';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';

import { appToken, gatewayUrl } from '../support/env.mjs';
import { landing, landingSchema, png, weatherArguments, weatherSchema } from '../support/tools.mjs';
import { defaultText, prompt } from '../support/upstream.mjs';

const model = 'qwen3-max';
/** The Google package sends pictures only to names it knows to see; the gateway's default for media serves them. */
const visionModels = { OpenAI: 'qwen3-vl-plus', 'Google (generative-ai)': 'gemini-2.5-flash' };

const chats = {
  OpenAI: (options = {}) =>
    new ChatOpenAI({
      model,
      apiKey: appToken,
      maxRetries: 0,
      configuration: { baseURL: `${gatewayUrl}/v1` },
      ...options,
    }),
  'Google (generative-ai)': (options = {}) =>
    new ChatGoogleGenerativeAI({ model, apiKey: appToken, maxRetries: 0, baseUrl: gatewayUrl, ...options }),
};

const weather = {
  name: 'get_weather',
  description: 'Current weather for a city',
  schema: weatherSchema,
};

for (const [name, chat] of Object.entries(chats)) {
  test(`${name}: an answer and its usage`, async () => {
    const p = prompt();
    const answer = await chat().invoke([new SystemMessage('Answer briefly.'), new HumanMessage(p.text)]);

    assert.equal(answer.text, defaultText);
    assert.ok(answer.usage_metadata.output_tokens > 0);
    assert.deepEqual((await p.request()).body.messages[0], { role: 'system', content: 'Answer briefly.' });
  });

  test(`${name}: a stream adds up to the same`, async () => {
    const p = prompt();
    let text = '';
    for await (const chunk of await chat().stream([new HumanMessage(p.text)])) text += chunk.text;

    assert.equal(text, defaultText);
  });

  for (const streamed of [false, true]) {
    test(`${name}: a tool's call and result make a round trip${streamed ? ', streamed' : ''}`, async () => {
      const p = prompt('[[tool]]');
      const bound = chat().bindTools([weather]);
      const messages = [new HumanMessage(p.text)];
      let asked;
      if (streamed) {
        for await (const chunk of await bound.stream(messages)) asked = asked === undefined ? chunk : asked.concat(chunk);
      } else {
        asked = await bound.invoke(messages);
      }
      const [call] = asked.tool_calls;
      assert.equal(call.name, 'get_weather');
      assert.deepEqual(call.args, weatherArguments);

      messages.push(asked, new ToolMessage({ content: 'mild', tool_call_id: call.id, name: call.name }));
      const told = await bound.invoke(messages);
      assert.match(told.text, /mild/);
      const [, second] = await p.requests();
      const [, assistant, result] = second.body.messages;
      assert.equal(assistant.tool_calls[0].id, result.tool_call_id);
    });
  }

  test(`${name}: an answer in JSON of a schema`, async () => {
    const p = prompt(`[[say:${JSON.stringify(landing)}]]`);
    const structured = chat().withStructuredOutput(landingSchema, { name: 'landing', method: 'jsonSchema' });

    assert.deepEqual(await structured.invoke([new HumanMessage(p.text)]), landing);
    assert.equal((await p.request()).body.response_format.type, 'json_schema');
  });

  test(`${name}: a picture reaches a model that can see`, async () => {
    const p = prompt();
    await chat({ model: visionModels[name] }).invoke([
      new HumanMessage({
        content: [
          { type: 'text', text: p.text },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
        ],
      }),
    ]);

    const { content } = (await p.request()).body.messages[0];
    assert.equal(content.find(({ type }) => type === 'image_url').image_url.url, `data:image/png;base64,${png}`);
  });

  for (const [markers, status] of [['[[error:400]]', 400], ['[[error:404]]', 404], ['[[error:429]]', 429]]) {
    test(`${name}: ${markers} has status ${status}`, async () => {
      const p = prompt(markers);
      await assert.rejects(chat().invoke([new HumanMessage(p.text)]), (error) => {
        assert.equal(error.status ?? error.statusCode, status);
        return true;
      });
    });
  }
}

test('OpenAI: texts become vectors', async () => {
  const embeddings = new OpenAIEmbeddings({
    model: 'text-embedding-v4',
    apiKey: appToken,
    configuration: { baseURL: `${gatewayUrl}/v1` },
  });
  const vectors = await embeddings.embedDocuments(['y', 'yy', 'yyy']);

  assert.deepEqual(vectors.map((vector) => vector[0]), [1, 2, 3]);
});

// The legacy Google SDK below LangChain's package leaves a rejected promise behind when a stream is aborted.
test('OpenAI: an abort ends the upstream call', async () => {
  const p = prompt('[[endless]]');
  const abort = new AbortController();
  await assert.rejects(async () => {
    for await (const chunk of await chats.OpenAI().stream([new HumanMessage(p.text)], { signal: abort.signal })) {
      if (chunk.text.length > 0) abort.abort();
    }
  });
  await p.assertAbandoned();
});
