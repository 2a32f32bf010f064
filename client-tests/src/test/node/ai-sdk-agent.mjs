// Prints what the AI SDK's chat makes of an agent that asks before it mails.
import { AbstractChat, DefaultChatTransport, lastAssistantMessageIsCompleteWithApprovalResponses } from "ai";

const url = process.argv[2];

class State {
  status = "ready";
  error = undefined;
  messages = [];
  pushMessage = (message) => {
    this.messages = [...this.messages, message];
  };
  popMessage = () => {
    this.messages = this.messages.slice(0, -1);
  };
  replaceMessage = (index, message) => {
    this.messages = [...this.messages.slice(0, index), this.snapshot(message), ...this.messages.slice(index + 1)];
  };
  snapshot = (value) => structuredClone(value);
}

class Chat extends AbstractChat {
  constructor(init) {
    super({ ...init, state: new State() });
  }
}

async function chat(path) {
  const ends = [];
  const ended = [];
  const failures = [];
  for (let i = 0; i < 2; i++) {
    ended.push(new Promise((resolve) => ends.push(resolve)));
  }
  const chat = new Chat({
    transport: new DefaultChatTransport({ api: url + path }),
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
    onFinish: () => ends.shift()?.(),
    onError: (failure) => failures.push(failure.message),
  });
  await chat.sendMessage({ text: "Mail both." });
  await ended[0];
  const asked = structuredClone(chat.messages);
  const calls = asked[1].parts.filter((part) => part.state === "approval-requested");
  await chat.addToolApprovalResponse({ id: calls[0].approval.id, approved: true });
  await chat.addToolApprovalResponse({ id: calls[1].approval.id, approved: false, reason: "On holiday." });
  await ended[1];
  return { asked, answered: chat.messages, failures };
}

console.log(JSON.stringify({ signed: await chat("/mailing-chat"), nameless: await chat("/nameless-chat") }));
