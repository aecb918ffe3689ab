// The three providers of the AI SDK that can be pointed at the gateway, each by base URL and key alone.

import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';

import { appToken, gatewayUrl } from '../support/env.mjs';

const openai = createOpenAI({ apiKey: appToken, baseURL: `${gatewayUrl}/v1` });
const compatible = createOpenAICompatible({
  name: 'gateway',
  apiKey: appToken,
  baseURL: `${gatewayUrl}/v1`,
  includeUsage: true,
  supportsStructuredOutputs: true,
});
const google = createGoogle({ apiKey: appToken, baseURL: `${gatewayUrl}/v1beta` });

export const model = 'qwen3-max';
export const visionModel = 'qwen3-vl-plus';
export const embeddingModel = 'text-embedding-v4';

export const providers = {
  OpenAI: {
    chat: (id) => openai.chat(id),
    embedding: (id) => openai.embedding(id),
    reasons: false,
  },
  'OpenAI-compatible': {
    chat: (id) => compatible.chatModel(id),
    embedding: (id) => compatible.embeddingModel(id),
    reasons: true,
    thinking: { gateway: { enable_thinking: true } },
  },
  Google: {
    chat: (id) => google(id),
    embedding: (id) => google.embedding(id),
    reasons: true,
    thinking: { google: { thinkingConfig: { includeThoughts: true, thinkingBudget: 100 } } },
  },
};
