import assert from 'node:assert/strict';
import test from 'node:test';

import OpenAI from 'openai';

import { prompt } from '../support/upstream.mjs';
import { fillsCell, openai } from './client.mjs';

const model = 'text-embedding-v4';

fillsCell('embeddings', 'a text becomes a vector, which the SDK asks for as base64 by default', async () => {
  const { text } = prompt('sun');
  const answer = await openai().embeddings.create({ model, input: text, dimensions: 64 });

  assert.equal(answer.model, model);
  assert.equal(answer.data.length, 1);
  assert.equal(answer.data[0].index, 0);
  assert.equal(answer.data[0].embedding.length, 64);
  assert.equal(answer.data[0].embedding[0], text.length);
  assert.equal(answer.data[0].embedding[1], -0.5);
  assert.ok(answer.usage.prompt_tokens > 0);
  assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens);
});

test('vectors are numbers when asked for as such', async () => {
  const answer = await openai().embeddings.create({ model, input: ['a', 'bb'], encoding_format: 'float' });

  assert.deepEqual(answer.data.map(({ embedding }) => embedding[0]), [1, 2]);
});

fillsCell('embeddings', 'more texts than the upstream takes at once are split and come back in order', async () => {
  const own = prompt('x');
  const input = Array.from({ length: 23 }, (_, i) => 'y'.repeat(i + 1));
  input[0] = own.text;
  const answer = await openai().embeddings.create({ model, input });

  assert.deepEqual(answer.data.map(({ index }) => index), input.map((_, i) => i));
  assert.deepEqual(answer.data.map(({ embedding }) => embedding[0]), input.map(({ length }) => length));
});

test('a model nobody lists is served by the default one under its own name', async () => {
  const answer = await openai().embeddings.create({ model: 'text-embedding-3-small', input: 'sun' });

  assert.equal(answer.model, 'text-embedding-3-small');
});

for (const [name, request, param] of [
  ['token ids', { input: [1, 2, 3] }, 'input'],
  ['an empty text', { input: '' }, 'input'],
  ['a length the model does not make', { input: 'sun', dimensions: 100 }, 'dimensions'],
  ['a model that chats', { input: 'sun', model: 'qwen3-max' }, 'model'],
]) {
  test(`${name} is refused by name`, async () => {
    await assert.rejects(
      openai().embeddings.create({ model, ...request }),
      (error) => error instanceof OpenAI.BadRequestError && error.param === param,
    );
  });
}
