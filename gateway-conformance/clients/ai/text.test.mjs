import assert from 'node:assert/strict';
import test from 'node:test';

import { APICallError, embed, embedMany, generateText, streamText } from 'ai';

import { fills } from '../support/fills.mjs';
import { refusals, wrongToken } from '../support/refusals.mjs';
import { dataUrl, png } from '../support/tools.mjs';
import { defaultText, prompt } from '../support/upstream.mjs';
import { embeddingModel, model, providers, visionModel } from './providers.mjs';

const retryable = (status) => status === 429 || status >= 500;

for (const [name, connect] of Object.entries(providers)) {
  const provider = connect();

  fills(name, 'text', 'text is the upstream\'s answer, with its usage', async () => {
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

  fills(name, 'stream', 'a stream adds up to the same, and ends with usage', async () => {
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

  fills(name, 'image in', 'a picture reaches a model that can see', async () => {
    const p = prompt();
    const { text } = await generateText({
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

    assert.equal(text, 'I see 16 by 16 pixels.');
    const { content } = (await p.request()).body.messages[0];
    assert.equal(content.find(({ type }) => type === 'image_url').image_url.url, dataUrl);
  });

  if (provider.thinking) {
    fills(name, 'thinking', 'thoughts are shown apart from the answer, plain and streamed', async () => {
      const [plain, streamed] = [prompt(), prompt()];
      const request = { model: provider.chat(model), providerOptions: provider.thinking };
      const { text, reasoningText, usage } = await generateText({ ...request, prompt: plain.text });

      assert.equal(text, defaultText);
      assert.ok(reasoningText.length > 0);
      assert.ok(usage.outputTokenDetails.reasoningTokens > 0);
      assert.equal((await plain.request()).body.enable_thinking, true);
      const result = streamText({ ...request, prompt: streamed.text });
      assert.equal(await result.text, defaultText);
      assert.equal(await result.reasoningText, reasoningText);
    });
  }

  fills(name, 'wrong key', 'a wrong key is an APICallError', async () => {
    const p = prompt();
    const call = generateText({ model: connect(wrongToken).chat(model), prompt: p.text, maxRetries: 0 });
    await assert.rejects(call, (error) => {
      assert.ok(APICallError.isInstance(error), String(error));
      assert.equal(error.statusCode, provider.dialect === 'openai' ? 401 : 400);
      return true;
    });
    await p.assertNeverSent();
  });

  for (const { fault, marker, [provider.dialect]: status } of refusals) {
    fills(name, 'errors', `a refusal ${fault} of the upstream is an APICallError of ${status}`, async () => {
      const p = prompt(marker);
      await assert.rejects(generateText({ model: provider.chat(model), prompt: p.text, maxRetries: 0 }), (error) => {
        assert.ok(APICallError.isInstance(error), String(error));
        assert.equal(error.statusCode, status);
        assert.equal(error.isRetryable, retryable(status));
        return true;
      });
    });
  }

  test(`${name}: a stream that is refused tells so`, async () => {
    const p = prompt('[[error:429]]');
    const errors = [];
    const result = streamText({
      model: provider.chat(model),
      prompt: p.text,
      maxRetries: 0,
      onError: ({ error }) => errors.push(error),
    });
    await assert.rejects(result.text);

    assert.equal(errors[0].statusCode, 429);
  });

  for (const fault of ['cut', 'reset', 'native', 'unfinished']) {
    fills(name, 'broken stream', `a stream that ends with "${fault}" never looks complete`, async () => {
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

  fills(name, 'abort', 'an abort ends the upstream call', async () => {
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

  fills(name, 'embeddings', 'texts become vectors, one or many', async () => {
    const one = await embed({ model: provider.embedding(embeddingModel), value: 'sun' });
    assert.equal(one.embedding[0], 3);
    const values = Array.from({ length: 13 }, (_, i) => 'y'.repeat(i + 1));
    const many = await embedMany({ model: provider.embedding(embeddingModel), values });
    assert.deepEqual(many.embeddings.map((vector) => vector[0]), values.map(({ length }) => length));
  });
}
