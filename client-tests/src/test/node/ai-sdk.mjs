// Prints what the AI SDK makes of a chat with a chain.
import { DefaultChatTransport, readUIMessageStream, parseJsonEventStream } from "ai";

const url = process.argv[2];

async function chat(path) {
  const transport = new DefaultChatTransport({ api: url + path });
  const stream = await transport.sendMessages({
    trigger: "submit-message",
    chatId: "chat-1",
    messageId: undefined,
    messages: [{ id: "u-1", role: "user", parts: [{ type: "text", text: "parrots" }] }],
    abortSignal: undefined,
  });
  let message;
  let error = null;
  for await (const state of readUIMessageStream({
    stream,
    onError: (failure) => {
      error = failure.message;
    },
  })) {
    message = state;
  }
  return { parts: message?.parts ?? [], error };
}

console.log(JSON.stringify({ answer: await chat("/chat"), failed: await chat("/failing-chat"), rich: await chat("/rich-chat") }));
