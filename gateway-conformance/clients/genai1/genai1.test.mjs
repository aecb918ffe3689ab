// The 1.x line of the SDK, which command line tools still pin. It calls /v1beta and reads streams most strictly of all.

import assert from 'node:assert/strict';

import { ApiError, createPartFromBase64, createUserContent, FinishReason, GoogleGenAI, Type } from 'genai-1';

import { appToken, gatewayUrl } from '../support/env.mjs';
import { fills } from '../support/fills.mjs';
import { refusals, wrongToken } from '../support/refusals.mjs';
import { dataUrl, landing, png, weatherArguments } from '../support/tools.mjs';
import { defaultText, prompt } from '../support/upstream.mjs';

const model = 'qwen3-max';
const genai = (apiKey = appToken) => new GoogleGenAI({ apiKey, httpOptions: { baseUrl: gatewayUrl } });
const fillsCell = (feature, name, run) => fills('@google/genai 1.x', feature, name, run);

const weather = {
  name: 'get_weather',
  parameters: {
    type: Type.OBJECT,
    properties: { city: { type: Type.STRING }, unit: { type: Type.STRING, enum: ['celsius', 'kelvin'] } },
    required: ['city', 'unit'],
  },
};

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks) => chunks.map((chunk) => chunk.text ?? '').join('');

fillsCell('text', 'an answer is the upstream\'s', async () => {
  const p = prompt();
  const answer = await genai().models.generateContent({ model, contents: p.text });

  assert.equal(answer.text, defaultText);
  assert.equal(answer.candidates[0].finishReason, FinishReason.STOP);
});

fillsCell('stream', 'a stream adds up to the same and ends with its reason and usage', async () => {
  const p = prompt();
  const chunks = await collect(await genai().models.generateContentStream({ model, contents: p.text }));

  assert.equal(textOf(chunks), defaultText);
  assert.equal(chunks.at(-1).candidates[0].finishReason, FinishReason.STOP);
  assert.ok(chunks.at(-1).usageMetadata.candidatesTokenCount > 0);
});

fillsCell('stream', 'a chat remembers streamed turns', async () => {
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

fillsCell('tools', 'a function\'s call and response make a round trip, streamed', async () => {
  const p = prompt('[[tool:2]]');
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

for (const mode of ['sendMessage', 'sendMessageStream']) {
  fillsCell('tools', `the SDK calls functions by itself in ${mode}`, async () => {
    const p = prompt('[[tool]] [[rounds:2]]');
    const seen = [];
    const callable = {
      tool: async () => ({ functionDeclarations: [weather] }),
      callTool: async (calls) =>
        calls.map(({ id, name, args }) => {
          seen.push(args);
          return { functionResponse: { id, name, response: { output: 'mild' } } };
        }),
    };
    const answer = await genai().chats.create({ model, config: { tools: [callable] } })[mode]({ message: p.text });

    assert.match(mode === 'sendMessage' ? answer.text : textOf(await collect(answer)), /mild/);
    assert.deepEqual(seen, [weatherArguments, weatherArguments]);
    assert.equal((await p.requests()).length, 3);
  });
}

fillsCell('structured output', 'an answer in JSON of a schema', async () => {
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

fillsCell('image in', 'a picture reaches a model that can see', async () => {
  const p = prompt();
  const answer = await genai().models.generateContent({
    model: 'qwen3-vl-plus',
    contents: createUserContent([p.text, createPartFromBase64(png, 'image/png')]),
  });

  assert.equal(answer.text, 'I see 16 by 16 pixels.');
  assert.equal((await p.request()).body.messages[0].content[1].image_url.url, dataUrl);
});

fillsCell('thinking', 'thoughts come as thoughts when asked for, plain and streamed', async () => {
  const [plain, streamed] = [prompt(), prompt()];
  const config = { thinkingConfig: { includeThoughts: true, thinkingBudget: 100 } };
  const answer = await genai().models.generateContent({ model, contents: plain.text, config });

  const parts = answer.candidates[0].content.parts;
  assert.ok(parts[0].thought && parts[0].text.length > 0);
  assert.equal(answer.text, defaultText);
  assert.ok(answer.usageMetadata.thoughtsTokenCount > 0);
  const chunks = await collect(await genai().models.generateContentStream({ model, contents: streamed.text, config }));
  assert.ok(chunks[0].candidates[0].content.parts[0].thought);
  assert.equal(textOf(chunks), defaultText);
  assert.equal((await streamed.request()).body.thinking_budget, 100);
});

fillsCell('abort', 'aborting an endless stream ends the upstream call', async () => {
  const p = prompt('[[endless]]');
  const abort = new AbortController();
  const stream = await genai().models.generateContentStream({
    model,
    contents: p.text,
    config: { abortSignal: abort.signal },
  });
  await assert.rejects(async () => {
    for await (const chunk of stream) if (chunk.text === ' and on') abort.abort();
  }, { name: 'AbortError' });

  await p.assertAbandoned();
});

fillsCell('wrong key', 'a wrong key is an ApiError of 400', async () => {
  const p = prompt();
  await assert.rejects(
    genai(wrongToken).models.generateContent({ model, contents: p.text }),
    (error) => error instanceof ApiError && error.status === 400 && error.message.includes('API_KEY_INVALID'),
  );
  await p.assertNeverSent();
});

for (const { fault, marker, genai: status } of refusals) {
  fillsCell('errors', `a refusal ${fault} of the upstream is an ApiError of ${status}`, async () => {
    const p = prompt(marker);
    const method = fault === '500' ? 'generateContent' : 'generateContentStream';
    await assert.rejects(genai().models[method]({ model, contents: p.text }), (error) => {
      assert.ok(error instanceof ApiError, String(error));
      assert.equal(error.status, status);
      return true;
    });
  });
}

for (const fault of ['cut', 'reset', 'native', 'unfinished']) {
  fillsCell('broken stream', `a stream that ends with "${fault}" raises`, async () => {
    const p = prompt(`[[midway:${fault}]]`);
    const stream = await genai().models.generateContentStream({ model, contents: p.text });
    await assert.rejects(collect(stream));
  });
}

fillsCell('token count', 'text is counted exactly for a Qwen model', async () => {
  assert.equal((await genai().models.countTokens({ model, contents: 'hello world' })).totalTokens, 10);
});

fillsCell('embeddings', 'texts become vectors', async () => {
  const vectors = await genai().models.embedContent({ model: 'text-embedding-v4', contents: ['y', 'yy'] });
  assert.deepEqual(vectors.embeddings.map(({ values }) => values[0]), [1, 2]);
});
