import assert from 'node:assert/strict';
import test from 'node:test';

import { ApiError } from '@google/genai';

import { genai } from './client.mjs';

test('what the gateway does not serve is told as the API tells it', async () => {
  await assert.rejects(
    genai().files.get({ name: 'files/abc' }),
    (error) => error instanceof ApiError && error.status === 501 && error.message.includes('UNIMPLEMENTED'),
  );
});
