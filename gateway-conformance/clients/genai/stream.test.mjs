import assert from 'node:assert/strict';
import test from 'node:test';

import { FinishReason } from '@google/genai';

import { defaultText, prompt } from '../support/upstream.mjs';
import { collect, fillsCell, genai, model, textOf } from './client.mjs';

async function streamed(markers, request = {}) {
  const p = prompt(markers);
  const stream = await genai().models.generateContentStream({ model, contents: p.text, ...request });
  return { p, chunks: await collect(stream) };
}

fillsCell('stream', 'a stream brings the text in several chunks and finishes once, with usage', async () => {
  const { p, chunks } = await streamed();

  assert.equal(textOf(chunks), defaultText);
  assert.ok(chunks.filter((chunk) => chunk.text).length > 5);
  const reasons = chunks.map((chunk) => chunk.candidates[0].finishReason);
  assert.equal(reasons.pop(), FinishReason.STOP);
  assert.ok(reasons.every((reason) => reason === undefined));
  const { usage } = await p.request();
  const { usageMetadata } = chunks.at(-1);
  assert.equal(usageMetadata.promptTokenCount, usage.prompt_tokens);
  assert.equal(usageMetadata.candidatesTokenCount, usage.completion_tokens);
  assert.equal(usageMetadata.totalTokenCount, usage.total_tokens);
});

test('every chunk names the model asked for, and the same answer', async () => {
  const { chunks } = await streamed('', { model: 'gemini-3-pro' });

  assert.ok(chunks[0].responseId);
  for (const chunk of chunks) {
    assert.equal(chunk.modelVersion, 'gemini-3-pro');
    assert.equal(chunk.responseId, chunks[0].responseId);
    assert.equal(chunk.candidates[0].content.role, 'model');
    assert.ok(chunk.candidates[0].content.parts.length > 0);
  }
});

test('a chunk is passed on before the next one exists', async () => {
  const p = prompt('[[hold]]');
  let text = '';
  for await (const chunk of await genai().models.generateContentStream({ model, contents: p.text })) {
    text += chunk.text ?? '';
    if (text.startsWith('Tides rise')) await p.release();
  }

  assert.equal(text, defaultText);
});

test('events torn apart on the wire come out whole', async () => {
  const text = 'Ebbe 潮汐 👩‍🚀 und Flut';
  const { chunks } = await streamed(`[[dribble]] [[say:${text}]]`);

  assert.equal(textOf(chunks), text);
});

fillsCell('thinking', 'streamed thoughts come first, marked, and only when asked for', async () => {
  const { chunks: unasked } = await streamed('', { config: { thinkingConfig: { thinkingBudget: 100 } } });
  assert.ok(unasked.every((chunk) => chunk.candidates[0].content.parts.every((part) => !part.thought)));
  assert.equal(textOf(unasked), defaultText);

  const { chunks } = await streamed('', {
    config: { thinkingConfig: { includeThoughts: true, thinkingBudget: 100 } },
  });
  const parts = chunks.flatMap((chunk) => chunk.candidates[0].content.parts);
  const thoughts = parts.filter((part) => part.thought).map((part) => part.text);
  assert.equal(thoughts.join(''), 'The user wants one sentence on tides.');
  assert.equal(parts.findLastIndex((part) => part.thought), thoughts.length - 1);
  assert.equal(textOf(chunks), defaultText);
});
