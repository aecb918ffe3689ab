// The official SDK, pointed at the gateway. Retries are off, so that a test sees the first answer.

import OpenAI from 'openai';

import { appToken, gatewayUrl } from '../support/env.mjs';
import { fills } from '../support/fills.mjs';

export const model = 'qwen3-max';

/** A test that fills a cell of this client's row. */
export const fillsCell = (feature, name, run) => fills('openai (JavaScript)', feature, name, run);

export function openai(options = {}) {
  return new OpenAI({ apiKey: appToken, baseURL: `${gatewayUrl}/v1`, maxRetries: 0, ...options });
}

export const user = (content) => ({ role: 'user', content });

/** Reads a stream to its end. */
export async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

/** The visible text of some chunks. */
export function textOf(chunks) {
  return chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
}
