import assert from 'node:assert/strict';
import test from 'node:test';

import { gatewayUrl } from '../support/env.mjs';
import { defaultText, prompt } from '../support/upstream.mjs';
import { collect, model, openai, textOf, user } from './client.mjs';

for (const path of ['/openai/v1', '/api/acme-7/v1', '/api/acme-7/openai/v1']) {
  test(`everything works below ${path}`, async () => {
    const client = openai({ baseURL: `${gatewayUrl}${path}` });
    const [plain, streamed] = [prompt(), prompt()];

    const completion = await client.chat.completions.create({ model, messages: [user(plain.text)] });
    assert.equal(completion.choices[0].message.content, defaultText);
    const messages = [user(streamed.text)];
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    assert.equal(textOf(await collect(stream)), defaultText);
    assert.equal((await client.models.retrieve(model)).id, model);
    assert.equal((await plain.request()).path, '/compatible-mode/v1/chat/completions');
  });
}
