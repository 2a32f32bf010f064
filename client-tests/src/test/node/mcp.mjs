// Prints what MCP's TypeScript client gets from chains and tools.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const url = new URL(`${process.argv[2]}/mcp`);
const transport = new StreamableHTTPClientTransport(url);
const client = new Client({ name: "test", version: "1" });
await client.connect(transport);

// The client checks structured content against the schemas that it has listed.
const { tools } = await client.listTools();
const progress = [];
const joke = await client.callTool(
  { name: "joke", arguments: { input: "parrots" } },
  undefined,
  { onprogress: (told) => progress.push(told) },
);
const numbers = await client.callTool({ name: "numbers", arguments: { input: 3 } });
const unfit = await client.callTool({ name: "numbers", arguments: { input: "three" } });

const abort = new AbortController();
let cancelled = null;
try {
  await client.callTool({ name: "endless", arguments: {} }, undefined, {
    signal: abort.signal,
    onprogress: () => abort.abort("enough"),
  });
} catch (failure) {
  cancelled = failure.message;
}
let unknown = null;
try {
  await client.callTool({ name: "nothing", arguments: {} });
} catch (failure) {
  unknown = failure.code;
}
await transport.terminateSession();
await client.close();
console.log(
  JSON.stringify({
    server: client.getServerVersion(),
    tools: tools.map((tool) => tool.name),
    joke,
    progress,
    numbers: numbers.structuredContent,
    unfit,
    cancelled,
    unknown,
  }),
);
