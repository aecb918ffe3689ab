import assert from 'node:assert/strict';
import test from 'node:test';

import { ApiError } from '@google/genai';

import { fillsCell, genai } from './client.mjs';

const model = 'text-embedding-v4';

fillsCell('embeddings', 'a text becomes a vector', async () => {
  const answer = await genai().models.embedContent({
    model,
    contents: 'sun',
    config: { outputDimensionality: 64 },
  });

  assert.equal(answer.embeddings.length, 1);
  assert.equal(answer.embeddings[0].values.length, 64);
  assert.deepEqual(answer.embeddings[0].values.slice(0, 2), [3, -0.5]);
});

fillsCell('embeddings', 'texts come back in order, however many there are', async () => {
  const contents = Array.from({ length: 23 }, (_, i) => 'y'.repeat(i + 1));
  const answer = await genai().models.embedContent({ model, contents });

  assert.deepEqual(answer.embeddings.map(({ values }) => values[0]), contents.map(({ length }) => length));
});

test('a length the model does not make is refused by name', async () => {
  await assert.rejects(
    genai().models.embedContent({ model, contents: 'sun', config: { outputDimensionality: 100 } }),
    (error) => error instanceof ApiError && error.status === 400 && error.message.includes('output_dimensionality'),
  );
});
