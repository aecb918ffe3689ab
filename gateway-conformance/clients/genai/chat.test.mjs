import assert from 'node:assert/strict';
import test from 'node:test';

import { defaultText, prompt } from '../support/upstream.mjs';
import { collect, genai, model, textOf } from './client.mjs';

const user = (p) => ({ role: 'user', content: p.text });

test('a chat remembers plain and streamed turns, each as one assistant message', async () => {
  const [first, second, third] = [prompt(), prompt('[[say:Twice a day, mostly.]]'), prompt('And spring tides?')];
  const chat = genai().chats.create({ model, config: { systemInstruction: 'Answer briefly.' } });

  assert.equal((await chat.sendMessage({ message: first.text })).text, defaultText);
  const chunks = await collect(await chat.sendMessageStream({ message: second.text }));
  assert.equal(textOf(chunks), 'Twice a day, mostly.');
  await chat.sendMessage({ message: third.text });

  const system = { role: 'system', content: 'Answer briefly.' };
  const firstAnswer = { role: 'assistant', content: defaultText };
  const secondAnswer = { role: 'assistant', content: 'Twice a day, mostly.' };
  const sent = async (p) => (await p.request()).body.messages;
  assert.deepEqual(await sent(first), [system, user(first)]);
  assert.deepEqual(await sent(second), [system, user(first), firstAnswer, user(second)]);
  assert.deepEqual(await sent(third), [system, user(first), firstAnswer, user(second), secondAnswer, user(third)]);
});

test('a chat starts from a history', async () => {
  const p = prompt();
  const chat = genai().chats.create({
    model,
    history: [
      { role: 'user', parts: [{ text: 'Hello' }] },
      { role: 'model', parts: [{ text: 'Hi, ' }, { text: 'ask me.' }] },
    ],
  });
  await chat.sendMessage({ message: p.text });

  assert.deepEqual((await p.request()).body.messages, [
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'Hi, ask me.' },
    user(p),
  ]);
});

test('a streamed turn that fails does not enter the history', async () => {
  const [failing, next] = [prompt('[[midway:cut]]'), prompt()];
  const chat = genai().chats.create({ model });
  await assert.rejects(async () => collect(await chat.sendMessageStream({ message: failing.text })));
  await chat.sendMessage({ message: next.text });

  assert.deepEqual((await next.request()).body.messages, [user(next)]);
});
