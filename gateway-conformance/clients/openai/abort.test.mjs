import assert from 'node:assert/strict';

import OpenAI from 'openai';

import { prompt } from '../support/upstream.mjs';
import { fillsCell, model, openai, user } from './client.mjs';

fillsCell('abort', 'leaving the loop of an endless stream ends the upstream call', async () => {
  const p = prompt('[[endless]]');
  const stream = await openai().chat.completions.create({ model, messages: [user(p.text)], stream: true });

  for await (const chunk of stream) {
    if (chunk.choices[0].delta.content === ' and on') break;
  }
  await p.assertAbandoned();
});

fillsCell('abort', 'aborting a stream by its controller ends the upstream call', async () => {
  const p = prompt('[[endless]]');
  const stream = await openai().chat.completions.create({ model, messages: [user(p.text)], stream: true });

  let seen = 0;
  for await (const chunk of stream) {
    if (chunk.choices[0].delta.content && ++seen === 20) stream.controller.abort();
  }
  assert.ok(seen >= 20);
  await p.assertAbandoned();
});

fillsCell('abort', 'aborting a call that waits for its answer ends the upstream call', async () => {
  const p = prompt('[[hang]]');
  const abort = new AbortController();
  const call = openai().chat.completions.create({ model, messages: [user(p.text)] }, { signal: abort.signal });
  await p.arrived();
  abort.abort();

  await assert.rejects(call, OpenAI.APIUserAbortError);
  await p.assertAbandoned();
});
