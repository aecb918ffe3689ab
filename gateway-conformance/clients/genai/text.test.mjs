import assert from 'node:assert/strict';
import test from 'node:test';

import { FinishReason } from '@google/genai';

import { defaultText, prompt } from '../support/upstream.mjs';
import { fillsCell, genai, model } from './client.mjs';

fillsCell('text', 'a plain call is the upstream answer in GenAI shape', async () => {
  const p = prompt();
  const response = await genai().models.generateContent({ model, contents: p.text });

  assert.equal(response.text, defaultText);
  assert.equal(response.modelVersion, model);
  assert.ok(response.responseId);
  const [candidate] = response.candidates;
  assert.equal(candidate.content.role, 'model');
  assert.equal(candidate.finishReason, FinishReason.STOP);
  const { usage, body } = await p.request();
  assert.equal(response.usageMetadata.promptTokenCount, usage.prompt_tokens);
  assert.equal(response.usageMetadata.candidatesTokenCount, usage.completion_tokens);
  assert.equal(response.usageMetadata.totalTokenCount, usage.total_tokens);
  assert.deepEqual(body.messages, [{ role: 'user', content: p.text }]);
});

test('a name the gateway does not list goes to the default model and comes back as asked', async () => {
  const p = prompt();
  const response = await genai().models.generateContent({ model: 'gemini-3-pro', contents: p.text });

  assert.equal(response.modelVersion, 'gemini-3-pro');
  assert.equal((await p.request()).body.model, 'qwen3-max');
});

test('text beyond ASCII arrives unharmed in both directions', async () => {
  const text = 'Grüße, 世界 — 👩‍🚀 "quoted" \\ back\tslash \u2028 end';
  const p = prompt(`[[say:${text}]]`);
  const response = await genai().models.generateContent({ model, contents: p.text });

  assert.equal(response.text, text);
  assert.equal((await p.request()).body.messages[0].content, p.text);
});

test('a system instruction becomes the one system message in front', async () => {
  const p = prompt();
  await genai().models.generateContent({
    model,
    contents: p.text,
    config: { systemInstruction: 'Answer briefly.' },
  });

  assert.deepEqual((await p.request()).body.messages, [
    { role: 'system', content: 'Answer briefly.' },
    { role: 'user', content: p.text },
  ]);
});

test('sampling parameters and stop sequences reach the upstream', async () => {
  const p = prompt();
  await genai().models.generateContent({
    model,
    contents: p.text,
    config: {
      temperature: 0,
      topP: 0.8,
      topK: 40,
      seed: 42,
      presencePenalty: 0.5,
      maxOutputTokens: 500,
      stopSequences: ['END', 'STOP'],
    },
  });

  const { body } = await p.request();
  assert.equal(body.temperature, 0);
  assert.equal(body.top_p, 0.8);
  assert.equal(body.top_k, 40);
  assert.equal(body.seed, 42);
  assert.equal(body.presence_penalty, 0.5);
  assert.equal(body.max_tokens, 500);
  assert.deepEqual(body.stop, ['END', 'STOP']);
});

test('a token limit cuts the answer and says so', async () => {
  const p = prompt();
  const response = await genai().models.generateContent({ model, contents: p.text, config: { maxOutputTokens: 4 } });

  assert.equal(response.text, 'Tides rise and fall');
  assert.equal(response.candidates[0].finishReason, FinishReason.MAX_TOKENS);
});

test('a schema for the answer becomes a response format, or an instruction where the model knows none', async () => {
  const p = prompt('[[say:{"cause":"Moon"}]]');
  const response = await genai().models.generateContent({
    model,
    contents: p.text,
    config: {
      responseMimeType: 'application/json',
      responseSchema: {
        type: 'OBJECT',
        properties: { cause: { type: 'STRING', description: 'what pulls' } },
        required: ['cause'],
      },
    },
  });

  assert.deepEqual(JSON.parse(response.text), { cause: 'Moon' });
  const { body } = await p.request();
  assert.ok(['json_schema', 'json_object'].includes(body.response_format.type));
  assert.match(JSON.stringify(body), /what pulls/);
  assert.doesNotMatch(JSON.stringify(body), /OBJECT|STRING/);
});

fillsCell('thinking', 'thoughts come only when asked for', async () => {
  const [silent, loud] = [prompt(), prompt()];
  const unasked = await genai().models.generateContent({
    model,
    contents: silent.text,
    config: { thinkingConfig: { thinkingBudget: 100 } },
  });
  assert.deepEqual(unasked.candidates[0].content.parts, [{ text: defaultText }]);

  const asked = await genai().models.generateContent({
    model,
    contents: loud.text,
    config: { thinkingConfig: { includeThoughts: true, thinkingBudget: 100 } },
  });
  const [thought] = asked.candidates[0].content.parts;
  assert.deepEqual(thought, { text: 'The user wants one sentence on tides.', thought: true });
  assert.equal(asked.text, defaultText);
  const { usage } = await loud.request();
  const { reasoning_tokens: reasoning } = usage.completion_tokens_details;
  assert.equal(asked.usageMetadata.thoughtsTokenCount, reasoning);
  assert.equal(asked.usageMetadata.candidatesTokenCount, usage.completion_tokens - reasoning);
});

test('a prompt the upstream blocks is a blocked answer, not an exception', async () => {
  const p = prompt('[[error:400-filter]]');
  const response = await genai().models.generateContent({ model, contents: p.text });

  assert.equal(response.promptFeedback.blockReason, 'PROHIBITED_CONTENT');
  assert.equal(response.candidates, undefined);
});
