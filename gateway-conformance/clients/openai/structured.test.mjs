import assert from 'node:assert/strict';

import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';

import { prompt } from '../support/upstream.mjs';
import { fillsCell, model, openai, user } from './client.mjs';

const Landing = z.object({ craft: z.string(), year: z.number().int(), crew: z.array(z.object({ name: z.string() })) });
const response_format = zodResponseFormat(Landing, 'landing');
const expected = { craft: 'Oslo', year: 7, crew: [{ name: 'Oslo' }] };

fillsCell('structured output', 'the SDK parses an answer that fits its schema', async () => {
  const p = prompt();
  const completion = await openai().chat.completions.parse({ model, messages: [user(p.text)], response_format });

  assert.deepEqual(completion.choices[0].message.parsed, expected);
  const { body } = await p.request();
  assert.equal(body.response_format.type, 'json_schema');
  assert.deepEqual(body.response_format.json_schema.schema, response_format.json_schema.schema);
});

fillsCell('structured output', 'the same from a stream', async () => {
  const p = prompt();
  const stream = openai().chat.completions.stream({ model, messages: [user(p.text)], response_format });

  assert.deepEqual((await stream.finalChatCompletion()).choices[0].message.parsed, expected);
});

fillsCell('structured output', 'a model that knows no schemas is given it in words', async () => {
  const p = prompt('[[say:{"craft":"Eagle","year":1969,"crew":[]}]]');
  const completion = await openai().chat.completions.parse({
    model: 'qwen-plus',
    messages: [user(p.text)],
    response_format,
  });

  assert.deepEqual(completion.choices[0].message.parsed, { craft: 'Eagle', year: 1969, crew: [] });
  const { body } = await p.request();
  assert.equal(body.response_format.type, 'json_object');
  assert.match(body.messages[0].content, /crew/);
});
