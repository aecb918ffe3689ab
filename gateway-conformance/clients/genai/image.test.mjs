import assert from 'node:assert/strict';

import { createPartFromBase64, createUserContent } from '@google/genai';

import { dataUrl, png } from '../support/tools.mjs';
import { prompt } from '../support/upstream.mjs';
import { fillsCell, genai } from './client.mjs';

for (const model of ['qwen3-vl-plus', 'gemini-3-pro']) {
  fillsCell('image in', `a picture for ${model} reaches a model that can see`, async () => {
    const p = prompt();
    const answer = await genai().models.generateContent({
      model,
      contents: createUserContent([p.text, createPartFromBase64(png, 'image/png')]),
    });

    assert.equal(answer.text, 'I see 16 by 16 pixels.');
    const { body } = await p.request();
    assert.equal(body.messages[0].content[1].image_url.url, dataUrl);
    const tokens = Object.fromEntries(
      answer.usageMetadata.promptTokensDetails.map(({ modality, tokenCount }) => [modality, tokenCount]),
    );
    assert.ok(tokens.IMAGE > 0 && tokens.TEXT > 0, JSON.stringify(tokens));
  });
}
