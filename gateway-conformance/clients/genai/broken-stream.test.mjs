// Streams that fail after their first event: the SDK must raise, and half an answer must never look like a whole one.

import assert from 'node:assert/strict';
import test from 'node:test';

import { ApiError } from '@google/genai';

import { defaultText, prompt } from '../support/upstream.mjs';
import { fillsCell, genai, model, refused } from './client.mjs';

for (const fault of ['cut', 'reset', 'native', 'unfinished']) {
  fillsCell('broken stream', `a stream that ends with "${fault}" raises after the text that came`, async () => {
    const p = prompt(`[[midway:${fault}]]`);
    const stream = await genai().models.generateContentStream({ model, contents: p.text });

    let text = '';
    await assert.rejects(async () => {
      for await (const chunk of stream) {
        text += chunk.text ?? '';
        assert.equal(chunk.candidates[0].finishReason, undefined);
      }
    }, (error) => {
      assert.ok(error instanceof ApiError, String(error));
      assert.ok(error.status >= 400 && error.status < 600);
      return true;
    });
    assert.ok(text.length > 0 && defaultText.startsWith(text), text);
  });
}

test('an answer blocked on its way ends with that reason, not as complete', async () => {
  const p = prompt('[[midway:error]]');
  const reasons = [];
  for await (const chunk of await genai().models.generateContentStream({ model, contents: p.text })) {
    reasons.push(chunk.candidates[0].finishReason);
  }

  assert.equal(reasons.pop(), 'PROHIBITED_CONTENT');
});

test('a failure in the first frame is still a status code', async () => {
  const p = prompt('[[first:native]]');
  const { status, body } = await refused(genai().models.generateContentStream({ model, contents: p.text }));

  assert.equal(status, 429);
  assert.equal(body.status, 'RESOURCE_EXHAUSTED');
});

test('an answer that breaks off in its body is a failure', async () => {
  const p = prompt('[[midway:cut]]');
  const { status } = await refused(genai().models.generateContent({ model, contents: p.text }));

  assert.ok(status >= 500);
});
