import assert from 'node:assert/strict';
import test from 'node:test';

import { defaultText, prompt } from '../support/upstream.mjs';
import { fillsCell, model, openai, user } from './client.mjs';

fillsCell('text', 'a plain completion is the upstream answer in OpenAI shape', async () => {
  const p = prompt();
  const completion = await openai().chat.completions.create({ model, messages: [user(p.text)] });

  assert.equal(completion.object, 'chat.completion');
  assert.equal(completion.model, model);
  assert.ok(completion.id);
  assert.ok(completion._request_id);
  const [choice] = completion.choices;
  assert.equal(choice.index, 0);
  assert.equal(choice.message.role, 'assistant');
  assert.equal(choice.message.content, defaultText);
  assert.equal(choice.message.refusal, null);
  assert.equal(choice.finish_reason, 'stop');
  const { usage } = await p.request();
  assert.equal(completion.usage.prompt_tokens, usage.prompt_tokens);
  assert.equal(completion.usage.completion_tokens, usage.completion_tokens);
  assert.equal(completion.usage.total_tokens, usage.total_tokens);
});

test('a name the gateway does not list goes to the default model and comes back as asked', async () => {
  const p = prompt();
  const completion = await openai().chat.completions.create({ model: 'gpt-5.1', messages: [user(p.text)] });

  assert.equal(completion.model, 'gpt-5.1');
  assert.equal((await p.request()).body.model, 'qwen3-max');
});

test('text beyond ASCII arrives unharmed in both directions', async () => {
  const text = 'Grüße, 世界 — 👩‍🚀 "quoted" \\ back\tslash \u2028 end';
  const p = prompt(`[[say:${text}]]`);
  const completion = await openai().chat.completions.create({ model, messages: [user(p.text)] });

  assert.equal(completion.choices[0].message.content, text);
  assert.equal((await p.request()).body.messages[0].content, p.text);
});

test('a developer instruction becomes the one system message in front', async () => {
  const p = prompt();
  await openai().chat.completions.create({
    model,
    messages: [{ role: 'developer', content: 'Answer briefly.' }, user(p.text)],
  });

  const { messages } = (await p.request()).body;
  assert.deepEqual(messages, [{ role: 'system', content: 'Answer briefly.' }, user(p.text)]);
});

test('sampling parameters, stop and a vendor extension reach the upstream', async () => {
  const p = prompt();
  await openai().chat.completions.create({
    model,
    messages: [user(p.text)],
    temperature: 0.3,
    top_p: 0.8,
    presence_penalty: 0.5,
    seed: 42,
    stop: ['END', 'STOP'],
    max_completion_tokens: 500,
    top_k: 20,
  });

  const { body } = await p.request();
  assert.equal(body.temperature, 0.3);
  assert.equal(body.top_p, 0.8);
  assert.equal(body.presence_penalty, 0.5);
  assert.equal(body.seed, 42);
  assert.deepEqual(body.stop, ['END', 'STOP']);
  assert.equal(body.max_tokens, 500);
  assert.equal(body.top_k, 20);
});

test('a stop sequence ends the text before it', async () => {
  const p = prompt();
  const completion = await openai().chat.completions.create({ model, messages: [user(p.text)], stop: ' because' });

  assert.equal(completion.choices[0].message.content, 'Tides rise and fall');
  assert.equal(completion.choices[0].finish_reason, 'stop');
});

test('a token limit cuts the answer and says so', async () => {
  const p = prompt();
  const completion = await openai().chat.completions.create({
    model,
    messages: [user(p.text)],
    max_completion_tokens: 4,
  });

  assert.equal(completion.choices[0].message.content, 'Tides rise and fall');
  assert.equal(completion.choices[0].finish_reason, 'length');
});

fillsCell('thinking', 'thinking text rides along as reasoning_content', async () => {
  const p = prompt();
  const completion = await openai().chat.completions.create({
    model,
    messages: [user(p.text)],
    reasoning_effort: 'low',
  });

  assert.equal(completion.choices[0].message.reasoning_content, 'The user wants one sentence on tides.');
  assert.equal(completion.choices[0].message.content, defaultText);
  const { body, usage } = await p.request();
  assert.equal(body.enable_thinking, true);
  const { reasoning_tokens: reasoning } = usage.completion_tokens_details;
  assert.equal(completion.usage.completion_tokens_details.reasoning_tokens, reasoning);
});

test('the app token stays here and the upstream key is used there', async () => {
  const p = prompt();
  const client = openai();
  await client.chat.completions.create({ model, messages: [user(p.text)] });

  const { headers, path } = await p.request();
  assert.equal(path, '/compatible-mode/v1/chat/completions');
  assert.ok(headers.authorization.startsWith('Bearer '));
  assert.ok(!JSON.stringify(headers).includes(client.apiKey));
});
