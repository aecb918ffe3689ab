import assert from 'node:assert/strict';
import test from 'node:test';

import { genai, model } from './client.mjs';

for (const apiVersion of ['v1', 'v1beta']) {
  test(`${apiVersion}: the list of models has the default one`, async () => {
    const models = [];
    for await (const entry of await genai({ apiVersion }).models.list()) models.push(entry);

    const entry = models.find(({ name }) => name === `models/${model}`);
    assert.ok(entry, JSON.stringify(models));
    assert.ok(entry.inputTokenLimit > 0);
    assert.ok(entry.outputTokenLimit > 0);
    assert.ok(entry.supportedActions.includes('generateContent'));
  });

  test(`${apiVersion}: a listed model can be got`, async () => {
    const entry = await genai({ apiVersion }).models.get({ model });

    assert.equal(entry.name, `models/${model}`);
    assert.ok(entry.inputTokenLimit > 0);
  });
}

test('pages of models follow each other', async () => {
  const all = [];
  for await (const entry of await genai().models.list()) all.push(entry.name);
  const paged = [];
  for await (const entry of await genai().models.list({ config: { pageSize: 1 } })) paged.push(entry.name);

  assert.deepEqual(paged, all);
});

test('an unlisted model has the card of the default one under the asked name', async () => {
  const entry = await genai().models.get({ model: 'gemini-3-pro' });

  assert.equal(entry.name, 'models/gemini-3-pro');
  assert.ok(entry.inputTokenLimit > 0);
});
