// Prints what AG-UI's HttpAgent makes of an agent that asks before it mails.
import { HttpAgent } from "@ag-ui/client";

const url = process.argv[2];

async function run(initialState) {
  const agent = new HttpAgent({ url: `${url}/mailing-agent`, threadId: "t", initialState });
  agent.addMessage({ id: "u-1", role: "user", content: "Mail both." });
  await agent.runAgent();
  const asked = structuredClone({ interrupts: agent.pendingInterrupts, state: agent.state });
  // region approve
  const answers = agent.pendingInterrupts.map(({ id }) => ({
    interruptId: id,
    status: "resolved",
    payload: { approved: true },
  }));
  await agent.runAgent({ resume: answers });
  // endregion
  return { asked, messages: agent.messages, state: agent.state, pending: agent.pendingInterrupts };
}

console.log(JSON.stringify({ fresh: await run(undefined), own: await run({ own: 1 }), list: await run([1]) }));
