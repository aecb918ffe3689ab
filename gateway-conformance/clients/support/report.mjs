// A reporter for node's test runner: one line of JSON for each finished test. A failed one brings along what its file
// wrote to stderr, which is all there is when the file could not be loaded.

import { resolve } from 'node:path';
import { inspect } from 'node:util';

export default async function* report(events) {
  const stderr = new Map();
  for await (const { type, data } of events) {
    if (type === 'test:stderr') {
      const file = resolve(data.file);
      stderr.set(file, (stderr.get(file) ?? '') + data.message);
    }
    const finished = type === 'test:pass' || type === 'test:fail';
    if (!finished || data.details?.type === 'suite') continue;
    const { error } = data.details;
    yield `${JSON.stringify({
      file: data.file,
      name: data.name,
      passed: type === 'test:pass',
      skipped: data.skip !== undefined,
      error: error ? `${inspect(error.cause ?? error)}\n${stderr.get(data.file) ?? ''}` : null,
    })}\n`;
  }
}
