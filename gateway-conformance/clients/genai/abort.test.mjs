import assert from 'node:assert/strict';

import { prompt } from '../support/upstream.mjs';
import { fillsCell, genai, model } from './client.mjs';

fillsCell('abort', 'aborting an endless stream ends the upstream call', async () => {
  const p = prompt('[[endless]]');
  const abort = new AbortController();
  const stream = await genai().models.generateContentStream({
    model,
    contents: p.text,
    config: { abortSignal: abort.signal },
  });

  await assert.rejects(async () => {
    for await (const chunk of stream) {
      if (chunk.text === ' and on') abort.abort();
    }
  }, { name: 'AbortError' });
  await p.assertAbandoned();
});

fillsCell('abort', 'aborting a call that waits for its answer ends the upstream call', async () => {
  const p = prompt('[[hang]]');
  const abort = new AbortController();
  const call = genai().models.generateContent({ model, contents: p.text, config: { abortSignal: abort.signal } });
  await p.arrived();
  abort.abort();

  await assert.rejects(call, { name: 'AbortError' });
  await p.assertAbandoned();
});
