/** Chains and tools as tools of an MCP server, and the tools of MCP servers as Runnel's. */
module dev.runnel.mcp {
  requires dev.runnel.remote;
  requires io.modelcontextprotocol.sdk.mcp.core;
  requires java.net.http;
  requires reactor.core;
  requires transitive dev.runnel.runtime;
  requires transitive dev.runnel.serve;
  requires transitive org.jspecify;

  exports dev.runnel.mcp;
}
