// Every kind of refusal of the upstream, and the status that clients of either API see of it. A client's tests go through
// all of them. (The same list as Refusal.java.)

const refusal = (fault, openai, genai) => ({ fault, marker: `[[error:${fault}]]`, openai, genai });

export const refusals = [
  refusal('400', 400, 400),
  refusal('400-context', 400, 400),
  refusal('401', 502, 500),
  refusal('403', 502, 500),
  refusal('404', 404, 404),
  refusal('429', 429, 429),
  refusal('500', 502, 503),
  refusal('502', 502, 503),
  refusal('503', 503, 503),
  refusal('504', 504, 504),
];

/** A token the gateway does not know. */
export const wrongToken = 'wrong-token-0123456789abcdef';
