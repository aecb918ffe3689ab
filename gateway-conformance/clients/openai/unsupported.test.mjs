import assert from 'node:assert/strict';
import test from 'node:test';

import OpenAI from 'openai';

import { openai } from './client.mjs';

test('what the gateway does not serve is told as the API tells it', async () => {
  await assert.rejects(
    openai().images.generate({ model: 'qwen-image', prompt: 'sun' }),
    (error) => error instanceof OpenAI.NotFoundError && error.type === 'invalid_request_error',
  );
});
