import assert from 'node:assert/strict';
import test from 'node:test';

import OpenAI from 'openai';

import { model, openai } from './client.mjs';

test('the list of models has the default one', async () => {
  const models = [];
  for await (const entry of openai().models.list()) models.push(entry);

  const entry = models.find(({ id }) => id === model);
  assert.equal(entry.object, 'model');
  assert.ok(Number.isInteger(entry.created));
  assert.ok(entry.owned_by);
});

test('a listed model can be got', async () => {
  const entry = await openai().models.retrieve(model);

  assert.equal(entry.id, model);
  assert.equal(entry.object, 'model');
});

test('an unknown model is NotFoundError', async () => {
  await assert.rejects(openai().models.retrieve('no/such:model'), (error) => {
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.equal(error.status, 404);
    assert.equal(error.code, 'model_not_found');
    return true;
  });
});
