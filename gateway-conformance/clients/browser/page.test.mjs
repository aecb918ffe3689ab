// A page of another origin talks to the gateway with the web builds of both SDKs.

import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';

import { appToken, gatewayUrl } from '../support/env.mjs';
import { defaultText, prompt } from '../support/upstream.mjs';
import { startChromium } from './chromium.mjs';
import { startSite } from './site.mjs';

const wrongToken = 'wrong-token-0123456789abcdef';

let site;
let browser;
let page;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startChromium()]);
});

beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'openaiDeltas' in globalThis);
});

after(async () => {
  await browser?.close();
  site?.close();
});

/** Calls a function of the page with a prompt. */
const inPage = (name, p, token = appToken) =>
  page.evaluate(([fn, call]) => globalThis[fn](call), [name, { gatewayUrl, token, prompt: p.text }]);

test('the page is of another origin', async () => {
  assert.notEqual(new URL(page.url()).origin, new URL(gatewayUrl).origin);
});

for (const sdk of ['openai', 'genai']) {
  test(`${sdk}: a stream arrives in several deltas`, async () => {
    const deltas = await inPage(`${sdk}Deltas`, prompt());

    assert.equal(deltas.join(''), defaultText);
    assert.ok(deltas.length > 5);
  });

  test(`${sdk}: a stream that breaks off raises in the page`, async () => {
    const error = await inPage(`${sdk}Failure`, prompt('[[midway:cut]]'));

    assert.ok(error.message.length > 0);
  });
}

test('openai: the request id is readable', async () => {
  const { requestId, header } = await inPage('openaiRequestId', prompt());

  assert.ok(header);
  assert.equal(requestId, header);
});

test('genai: the request id is readable', async () => {
  const headers = await inPage('genaiHeaders', prompt());

  assert.ok(headers['x-request-id']);
});

test('openai: the body of a refusal is readable', async () => {
  const error = await inPage('openaiFailure', prompt(), wrongToken);

  assert.equal(error.status, 401);
  assert.equal(error.code, 'invalid_api_key');
  assert.ok(error.requestId);
});

test('genai: the body of a refusal is readable', async () => {
  const error = await inPage('genaiFailure', prompt(), wrongToken);

  assert.equal(error.status, 400);
  assert.match(error.message, /API_KEY_INVALID/);
});

test('the time to wait after a rate limit is readable', async () => {
  const { status, headers } = await page.evaluate(
    (call) => globalThis.headersOf(call, ['retry-after', 'x-request-id']),
    { gatewayUrl, token: appToken, prompt: prompt('[[error:429]]').text },
  );

  assert.equal(status, 429);
  assert.ok(headers.every(Boolean), JSON.stringify(headers));
});

test('the warnings about ignored fields are readable', async () => {
  const { status, headers } = await page.evaluate(
    (call) => globalThis.headersOf(call, ['x-gateway-warnings'], { logit_bias: { 50256: -100 } }),
    { gatewayUrl, token: appToken, prompt: prompt().text },
  );

  assert.equal(status, 200);
  assert.match(headers[0], /field=logit_bias/);
});

test('closing the page ends the upstream call', async () => {
  const p = prompt('[[endless]]');
  await inPage('startReading', p);
  await page.close();

  await p.assertAbandoned();
});
