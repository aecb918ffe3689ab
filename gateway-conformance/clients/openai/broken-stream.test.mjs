// Streams that fail after their first event: the SDK must raise, and half an answer must never look like a whole one.

import assert from 'node:assert/strict';
import test from 'node:test';

import OpenAI from 'openai';

import { defaultText, prompt } from '../support/upstream.mjs';
import { fillsCell, model, openai, user } from './client.mjs';

for (const fault of ['cut', 'reset', 'error', 'native', 'unfinished']) {
  fillsCell('broken stream', `a stream that ends with "${fault}" raises after the text that came`, async () => {
    const p = prompt(`[[midway:${fault}]]`);
    const stream = await openai().chat.completions.create({ model, messages: [user(p.text)], stream: true });

    let text = '';
    const finishes = [];
    await assert.rejects(async () => {
      for await (const chunk of stream) {
        text += chunk.choices[0].delta.content ?? '';
        finishes.push(chunk.choices[0].finish_reason);
      }
    }, (error) => {
      assert.ok(error instanceof OpenAI.APIError, String(error));
      assert.ok(error.message.length > 0);
      return true;
    });
    assert.ok(text.length > 0 && defaultText.startsWith(text), text);
    assert.ok(finishes.every((reason) => reason === null));
  });
}

fillsCell('broken stream', 'the stream helper of the SDK raises too', async () => {
  const p = prompt('[[midway:cut]]');
  const stream = openai().chat.completions.stream({ model, messages: [user(p.text)] });

  await assert.rejects(stream.finalChatCompletion(), OpenAI.APIError);
});

test('a failure in the first frame is still a status code', async () => {
  const p = prompt('[[first:native]]');
  const call = openai().chat.completions.create({ model, messages: [user(p.text)], stream: true });

  await assert.rejects(call, (error) => {
    assert.ok(error instanceof OpenAI.RateLimitError, String(error));
    assert.equal(error.status, 429);
    return true;
  });
});

test('an answer that breaks off in its body is a failure', async () => {
  const p = prompt('[[midway:cut]]');
  const call = openai().chat.completions.create({ model, messages: [user(p.text)] });

  await assert.rejects(call, (error) => {
    assert.ok(error instanceof OpenAI.InternalServerError, String(error));
    assert.equal(error.status, 502);
    return true;
  });
});
