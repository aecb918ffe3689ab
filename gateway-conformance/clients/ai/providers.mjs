// The three providers of the AI SDK, each led here by base URL and key alone, under the names of their rows.

import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';

import { appToken, gatewayUrl } from '../support/env.mjs';

export const model = 'qwen3-max';
export const visionModel = 'qwen3-vl-plus';
export const embeddingModel = 'text-embedding-v4';

export const providers = {
  '@ai-sdk/openai': (apiKey = appToken) => {
    const openai = createOpenAI({ apiKey, baseURL: `${gatewayUrl}/v1` });
    return { dialect: 'openai', chat: (id) => openai.chat(id), embedding: (id) => openai.embedding(id) };
  },
  '@ai-sdk/openai-compatible': (apiKey = appToken) => {
    const compatible = createOpenAICompatible({
      name: 'gateway',
      apiKey,
      baseURL: `${gatewayUrl}/v1`,
      includeUsage: true,
      supportsStructuredOutputs: true,
    });
    return {
      dialect: 'openai',
      chat: (id) => compatible.chatModel(id),
      embedding: (id) => compatible.embeddingModel(id),
      thinking: { gateway: { reasoningEffort: 'low' } },
    };
  },
  '@ai-sdk/google': (apiKey = appToken) => {
    const google = createGoogle({ apiKey, baseURL: `${gatewayUrl}/v1beta` });
    return {
      dialect: 'genai',
      chat: (id) => google(id),
      embedding: (id) => google.embedding(id),
      thinking: { google: { thinkingConfig: { includeThoughts: true, thinkingBudget: 100 } } },
    };
  },
};
