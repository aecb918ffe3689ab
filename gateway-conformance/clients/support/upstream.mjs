// The fake upstream as the tests see it: prompts that steer it, and the log of what reached it.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { fakeUrl } from './env.mjs';

/** What the fake answers when a prompt asks for nothing special. */
export const defaultText = 'Tides rise and fall because the Moon and Sun pull on the oceans while the Earth turns.';

/** How long an abandoned upstream call may live on. */
const abandonedWithinMillis = 2000;

async function control(route, parameters = {}) {
  const response = await fetch(`${fakeUrl}/__fake/${route}?${new URLSearchParams(parameters)}`);
  assert.equal(response.status, 200);
  return response.json();
}

/** A prompt of this test alone: `text` holds the markers to send, the methods tell what the upstream saw of it. */
export function prompt(markers = 'How do tides work?') {
  const tag = randomUUID();
  return {
    text: `${markers} [[tag:${tag}]]`,

    /** All upstream calls of this prompt, oldest first. */
    async requests() {
      return (await control('requests', { tag })).requests;
    },

    /** The one upstream call of this prompt. */
    async request() {
      const requests = await this.requests();
      assert.equal(requests.length, 1, `upstream calls: ${requests.length}`);
      return requests[0];
    },

    /** Waits until the upstream has the call. */
    async arrived() {
      while ((await this.requests()).length === 0) continue;
    },

    /** Lets a `[[hold]]` answer go on. */
    release: () => control('release', { tag }),

    /** Fails unless the upstream call is given up in time. */
    async assertAbandoned() {
      const { abandoned } = await control('abandoned', { tag, timeoutMillis: abandonedWithinMillis });
      assert.ok(abandoned, `upstream call still open after ${abandonedWithinMillis} ms`);
    },

    /** Fails if anything reached the upstream. */
    async assertNeverSent() {
      assert.deepEqual(await this.requests(), []);
    },
  };
}
