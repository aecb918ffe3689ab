import { HumanMessage } from '@langchain/core/messages';

/** Reads a stream, or gives it up at its first text: what it raised, undefined if it ended as if all were well. */
export async function endOfStream(chat, text, givesUp = false) {
  const abort = new AbortController();
  try {
    for await (const chunk of await chat.stream([new HumanMessage(text)], { signal: abort.signal })) {
      if (givesUp && chunk.text.length > 0) abort.abort();
    }
    return undefined;
  } catch (error) {
    return String(error);
  }
}
