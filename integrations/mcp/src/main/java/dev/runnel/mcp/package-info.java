/**
 * The Model Context Protocol, in both directions: {@link dev.runnel.mcp.McpToolServer} offers
 * chains and tools to MCP's clients, {@link dev.runnel.mcp.McpToolClient} makes the tools of an MCP
 * server ours.
 *
 * <p>The protocol itself is the official SDK's. What carries it is Runnel's: streams end where
 * nobody wants them, in both directions.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25">The specification</a>
 */
@NullMarked
package dev.runnel.mcp;

import org.jspecify.annotations.NullMarked;
