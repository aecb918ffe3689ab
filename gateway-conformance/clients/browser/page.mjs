// Runs inside the page: the web builds of both SDKs, called across origins. Each function returns plain data, which is
// what a test outside the page can see.

import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';

const model = 'qwen3-max';

const openai = ({ gatewayUrl, token }) =>
  new OpenAI({ apiKey: token, baseURL: `${gatewayUrl}/v1`, maxRetries: 0, dangerouslyAllowBrowser: true });

const genai = ({ gatewayUrl, token }) => new GoogleGenAI({ apiKey: token, httpOptions: { baseUrl: gatewayUrl } });

const openaiStream = (call) =>
  openai(call).chat.completions.create({ model, messages: [{ role: 'user', content: call.prompt }], stream: true });

const genaiStream = (call) => genai(call).models.generateContentStream({ model, contents: call.prompt });

const openaiText = (chunk) => chunk.choices[0].delta.content ?? '';

const genaiText = (chunk) => chunk.text ?? '';

async function read(stream, text) {
  const deltas = [];
  for await (const chunk of await stream) deltas.push(text(chunk));
  return deltas.filter(Boolean);
}

async function failure(promise) {
  try {
    await promise;
    return null;
  } catch (error) {
    const { name, message, status } = error;
    return { name, message, status, code: error.code, requestId: error.requestID };
  }
}

Object.assign(globalThis, {
  openaiDeltas: (call) => read(openaiStream(call), openaiText),
  genaiDeltas: (call) => read(genaiStream(call), genaiText),
  openaiFailure: (call) => failure(read(openaiStream(call), openaiText)),
  genaiFailure: (call) => failure(read(genaiStream(call), genaiText)),

  async openaiRequestId(call) {
    const { response, request_id: requestId } = await openaiStream(call).withResponse();
    await response.body.cancel();
    return { requestId, header: response.headers.get('x-request-id') };
  },

  async genaiHeaders(call) {
    const { sdkHttpResponse } = await genai(call).models.generateContent({ model, contents: call.prompt });
    return sdkHttpResponse.headers;
  },

  /** Status and the readable ones of some headers of a plain chat call. */
  async headersOf({ gatewayUrl, token, prompt }, names, extra = {}) {
    const response = await fetch(`${gatewayUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: prompt }], ...extra }),
    });
    return { status: response.status, headers: names.map((name) => response.headers.get(name)) };
  },

  /** Reads the first delta of an endless stream and goes on reading behind the caller's back. */
  async startReading(call) {
    const stream = await openaiStream(call);
    const chunks = stream[Symbol.asyncIterator]();
    await chunks.next();
    globalThis.reading = (async () => {
      for (let next = await chunks.next(); !next.done; next = await chunks.next());
    })();
  },
});
