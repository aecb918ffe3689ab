import assert from 'node:assert/strict';
import test from 'node:test';

import { prompt } from '../support/upstream.mjs';
import { collect, fillsCell, model, openai, textOf, user } from './client.mjs';

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Current weather for a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'kelvin'] } },
      required: ['city', 'unit'],
      additionalProperties: false,
    },
  },
};
const time = {
  type: 'function',
  function: {
    name: 'get_time',
    description: 'Local time of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};
const tools = [weather, time];

fillsCell('tools', 'a tool call and its result make a round trip', async () => {
  const client = openai();
  const p = prompt('[[tool]]');
  const messages = [user(p.text)];

  const asked = await client.chat.completions.create({ model, messages, tools });
  const [choice] = asked.choices;
  assert.equal(choice.finish_reason, 'tool_calls');
  const [call] = choice.message.tool_calls;
  assert.equal(call.type, 'function');
  assert.equal(call.function.name, 'get_weather');
  assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Oslo', unit: 'celsius' });

  messages.push(choice.message, { role: 'tool', tool_call_id: call.id, content: '-3 and clear' });
  const told = await client.chat.completions.create({ model, messages, tools });
  assert.equal(told.choices[0].message.content, 'The tools answered: -3 and clear');
  assert.equal(told.choices[0].finish_reason, 'stop');
  const [, second] = await p.requests();
  assert.deepEqual(second.body.tools, tools);
});

fillsCell('tools', 'streamed parallel calls have whole ids and names, and arguments that add up', async () => {
  const client = openai();
  const p = prompt('[[tool:2]]');
  const messages = [user(p.text)];

  const stream = await client.chat.completions.create({ model, messages, tools, stream: true });
  const deltas = (await collect(stream)).flatMap((chunk) => chunk.choices[0].delta.tool_calls ?? []);
  for (const delta of deltas) {
    assert.notEqual(delta.id, '');
    assert.ok(delta.function.name === undefined || delta.function.name.length > 0);
  }
  const calls = [0, 1].map((index) => {
    const own = deltas.filter((delta) => delta.index === index);
    assert.equal(own.filter((delta) => delta.id).length, 1);
    const args = own.map((delta) => delta.function.arguments).join('');
    return { id: own[0].id, type: own[0].type, function: { name: own[0].function.name, arguments: args } };
  });
  assert.deepEqual(calls.map((call) => call.function.name), ['get_weather', 'get_time']);
  assert.deepEqual(JSON.parse(calls[0].function.arguments), { city: 'Oslo', unit: 'celsius' });
  assert.deepEqual(JSON.parse(calls[1].function.arguments), { city: 'Oslo' });
  assert.notEqual(calls[0].id, calls[1].id);

  messages.push({ role: 'assistant', content: null, tool_calls: calls });
  messages.push(...calls.map((call, index) => ({ role: 'tool', tool_call_id: call.id, content: `result ${index}` })));
  const told = await client.chat.completions.create({ model, messages, tools, stream: true });
  assert.equal(textOf(await collect(told)), 'The tools answered: result 0; result 1');
});

fillsCell('tools', 'the SDK runs tools by itself, streamed and more than once', async () => {
  const p = prompt('[[tool]] [[rounds:2]]');
  const seen = [];
  const runner = openai().chat.completions.runTools({
    model,
    messages: [user(p.text)],
    stream: true,
    tools: [
      {
        type: 'function',
        function: { ...weather.function, parse: JSON.parse, function: (args) => (seen.push(args), 'mild') },
      },
    ],
  });

  assert.equal(await runner.finalContent(), 'The tools answered: mild');
  const expected = { city: 'Oslo', unit: 'celsius' };
  assert.deepEqual(seen, [expected, expected]);
  assert.equal((await p.requests()).length, 3);
});

test('the choice of a tool and the wish for parallel calls reach the upstream', async () => {
  const p = prompt('[[tool]]');
  await openai().chat.completions.create({
    model,
    messages: [user(p.text)],
    tools,
    tool_choice: { type: 'function', function: { name: 'get_weather' } },
    parallel_tool_calls: false,
  });

  const { body } = await p.request();
  assert.deepEqual(body.tool_choice, { type: 'function', function: { name: 'get_weather' } });
  assert.equal(body.parallel_tool_calls, false);
});

fillsCell('tools', 'the SDK runs tools by itself, several at once', async () => {
  const p = prompt('[[tool:2]]');
  const seen = [];
  const runner = openai().chat.completions.runTools({
    model,
    messages: [user(p.text)],
    tools: tools.map(({ type, function: definition }) => ({
      type,
      function: {
        ...definition,
        parse: JSON.parse,
        function: (args) => {
          seen.push([definition.name, args]);
          return `of ${definition.name}`;
        },
      },
    })),
  });

  assert.equal(await runner.finalContent(), 'The tools answered: of get_weather; of get_time');
  assert.deepEqual(seen, [['get_weather', { city: 'Oslo', unit: 'celsius' }], ['get_time', { city: 'Oslo' }]]);
});
