// What a run is told from outside. All of it is required: a test that guesses an address tests nothing.

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** Origin of the gateway under test, without a trailing slash. */
export const gatewayUrl = required('GATEWAY_URL');

/** A token the gateway accepts. */
export const appToken = required('APP_TOKEN');

/** Origin of the fake upstream, for looking at what arrived there. */
export const fakeUrl = required('FAKE_URL');
