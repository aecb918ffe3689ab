// The official SDK, pointed at the gateway. It does not retry unless told to.

import assert from 'node:assert/strict';

import { ApiError, GoogleGenAI } from '@google/genai';

import { appToken, gatewayUrl } from '../support/env.mjs';
import { fills } from '../support/fills.mjs';

export const model = 'qwen3-max';

/** A test that fills a cell of this client's row. */
export const fillsCell = (feature, name, run) => fills('@google/genai 3.x', feature, name, run);

export function genai({ baseUrl = gatewayUrl, headers, ...options } = {}) {
  return new GoogleGenAI({ apiKey: appToken, httpOptions: { baseUrl, headers }, ...options });
}

/** Reads a stream to its end. */
export async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

/** The visible text of some chunks. */
export function textOf(chunks) {
  return chunks.map((chunk) => chunk.text ?? '').join('');
}

/** The error of a call that must fail as the real service would: an ApiError around Google's error body. */
export async function refused(call) {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error));
    const body = JSON.parse(error.message).error;
    assert.equal(body.code, error.status);
    assert.ok(body.message.length > 0);
    assert.ok(body.requestId, 'an error names its request');
    return { status: error.status, body };
  }
  return assert.fail('the call succeeded');
}

/** The details of an error body that have one type. */
export function details(body, type) {
  return (body.details ?? []).filter((detail) => detail['@type'] === `type.googleapis.com/google.rpc.${type}`);
}
