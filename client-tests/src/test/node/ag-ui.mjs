// Prints what AG-UI's HttpAgent makes of a run.
import { HttpAgent } from "@ag-ui/client";

const url = process.argv[2];

async function run(path) {
  const agent = new HttpAgent({ url: url + path, threadId: "t" });
  agent.addMessage({ id: "u-1", role: "user", content: "parrots" });
  const types = [];
  let error = null;
  await agent.runAgent(
    {},
    {
      onEvent: ({ event }) => {
        types.push(event.type);
      },
      onRunErrorEvent: ({ event }) => {
        error = event.message;
      },
    },
  );
  return { messages: agent.messages.map(({ role, content, toolCalls }) => ({ role, content, toolCalls })), types, error };
}

// region run
const agent = new HttpAgent({ url: `${url}/agent`, threadId: "t" });
agent.addMessage({ id: "u-1", role: "user", content: "parrots" });
await agent.runAgent();
// endregion
console.log(JSON.stringify({ short: agent.messages[1].content, answer: await run("/agent"), failed: await run("/failing-agent"), rich: await run("/rich-agent") }));
