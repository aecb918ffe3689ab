import assert from 'node:assert/strict';
import test from 'node:test';

import { defaultText, prompt } from '../support/upstream.mjs';
import { collect, model, openai, textOf, user } from './client.mjs';

test('a conversation of several turns carries its whole history', async () => {
  const client = openai();
  const [first, second, third] = [prompt(), prompt('[[say:Twice a day.]]'), prompt('And springs?')];
  const messages = [{ role: 'system', content: 'Answer briefly.' }, user(first.text)];

  const answer = await client.chat.completions.create({ model, messages });
  messages.push(answer.choices[0].message, user(second.text));
  const streamed = await client.chat.completions.create({ model, messages, stream: true });
  messages.push({ role: 'assistant', content: textOf(await collect(streamed)) }, user(third.text));
  await client.chat.completions.create({ model, messages });

  const history = (await third.request()).body.messages.map(({ role, content }) => ({ role, content }));
  assert.deepEqual(history, [
    { role: 'system', content: 'Answer briefly.' },
    user(first.text),
    { role: 'assistant', content: defaultText },
    user(second.text),
    { role: 'assistant', content: 'Twice a day.' },
    user(third.text),
  ]);
});

test('content in text parts means the same as a string', async () => {
  const p = prompt();
  const completion = await openai().chat.completions.create({
    model,
    messages: [user([{ type: 'text', text: p.text }])],
  });

  assert.equal(completion.choices[0].message.content, defaultText);
  await p.request();
});
