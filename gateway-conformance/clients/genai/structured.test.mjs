import assert from 'node:assert/strict';

import { Type } from '@google/genai';
import { z } from 'zod';

import { prompt } from '../support/upstream.mjs';
import { collect, fillsCell, genai, model, textOf } from './client.mjs';

const Landing = z.object({ craft: z.string(), year: z.number().int(), crew: z.array(z.object({ name: z.string() })) });
const expected = { craft: 'Oslo', year: 7, crew: [{ name: 'Oslo' }] };
const text = { type: Type.STRING };

for (const [kind, config] of [
  ['JSON Schema', { responseJsonSchema: z.toJSONSchema(Landing) }],
  [
    'the API\'s own schema',
    {
      responseSchema: {
        type: Type.OBJECT,
        properties: {
          craft: text,
          year: { type: Type.INTEGER },
          crew: { type: Type.ARRAY, items: { type: Type.OBJECT, properties: { name: text } } },
        },
        required: ['craft', 'year', 'crew'],
      },
    },
  ],
]) {
  fillsCell('structured output', `an answer that fits ${kind}, plain and streamed`, async () => {
    const [plain, streamed] = [prompt(), prompt()];
    const request = { model, config: { responseMimeType: 'application/json', ...config } };

    const answer = await genai().models.generateContent({ ...request, contents: plain.text });
    assert.deepEqual(Landing.parse(JSON.parse(answer.text)), expected);
    assert.equal((await plain.request()).body.response_format.type, 'json_schema');
    const chunks = await collect(await genai().models.generateContentStream({ ...request, contents: streamed.text }));
    assert.deepEqual(JSON.parse(textOf(chunks)), expected);
  });
}
