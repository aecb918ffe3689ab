import assert from 'node:assert/strict';
import test from 'node:test';

import OpenAI from 'openai';

import { dataUrl } from '../support/tools.mjs';
import { prompt } from '../support/upstream.mjs';
import { fillsCell, openai, user } from './client.mjs';

const see = (p) => [
  user([
    { type: 'text', text: p.text },
    { type: 'image_url', image_url: { url: dataUrl } },
  ]),
];

for (const model of ['qwen3-vl-plus', 'gpt-5.1']) {
  fillsCell('image in', `a picture for ${model} reaches a model that can see`, async () => {
    const p = prompt();
    const completion = await openai().chat.completions.create({ model, messages: see(p) });

    assert.equal(completion.choices[0].message.content, 'I see 16 by 16 pixels.');
    const { body, usage } = await p.request();
    assert.equal(body.messages[0].content[1].image_url.url, dataUrl);
    assert.equal(completion.usage.prompt_tokens, usage.prompt_tokens);
  });
}

test('a picture for a model that cannot see is refused by name', async () => {
  const p = prompt();
  await assert.rejects(openai().chat.completions.create({ model: 'qwen3-max', messages: see(p) }), (error) => {
    assert.ok(error instanceof OpenAI.BadRequestError, String(error));
    assert.match(error.param, /^messages\[0]/);
    return true;
  });
});
