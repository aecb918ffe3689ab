// A stream of @langchain/google-genai in a process of its own: the SDK below that package leaves a rejected promise behind
// when a stream fails or is aborted, although the caller got the error, and a test runner takes that for a failure.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { ChatGoogleGenerativeAI } from '@langchain/google-genai';

import { appToken, gatewayUrl } from '../support/env.mjs';
import { endOfStream } from './stream-end.mjs';

const self = fileURLToPath(import.meta.url);

/** The same as endOfStream. */
export async function endOfLegacyStream(model, text, givesUp = false) {
  const { stdout } = await promisify(execFile)(process.execPath, [self, model, text, String(givesUp)]);
  return JSON.parse(stdout).error;
}

if (process.argv[1] === self) {
  process.on('unhandledRejection', () => {});
  const [model, text, givesUp] = process.argv.slice(2);
  const chat = new ChatGoogleGenerativeAI({ model, apiKey: appToken, maxRetries: 0, baseUrl: gatewayUrl });
  console.log(JSON.stringify({ error: await endOfStream(chat, text, givesUp === 'true') }));
}
