// Mistakes of the caller, which the gateway answers itself: nothing may reach the upstream.

import assert from 'node:assert/strict';
import test from 'node:test';

import { wrongToken } from '../support/refusals.mjs';
import { prompt } from '../support/upstream.mjs';
import { details, fillsCell, genai, model, refused } from './client.mjs';

fillsCell('wrong key', 'a wrong key is 400 API_KEY_INVALID', async () => {
  const p = prompt();
  const client = genai({ apiKey: wrongToken });
  const { status, body } = await refused(client.models.generateContent({ model, contents: p.text }));

  assert.equal(status, 400);
  assert.equal(body.status, 'INVALID_ARGUMENT');
  assert.equal(details(body, 'ErrorInfo')[0].reason, 'API_KEY_INVALID');
  assert.ok(!JSON.stringify(body).includes('wrong-token'));
  await p.assertNeverSent();
});

fillsCell('wrong key', 'a wrong key is refused for a stream too', async () => {
  const p = prompt();
  const client = genai({ apiKey: wrongToken });
  const { status } = await refused(client.models.generateContentStream({ model, contents: p.text }));

  assert.equal(status, 400);
  await p.assertNeverSent();
});

test('an empty key counts as missing: 403', async () => {
  const p = prompt();
  const client = genai({ headers: { 'x-goog-api-key': '' } });
  const { status, body } = await refused(client.models.generateContent({ model, contents: p.text }));

  assert.equal(status, 403);
  assert.equal(body.status, 'PERMISSION_DENIED');
  await p.assertNeverSent();
});

for (const [what, config] of [
  ['cached content', { cachedContent: 'cachedContents/1' }],
  ['a thinking budget beside a level', { thinkingConfig: { thinkingBudget: 100, thinkingLevel: 'LOW' } }],
  ['a tool the upstream cannot have', { tools: [{ codeExecution: {} }] }],
]) {
  test(`${what} is 400 INVALID_ARGUMENT`, async () => {
    const p = prompt();
    const { status, body } = await refused(genai().models.generateContent({ model, contents: p.text, config }));

    assert.equal(status, 400);
    assert.equal(body.status, 'INVALID_ARGUMENT');
    await p.assertNeverSent();
  });
}

test('a body over the limit is refused', async () => {
  const p = prompt('x'.repeat(2 * 1024 * 1024));
  const { status } = await refused(genai().models.generateContent({ model, contents: p.text }));

  assert.ok([400, 413].includes(status), `status ${status}`);
  await p.assertNeverSent();
});

test('a known route the gateway does not serve is 501 UNIMPLEMENTED', async () => {
  const { status, body } = await refused(genai({ apiVersion: 'v1beta' }).files.get({ name: 'files/abc' }));

  assert.equal(status, 501);
  assert.equal(body.status, 'UNIMPLEMENTED');
});
