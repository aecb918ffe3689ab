import assert from 'node:assert/strict';
import test from 'node:test';

import { gatewayUrl } from '../support/env.mjs';
import { defaultText, prompt } from '../support/upstream.mjs';
import { collect, genai, model, textOf } from './client.mjs';

const places = ['', '/genai', '/api/acme-7', '/api/acme-7/genai'].flatMap((path) =>
  [undefined, 'v1beta', 'v1alpha'].map((apiVersion) => ({ path, apiVersion })),
);

for (const { path, apiVersion } of places) {
  test(`everything works below "${path}" with ${apiVersion ?? "the SDK's own version"}`, async () => {
    const client = genai({ baseUrl: `${gatewayUrl}${path}`, apiVersion });
    const [plain, streamed] = [prompt(), prompt()];

    assert.equal((await client.models.generateContent({ model, contents: plain.text })).text, defaultText);
    const stream = await client.models.generateContentStream({ model, contents: streamed.text });
    assert.equal(textOf(await collect(stream)), defaultText);
    assert.equal((await client.models.get({ model })).name, `models/${model}`);
    assert.equal((await plain.request()).path, '/compatible-mode/v1/chat/completions');
  });
}

test('model names with slashes and colons are names, not paths', async () => {
  const p = prompt();
  const response = await genai().models.generateContent({ model: 'models/qwen/qwen3:8b', contents: p.text });

  assert.equal(response.modelVersion, 'qwen/qwen3:8b');
  assert.equal((await p.request()).body.model, 'qwen3-max');
});
