import assert from 'node:assert/strict';
import test from 'node:test';

import { FinishReason, FunctionCallingConfigMode, Type } from '@google/genai';

import { prompt } from '../support/upstream.mjs';
import { collect, fillsCell, genai, model, textOf } from './client.mjs';

const weather = {
  name: 'get_weather',
  description: 'Current weather for a city',
  parameters: {
    type: Type.OBJECT,
    properties: { city: { type: Type.STRING }, unit: { type: Type.STRING, enum: ['celsius', 'kelvin'] } },
    required: ['city', 'unit'],
  },
};
const time = {
  name: 'get_time',
  description: 'Local time of a city',
  parametersJsonSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const config = { tools: [{ functionDeclarations: [weather, time] }] };

const answerTo = (call, output) => ({
  functionResponse: { id: call.id, name: call.name, response: { output } },
});

fillsCell('tools', 'a function call and its response make a round trip', async () => {
  const p = prompt('[[tool]]');
  const contents = [{ role: 'user', parts: [{ text: p.text }] }];

  const asked = await genai().models.generateContent({ model, contents, config });
  assert.equal(asked.candidates[0].finishReason, FinishReason.STOP);
  const [call] = asked.functionCalls;
  assert.equal(call.name, 'get_weather');
  assert.deepEqual(call.args, { city: 'Oslo', unit: 'celsius' });
  assert.ok(call.id);

  contents.push(asked.candidates[0].content, { role: 'user', parts: [answerTo(call, '-3 and clear')] });
  const told = await genai().models.generateContent({ model, contents, config });
  assert.match(told.text, /^The tools answered: .*-3 and clear/);
  const [first, second] = await p.requests();
  const [tool] = first.body.tools;
  assert.equal(tool.function.parameters.type, 'object');
  assert.deepEqual(tool.function.parameters.required, ['city', 'unit']);
  const [, assistant, result] = second.body.messages;
  assert.equal(assistant.tool_calls[0].id, result.tool_call_id);
});

fillsCell('tools', 'streamed parallel calls arrive whole, each in one part', async () => {
  const p = prompt('[[tool:2]]');
  const contents = [{ role: 'user', parts: [{ text: p.text }] }];

  const chunks = await collect(await genai().models.generateContentStream({ model, contents, config }));
  const calls = chunks.flatMap((chunk) => chunk.functionCalls ?? []);
  assert.deepEqual(calls.map(({ name, args }) => ({ name, args })), [
    { name: 'get_weather', args: { city: 'Oslo', unit: 'celsius' } },
    { name: 'get_time', args: { city: 'Oslo' } },
  ]);
  assert.equal(new Set(calls.map((call) => call.id)).size, 2);

  contents.push(...chunks.map((chunk) => chunk.candidates[0].content));
  contents.push({ role: 'user', parts: [answerTo(calls[1], 'noon'), answerTo(calls[0], 'mild')] });
  const told = await collect(await genai().models.generateContentStream({ model, contents, config }));
  assert.match(textOf(told), /mild/);
  const [, second] = await p.requests();
  const roles = second.body.messages.map(({ role }) => role);
  assert.deepEqual(roles, ['user', 'assistant', 'tool', 'tool']);
});

test('responses without ids find their calls by name', async () => {
  const p = prompt('[[tool:2]]');
  const call = (name) => ({ functionCall: { name, args: { city: 'Oslo' } } });
  const response = (name, output) => ({ functionResponse: { name, response: { output } } });
  await genai().models.generateContent({
    model,
    config,
    contents: [
      { role: 'user', parts: [{ text: p.text }] },
      { role: 'model', parts: [call('get_weather'), call('get_time')] },
      { role: 'user', parts: [response('get_time', 'noon'), response('get_weather', 'mild')] },
    ],
  });

  const [, assistant, ...results] = (await p.request()).body.messages;
  const idOf = (name) => assistant.tool_calls.find((tool) => tool.function.name === name).id;
  const contentOf = (name) => results.find((result) => result.tool_call_id === idOf(name)).content;
  assert.match(contentOf('get_weather'), /mild/);
  assert.match(contentOf('get_time'), /noon/);
});

for (const mode of ['sendMessage', 'sendMessageStream']) {
  fillsCell('tools', `the SDK calls functions by itself in ${mode}`, async () => {
    const p = prompt('[[tool]] [[rounds:2]]');
    const seen = [];
    const callable = {
      tool: async () => ({ functionDeclarations: [weather] }),
      callTool: async (calls) => calls.map((call) => (seen.push(call.args), answerTo(call, 'mild'))),
    };
    const chat = genai().chats.create({ model, config: { tools: [callable] } });
    const answer = await chat[mode]({ message: p.text });

    const text = mode === 'sendMessage' ? answer.text : textOf(await collect(answer));
    assert.match(text, /mild/);
    const expected = { city: 'Oslo', unit: 'celsius' };
    assert.deepEqual(seen, [expected, expected]);
    assert.equal((await p.requests()).length, 3);
  });
}

test('a forced function reaches the upstream as a tool choice', async () => {
  const p = prompt('[[tool]]');
  const functionCallingConfig = { mode: FunctionCallingConfigMode.ANY, allowedFunctionNames: ['get_weather'] };
  const response = await genai().models.generateContent({
    model,
    contents: p.text,
    config: { ...config, toolConfig: { functionCallingConfig } },
  });

  assert.equal(response.functionCalls[0].name, 'get_weather');
  const choice = { type: 'function', function: { name: 'get_weather' } };
  assert.deepEqual((await p.request()).body.tool_choice, choice);
});
