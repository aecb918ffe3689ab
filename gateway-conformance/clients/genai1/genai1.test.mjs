// The 1.x line of the SDK, which command line tools still pin. It calls /v1beta and reads streams most strictly of all.

import assert from 'node:assert/strict';
import test from 'node:test';

import { ApiError, FinishReason, GoogleGenAI, Type } from 'genai-1';

import { appToken, gatewayUrl } from '../support/env.mjs';
import { landing, png, weatherArguments } from '../support/tools.mjs';
import { defaultText, prompt } from '../support/upstream.mjs';

const model = 'qwen3-max';
const genai = () => new GoogleGenAI({ apiKey: appToken, httpOptions: { baseUrl: gatewayUrl } });

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks) => chunks.map((chunk) => chunk.text ?? '').join('');

test('an answer is the upstream\'s', async () => {
  const p = prompt();
  const answer = await genai().models.generateContent({ model, contents: p.text });

  assert.equal(answer.text, defaultText);
  assert.equal(answer.candidates[0].finishReason, FinishReason.STOP);
});

test('a stream adds up to the same and ends with its reason and usage', async () => {
  const p = prompt();
  const chunks = await collect(await genai().models.generateContentStream({ model, contents: p.text }));

  assert.equal(textOf(chunks), defaultText);
  assert.equal(chunks.at(-1).candidates[0].finishReason, FinishReason.STOP);
  assert.ok(chunks.at(-1).usageMetadata.candidatesTokenCount > 0);
});

test('a chat remembers streamed turns', async () => {
  const [first, second] = [prompt(), prompt()];
  const chat = genai().chats.create({ model });
  await collect(await chat.sendMessageStream({ message: first.text }));
  await chat.sendMessage({ message: second.text });

  const history = (await second.request()).body.messages.map(({ role, content }) => ({ role, content }));
  assert.deepEqual(history, [
    { role: 'user', content: first.text },
    { role: 'assistant', content: defaultText },
    { role: 'user', content: second.text },
  ]);
});

test('a function\'s call and response make a round trip, streamed', async () => {
  const p = prompt('[[tool:2]]');
  const weather = {
    name: 'get_weather',
    parameters: {
      type: Type.OBJECT,
      properties: { city: { type: Type.STRING }, unit: { type: Type.STRING, enum: ['celsius', 'kelvin'] } },
      required: ['city', 'unit'],
    },
  };
  const config = { tools: [{ functionDeclarations: [weather, { ...weather, name: 'get_sea' }] }] };
  const contents = [{ role: 'user', parts: [{ text: p.text }] }];
  const chunks = await collect(await genai().models.generateContentStream({ model, contents, config }));
  const calls = chunks.flatMap((chunk) => chunk.functionCalls ?? []);
  assert.deepEqual(calls.map(({ args }) => args), [weatherArguments, weatherArguments]);

  contents.push(...chunks.map((chunk) => chunk.candidates[0].content));
  contents.push({
    role: 'user',
    parts: calls.map(({ id, name }) => ({ functionResponse: { id, name, response: { output: `of ${name}` } } })),
  });
  const told = await genai().models.generateContent({ model, contents, config });
  assert.match(told.text, /of get_weather.*of get_sea/);
});

test('an answer in JSON of a schema', async () => {
  const p = prompt(`[[say:${JSON.stringify(landing)}]]`);
  const answer = await genai().models.generateContent({
    model,
    contents: p.text,
    config: {
      responseMimeType: 'application/json',
      responseSchema: { type: Type.OBJECT, properties: { name: { type: Type.STRING }, year: { type: Type.INTEGER } } },
    },
  });

  assert.deepEqual(JSON.parse(answer.text), landing);
  assert.equal((await p.request()).body.response_format.json_schema.schema.properties.year.type, 'integer');
});

test('a picture reaches a model that can see', async () => {
  const p = prompt();
  await genai().models.generateContent({
    model: 'qwen3-vl-plus',
    contents: [{ text: p.text }, { inlineData: { mimeType: 'image/png', data: png } }],
  });

  const { content } = (await p.request()).body.messages[0];
  assert.equal(content[1].image_url.url, `data:image/png;base64,${png}`);
});

test('thoughts come as thoughts when asked for', async () => {
  const p = prompt('[[think]]');
  const answer = await genai().models.generateContent({
    model,
    contents: p.text,
    config: { thinkingConfig: { includeThoughts: true, thinkingBudget: 100 } },
  });

  const parts = answer.candidates[0].content.parts;
  assert.ok(parts[0].thought && parts[0].text.length > 0);
  assert.equal(answer.text, defaultText);
  assert.ok(answer.usageMetadata.thoughtsTokenCount > 0);
});

for (const fault of ['cut', 'native', 'unfinished']) {
  test(`a stream that ends with "${fault}" raises`, async () => {
    const p = prompt(`[[midway:${fault}]]`);
    const stream = await genai().models.generateContentStream({ model, contents: p.text });
    await assert.rejects(collect(stream));
  });
}

for (const [markers, status] of [['[[error:400]]', 400], ['[[error:404]]', 404], ['[[error:429]]', 429]]) {
  test(`${markers} is an ApiError of status ${status}`, async () => {
    const p = prompt(markers);
    await assert.rejects(
      genai().models.generateContent({ model, contents: p.text }),
      (error) => error instanceof ApiError && error.status === status,
    );
  });
}

test('texts become vectors, and tokens are counted', async () => {
  const vectors = await genai().models.embedContent({ model: 'text-embedding-v4', contents: ['y', 'yy'] });
  assert.deepEqual(vectors.embeddings.map(({ values }) => values[0]), [1, 2]);
  assert.equal((await genai().models.countTokens({ model, contents: 'hello world' })).totalTokens, 10);
});
