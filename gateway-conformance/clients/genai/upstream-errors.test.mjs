// Refusals of the upstream, as ApiError shows them. Faults of the service come last, after calls that succeed, so that
// they stay a minority and no breaker opens.

import assert from 'node:assert/strict';
import test from 'node:test';

import { refusals } from '../support/refusals.mjs';
import { prompt } from '../support/upstream.mjs';
import { details, fillsCell, genai, model, refused } from './client.mjs';

async function failure(markers, method) {
  const p = prompt(markers);
  const error = await refused(genai().models[method]({ model, contents: p.text }));
  const shown = JSON.stringify(error.body);
  assert.ok(!/dashscope|aliyun|<html|InternalError|127\.0\.0\.1/i.test(shown), shown);
  return error;
}

for (const method of ['generateContent', 'generateContentStream']) {
  test(`${method}: a refused parameter is INVALID_ARGUMENT`, async () => {
    const { status, body } = await failure('[[error:400]]', method);
    assert.equal(status, 400);
    assert.equal(body.status, 'INVALID_ARGUMENT');
  });

  test(`${method}: too long a prompt is INVALID_ARGUMENT in Google's words`, async () => {
    const { status, body } = await failure('[[error:400-context]]', method);
    assert.equal(status, 400);
    assert.match(body.message, /exceeds the maximum number of tokens allowed/);
  });

  test(`${method}: a model the upstream lacks is NOT_FOUND`, async () => {
    const { status, body } = await failure('[[error:404]]', method);
    assert.equal(status, 404);
    assert.equal(body.status, 'NOT_FOUND');
  });

  test(`${method}: a rate limit is RESOURCE_EXHAUSTED with a time to wait`, async () => {
    const { status, body } = await failure('[[error:429]]', method);
    assert.equal(status, 429);
    assert.equal(body.status, 'RESOURCE_EXHAUSTED');
    assert.match(details(body, 'RetryInfo')[0].retryDelay, /^\d+(\.\d+)?s$/);
  });

  test(`${method}: the gateway's own key being refused is not the caller's fault`, async () => {
    const { status, body } = await failure('[[error:401]]', method);
    assert.equal(status, 500);
    assert.equal(body.status, 'INTERNAL');
  });

  test(`${method}: an unpaid account is UNAVAILABLE`, async () => {
    const { status, body } = await failure('[[error:400-arrears]]', method);
    assert.equal(status, 503);
    assert.equal(body.status, 'UNAVAILABLE');
  });
}

const names = {
  400: 'INVALID_ARGUMENT',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

for (const { fault, marker, genai: expected } of refusals) {
  fillsCell('errors', `a refusal ${fault} of the upstream is an ApiError of ${expected} ${names[expected]}`, async () => {
    const method = fault === '500' ? 'generateContent' : 'generateContentStream';
    const { status, body } = await failure(marker, method);
    assert.equal(status, expected);
    assert.equal(body.status, names[expected]);
  });
}
