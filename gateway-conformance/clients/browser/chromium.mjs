// A headless Chromium that stays off the network: only what the tests ask for leaves it.

import { chromium } from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser named by CHROMIUM, with a profile of its own. */
export function startChromium() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: quiet });
}
