// Refusals of the upstream, as the SDK's error classes show them. Faults of the service come last, after calls that
// succeed, so that they stay a minority and no breaker opens.

import assert from 'node:assert/strict';
import test from 'node:test';

import OpenAI from 'openai';

import { refusals } from '../support/refusals.mjs';
import { prompt } from '../support/upstream.mjs';
import { fillsCell, model, openai, user } from './client.mjs';

const modes = [{ stream: false }, { stream: true }];

async function refused(markers, mode) {
  const p = prompt(markers);
  try {
    await openai().chat.completions.create({ model, messages: [user(p.text)], ...mode });
  } catch (error) {
    assert.ok(error instanceof OpenAI.APIError, String(error));
    assert.ok(error.requestID);
    assert.deepEqual(
      ['code', 'message', 'param', 'type'].filter((key) => key in error.error),
      ['code', 'message', 'param', 'type'],
    );
    const shown = JSON.stringify(error.error);
    assert.ok(!/dashscope|aliyun|<html|InternalError|127\.0\.0\.1/i.test(shown), shown);
    return error;
  }
  return assert.fail('the call succeeded');
}

for (const mode of modes) {
  const how = mode.stream ? 'streamed' : 'plain';

  test(`${how}: a refused parameter is BadRequestError`, async () => {
    const error = await refused('[[error:400]]', mode);
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.type, 'invalid_request_error');
  });

  test(`${how}: too long a prompt is BadRequestError with the well-known code`, async () => {
    const error = await refused('[[error:400-context]]', mode);
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.code, 'context_length_exceeded');
  });

  test(`${how}: a blocked prompt is BadRequestError with code content_filter`, async () => {
    const error = await refused('[[error:400-filter]]', mode);
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.code, 'content_filter');
  });

  test(`${how}: a model the upstream lacks is NotFoundError`, async () => {
    const error = await refused('[[error:404]]', mode);
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.equal(error.code, 'model_not_found');
  });

  test(`${how}: a rate limit is RateLimitError with a time to wait`, async () => {
    const error = await refused('[[error:429]]', mode);
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.equal(error.code, 'rate_limit_exceeded');
    const seconds = Number(error.headers.get('retry-after'));
    assert.ok(seconds >= 1 && seconds <= 60, `retry-after: ${seconds}`);
  });

  test(`${how}: the upstream's own time to wait is passed on`, async () => {
    const error = await refused('[[error:429-tokens]] [[retry-after:7]]', mode);
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.equal(error.type, 'tokens');
    assert.equal(error.headers.get('retry-after'), '7');
  });

  test(`${how}: the gateway's own key being refused is not the caller's fault`, async () => {
    const error = await refused('[[error:401]]', mode);
    assert.ok(error instanceof OpenAI.InternalServerError);
    assert.equal(error.status, 502);
  });

  test(`${how}: an unpaid account is InternalServerError, not a bad request`, async () => {
    const error = await refused('[[error:400-arrears]]', mode);
    assert.ok(error instanceof OpenAI.InternalServerError);
    assert.equal(error.status, 503);
  });
}

const errorClasses = { 400: OpenAI.BadRequestError, 404: OpenAI.NotFoundError, 429: OpenAI.RateLimitError };

for (const { fault, marker, openai: status } of refusals) {
  fillsCell('errors', `a refusal ${fault} of the upstream has the error class of ${status}`, async () => {
    const error = await refused(marker, { stream: fault !== '500' });
    assert.equal(error.status, status);
    assert.ok(error instanceof (errorClasses[status] ?? OpenAI.InternalServerError), String(error));
  });
}

test('one failure that passes is hidden by the gateway', async () => {
  const p = prompt('[[once:503]]');
  const completion = await openai().chat.completions.create({ model, messages: [user(p.text)] });

  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.equal((await p.requests()).length, 2);
});

test('retries of gateway and SDK do not multiply', async () => {
  const p = prompt('[[error:502]]');
  const client = openai({ maxRetries: 2 });
  await assert.rejects(client.chat.completions.create({ model, messages: [user(p.text)] }), OpenAI.InternalServerError);

  assert.ok((await p.requests()).length <= 3);
});
