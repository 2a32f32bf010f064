// Prints what LangChain's RemoteRunnable gets from a chain.
import { RemoteRunnable } from "@langchain/core/runnables/remote";

const url = process.argv[2];
const chunks = [];
// region stream
const remote = new RemoteRunnable({ url: `${url}/joke` });
for await (const chunk of await remote.stream("parrots")) {
  chunks.push(chunk);
}
// endregion
const events = [];
for await (const event of remote.streamEvents("parrots", { version: "v2" })) {
  events.push(`${event.event} ${event.name}`);
}
let log;
for await (const patch of remote.streamLog("parrots")) {
  log = log === undefined ? patch : log.concat(patch);
}
const failing = new RemoteRunnable({ url: `${url}/failing` });
const before = [];
let error = null;
try {
  for await (const chunk of await failing.stream("parrots")) {
    before.push(chunk);
  }
} catch (failure) {
  error = failure.message;
}
console.log(
  JSON.stringify({
    chunks,
    whole: await remote.invoke("parrots"),
    batch: await remote.batch(["parrots", "cats"]),
    events,
    log: log.ops.filter((op) => op.path === "/streamed_output/-").map((op) => op.value),
    before,
    error,
  }),
);
