import assert from 'node:assert/strict';
import test from 'node:test';

import { defaultText, prompt } from '../support/upstream.mjs';
import { collect, fillsCell, model, openai, textOf, user } from './client.mjs';

async function streamed(markers, options = {}) {
  const p = prompt(markers);
  const stream = await openai().chat.completions.create({
    model,
    messages: [user(p.text)],
    stream: true,
    ...options,
  });
  return { p, chunks: await collect(stream) };
}

fillsCell('stream', 'a stream brings the text in several deltas and finishes once', async () => {
  const { chunks } = await streamed();

  assert.equal(textOf(chunks), defaultText);
  assert.ok(chunks.filter((chunk) => chunk.choices[0].delta.content).length > 5);
  assert.equal(chunks[0].choices[0].delta.role, 'assistant');
  assert.ok(chunks.slice(1).every((chunk) => !chunk.choices[0].delta.role));
  const reasons = chunks.map((chunk) => chunk.choices[0].finish_reason).filter(Boolean);
  assert.deepEqual(reasons, ['stop']);
});

test('all chunks of a stream share id, time and model', async () => {
  const { chunks } = await streamed('', { model: 'gpt-5.1' });

  assert.ok(chunks[0].id);
  for (const chunk of chunks) {
    const { id, object, created, model: named } = chunk;
    const expected = { id: chunks[0].id, object: 'chat.completion.chunk', created: chunks[0].created, model: 'gpt-5.1' };
    assert.deepEqual({ id, object, created, model: named }, expected);
  }
});

test('usage comes when asked for, last and alone', async () => {
  const { p, chunks } = await streamed('', { stream_options: { include_usage: true } });

  const last = chunks.at(-1);
  assert.deepEqual(last.choices, []);
  const { usage } = await p.request();
  assert.equal(last.usage.prompt_tokens, usage.prompt_tokens);
  assert.equal(last.usage.completion_tokens, usage.completion_tokens);
  assert.equal(last.usage.total_tokens, usage.total_tokens);
  assert.ok(chunks.slice(0, -1).every((chunk) => chunk.choices.length === 1 && !chunk.usage));
});

test('no usage comes unasked, though the gateway asks its upstream', async () => {
  const { p, chunks } = await streamed();

  assert.ok(chunks.every((chunk) => chunk.choices.length === 1 && !('usage' in chunk)));
  assert.equal((await p.request()).body.stream_options.include_usage, true);
});

fillsCell('stream', 'the stream helper of the SDK accepts the stream and adds it up', async () => {
  const p = prompt();
  const completion = await openai()
    .chat.completions.stream({ model, messages: [user(p.text)], stream_options: { include_usage: true } })
    .finalChatCompletion();

  assert.equal(completion.choices[0].message.content, defaultText);
  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.equal(completion.usage.total_tokens, (await p.request()).usage.total_tokens);
});

test('a delta is passed on before the next one exists', async () => {
  const p = prompt('[[hold]]');
  const stream = await openai().chat.completions.create({ model, messages: [user(p.text)], stream: true });

  let text = '';
  for await (const chunk of stream) {
    text += chunk.choices[0].delta.content ?? '';
    if (text.startsWith('Tides rise')) await p.release();
  }
  assert.equal(text, defaultText);
});

test('events torn apart on the wire come out whole', async () => {
  const text = 'Ebbe 潮汐 👩‍🚀 und Flut';
  const { chunks } = await streamed(`[[dribble]] [[say:${text}]]`);

  assert.equal(textOf(chunks), text);
});

fillsCell('thinking', 'thinking deltas come before the text and stay apart from it', async () => {
  const { chunks } = await streamed('', { reasoning_effort: 'low' });

  const reasoning = chunks.map((chunk) => chunk.choices[0].delta.reasoning_content ?? '').join('');
  assert.equal(reasoning, 'The user wants one sentence on tides.');
  assert.equal(textOf(chunks), defaultText);
  const lastThought = chunks.findLastIndex((chunk) => chunk.choices[0].delta.reasoning_content);
  const firstWord = chunks.findIndex((chunk) => chunk.choices[0].delta.content);
  assert.ok(lastThought < firstWord);
});
