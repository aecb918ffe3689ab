import assert from 'node:assert/strict';

import { prompt } from '../support/upstream.mjs';
import { fillsCell, genai, model } from './client.mjs';

fillsCell('token count', 'text is counted exactly for a Qwen model', async () => {
  const answer = await genai().models.countTokens({ model, contents: 'hello world' });

  assert.equal(answer.totalTokens, 10);
});

fillsCell('token count', 'counting tokens costs no upstream generation and grows with the text', async () => {
  const [short, long] = [prompt('Tides'), prompt('Tides '.repeat(200))];
  const few = await genai().models.countTokens({ model, contents: short.text });
  const many = await genai().models.countTokens({ model, contents: long.text });

  assert.ok(few.totalTokens > 0);
  assert.ok(many.totalTokens > few.totalTokens + 100);
  const calls = [...(await short.requests()), ...(await long.requests())];
  assert.ok(calls.every(({ path }) => !path.endsWith('/chat/completions')));
});
