import assert from 'node:assert/strict';

import { generateText, jsonSchema, Output, stepCountIs, streamText, tool } from 'ai';

import { fills } from '../support/fills.mjs';
import { landing, landingSchema, weatherArguments, weatherSchema } from '../support/tools.mjs';
import { prompt } from '../support/upstream.mjs';
import { model, providers } from './providers.mjs';

function weatherTool(seen) {
  return tool({
    description: 'Current weather for a city',
    inputSchema: jsonSchema(weatherSchema),
    execute: async (args) => {
      seen.push(args);
      return 'mild';
    },
  });
}

for (const [name, connect] of Object.entries(providers)) {
  const provider = connect();

  fills(name, 'tools', 'the SDK\'s own loop calls tools until there is an answer', async () => {
    const p = prompt('[[tool]] [[rounds:2]]');
    const seen = [];
    const { text, steps } = await generateText({
      model: provider.chat(model),
      prompt: p.text,
      tools: { get_weather: weatherTool(seen) },
      stopWhen: stepCountIs(4),
    });

    assert.deepEqual(seen, [weatherArguments, weatherArguments]);
    assert.match(text, /^The tools answered: .*mild/);
    assert.equal(steps.length, 3);
    const [first, second] = await p.requests();
    const { parameters } = first.body.tools[0].function;
    assert.deepEqual(parameters.properties, weatherSchema.properties);
    assert.deepEqual(parameters.required, weatherSchema.required);
    const [, assistant, result] = second.body.messages;
    assert.equal(assistant.tool_calls[0].id, result.tool_call_id);
  });

  fills(name, 'tools', 'streamed calls of two tools stay two', async () => {
    const p = prompt('[[tool:2]]');
    const seen = [];
    const result = streamText({
      model: provider.chat(model),
      prompt: p.text,
      tools: { get_weather: weatherTool(seen), get_time: weatherTool(seen) },
      stopWhen: stepCountIs(3),
    });
    let text = '';
    for await (const piece of result.textStream) text += piece;

    assert.equal(seen.length, 2);
    assert.match(text, /^The tools answered: .*mild.*; .*mild/);
  });

  fills(name, 'structured output', 'an answer that fits a schema, plain and streamed', async () => {
    const p = prompt(`[[say:${JSON.stringify(landing)}]]`);
    const { output } = await generateText({
      model: provider.chat(model),
      prompt: p.text,
      output: Output.object({ schema: jsonSchema(landingSchema) }),
    });

    assert.deepEqual(output, landing);
    const format = (await p.request()).body.response_format;
    assert.equal(format.type, 'json_schema');
    assert.deepEqual(format.json_schema.schema.properties.year, { type: 'integer' });
    const streamed = streamText({
      model: provider.chat(model),
      prompt: prompt(`[[say:${JSON.stringify(landing)}]]`).text,
      output: Output.object({ schema: jsonSchema(landingSchema) }),
    });
    assert.deepEqual(await streamed.output, landing);
  });
}
