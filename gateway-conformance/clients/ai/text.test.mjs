import assert from 'node:assert/strict';
import test from 'node:test';

import { APICallError, embed, embedMany, generateText, streamText } from 'ai';

import { defaultText, prompt } from '../support/upstream.mjs';
import { png } from '../support/tools.mjs';
import { embeddingModel, model, providers, visionModel } from './providers.mjs';

for (const [name, provider] of Object.entries(providers)) {
  test(`${name}: text is the upstream's answer, with its usage`, async () => {
    const p = prompt();
    const { text, finishReason, usage, warnings } = await generateText({
      model: provider.chat(model),
      system: 'Answer briefly.',
      prompt: p.text,
      temperature: 0,
      maxOutputTokens: 300,
    });

    assert.equal(text, defaultText);
    assert.equal(finishReason, 'stop');
    assert.ok(usage.inputTokens > 0 && usage.outputTokens > 0);
    assert.deepEqual(warnings ?? [], []);
    const { body } = await p.request();
    assert.deepEqual(body.messages[0], { role: 'system', content: 'Answer briefly.' });
    assert.equal(body.temperature, 0);
    assert.equal(body.max_tokens, 300);
  });

  test(`${name}: a stream adds up to the same, and ends with usage`, async () => {
    const p = prompt();
    const errors = [];
    const result = streamText({
      model: provider.chat(model),
      prompt: p.text,
      onError: ({ error }) => errors.push(error),
    });
    const pieces = [];
    for await (const piece of result.textStream) pieces.push(piece);

    assert.equal(pieces.join(''), defaultText);
    assert.ok(pieces.length > 3);
    assert.equal(await result.finishReason, 'stop');
    assert.ok((await result.usage).outputTokens > 0);
    assert.deepEqual(errors, []);
  });

  test(`${name}: a picture reaches a model that can see`, async () => {
    const p = prompt();
    await generateText({
      model: provider.chat(visionModel),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: p.text },
            { type: 'file', mediaType: 'image/png', data: png },
          ],
        },
      ],
    });

    const { content } = (await p.request()).body.messages[0];
    assert.equal(content.find(({ type }) => type === 'image_url').image_url.url, `data:image/png;base64,${png}`);
  });

  if (provider.reasons) {
    test(`${name}: thoughts are shown apart from the answer`, async () => {
      const p = prompt('[[think]]');
      const { text, reasoningText } = await generateText({
        model: provider.chat(model),
        prompt: p.text,
        providerOptions: provider.thinking,
      });

      assert.equal(text, defaultText);
      assert.ok(reasoningText.length > 0);
      assert.equal((await p.request()).body.enable_thinking, true);
    });
  }

  for (const [markers, status, retryable] of [
    ['[[error:400]]', 400, false],
    ['[[error:404]]', 404, false],
    ['[[error:429]]', 429, true],
  ]) {
    test(`${name}: ${markers} is an APICallError of status ${status}`, async () => {
      const p = prompt(markers);
      await assert.rejects(generateText({ model: provider.chat(model), prompt: p.text, maxRetries: 0 }), (error) => {
        assert.ok(APICallError.isInstance(error), String(error));
        assert.equal(error.statusCode, status);
        assert.equal(error.isRetryable, retryable);
        return true;
      });
    });
  }

  for (const fault of ['cut', 'native', 'unfinished']) {
    test(`${name}: a stream that ends with "${fault}" never looks complete`, async () => {
      const p = prompt(`[[midway:${fault}]]`);
      const errors = [];
      const result = streamText({
        model: provider.chat(model),
        prompt: p.text,
        maxRetries: 0,
        onError: ({ error }) => errors.push(error),
      });
      let finish;
      try {
        for await (const part of result.fullStream) {
          if (part.type === 'finish') finish = part.finishReason;
        }
      } catch (error) {
        errors.push(error);
      }

      assert.notEqual(finish, 'stop');
      assert.ok(errors.length > 0 || finish === 'error');
    });
  }

  test(`${name}: an abort ends the upstream call`, async () => {
    const p = prompt('[[endless]]');
    const abort = new AbortController();
    const result = streamText({
      model: provider.chat(model),
      prompt: p.text,
      abortSignal: abort.signal,
      onError: () => {},
    });
    for await (const part of result.fullStream) {
      if (part.type === 'text-delta') abort.abort();
    }

    await p.assertAbandoned();
  });

  test(`${name}: texts become vectors, one or many`, async () => {
    const one = await embed({ model: provider.embedding(embeddingModel), value: 'sun' });
    assert.equal(one.embedding[0], 3);
    const values = Array.from({ length: 13 }, (_, i) => 'y'.repeat(i + 1));
    const many = await embedMany({ model: provider.embedding(embeddingModel), values });
    assert.deepEqual(many.embeddings.map((vector) => vector[0]), values.map(({ length }) => length));
  });
}
