// Mistakes of the caller, which the gateway answers itself: nothing may reach the upstream.

import assert from 'node:assert/strict';
import test from 'node:test';

import OpenAI from 'openai';

import { wrongToken } from '../support/refusals.mjs';
import { prompt } from '../support/upstream.mjs';
import { fillsCell, model, openai, user } from './client.mjs';

async function refused(call) {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof OpenAI.APIError, String(error));
    assert.ok(error.requestID, 'an error names its request');
    assert.ok(error.error.message.length > 0);
    assert.equal(error.error.requestId, error.requestID);
    return error;
  }
  return assert.fail('the call succeeded');
}

fillsCell('wrong key', 'a wrong token is AuthenticationError', async () => {
  const p = prompt();
  const client = openai({ apiKey: wrongToken });
  const error = await refused(client.chat.completions.create({ model, messages: [user(p.text)] }));

  assert.ok(error instanceof OpenAI.AuthenticationError);
  assert.equal(error.status, 401);
  assert.equal(error.code, 'invalid_api_key');
  assert.ok(!JSON.stringify(error.error).includes('wrong-token'));
  await p.assertNeverSent();
});

fillsCell('wrong key', 'a wrong token is AuthenticationError for a stream too', async () => {
  const p = prompt();
  const client = openai({ apiKey: wrongToken });
  const error = await refused(client.chat.completions.create({ model, messages: [user(p.text)], stream: true }));

  assert.ok(error instanceof OpenAI.AuthenticationError);
  await p.assertNeverSent();
});

test('a missing token is AuthenticationError', async () => {
  const p = prompt();
  const client = openai({ defaultHeaders: { Authorization: null } });
  const error = await refused(client.chat.completions.create({ model, messages: [user(p.text)] }));

  assert.ok(error instanceof OpenAI.AuthenticationError);
  assert.equal(error.status, 401);
  await p.assertNeverSent();
});

test('no messages is BadRequestError that names the parameter', async () => {
  const error = await refused(openai().chat.completions.create({ model, messages: [] }));

  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.equal(error.status, 400);
  assert.equal(error.type, 'invalid_request_error');
  assert.equal(error.param, 'messages');
});

test('no model is BadRequestError that names the parameter', async () => {
  const p = prompt();
  const error = await refused(openai().chat.completions.create({ messages: [user(p.text)] }));

  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.equal(error.param, 'model');
  await p.assertNeverSent();
});

test('an unknown role is BadRequestError that names its place', async () => {
  const p = prompt();
  const messages = [user(p.text), { role: 'narrator', content: 'Meanwhile' }];
  const error = await refused(openai().chat.completions.create({ model, messages }));

  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.match(error.param, /^messages\[1]/);
  await p.assertNeverSent();
});

test('a body over the limit is refused with 413', async () => {
  const p = prompt('x'.repeat(2 * 1024 * 1024));
  const error = await refused(openai().chat.completions.create({ model, messages: [user(p.text)] }));

  assert.equal(error.status, 413);
  await p.assertNeverSent();
});

test('a route the gateway does not have is NotFoundError in JSON', async () => {
  const error = await refused(openai().files.retrieve('file-1'));

  assert.ok(error instanceof OpenAI.NotFoundError);
  assert.equal(error.type, 'invalid_request_error');
});
