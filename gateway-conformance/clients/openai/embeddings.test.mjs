import assert from 'node:assert/strict';
import test from 'node:test';

import { prompt } from '../support/upstream.mjs';
import { openai } from './client.mjs';

const model = 'text-embedding-v4';

test('vectors come as numbers, in the order of their texts', async () => {
  const p = prompt('moon');
  const answer = await openai().embeddings.create({ model, input: ['sun', p.text], dimensions: 64 });

  assert.deepEqual(answer.data.map(({ index }) => index), [0, 1]);
  assert.deepEqual(answer.data.map(({ embedding }) => embedding.length), [64, 64]);
  assert.deepEqual(answer.data.map(({ embedding }) => embedding[0]), ['sun'.length, p.text.length]);
  assert.equal(answer.model, model);
  assert.ok(answer.usage.prompt_tokens > 0);
  assert.equal((await p.request()).body.dimensions, 64);
});

test('more texts than the upstream takes at once keep their order', async () => {
  const texts = Array.from({ length: 23 }, (_, index) => 'x'.repeat(index + 1));
  const answer = await openai().embeddings.create({ model, input: texts, encoding_format: 'float' });

  assert.deepEqual(answer.data.map(({ index }) => index), texts.map((_, index) => index));
  assert.deepEqual(answer.data.map(({ embedding }) => embedding[0]), texts.map((text) => text.length));
});
