package dev.runnel.mcp;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A server that is the SDK's alone; also the main class of a process that offers it over stdio. */
final class SdkTools implements AutoCloseable {
  private final Server jetty;
  private final McpSyncServer server;

  private SdkTools(Server jetty, McpSyncServer server) {
    this.jetty = jetty;
    this.server = server;
  }

  public static void main(String... arguments) throws InterruptedException {
    McpSyncServer[] server = new McpSyncServer[1];
    server[0] =
        with(McpServer.sync(new StdioServerTransportProvider(SdkJson.INSTANCE)), () -> server[0])
            .build();
    new CountDownLatch(1).await();
  }

  static SdkTools overHttp(int port) throws Exception {
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(SdkJson.INSTANCE)
            .mcpEndpoint("/mcp")
            .build();
    McpSyncServer[] server = new McpSyncServer[1];
    server[0] = with(McpServer.sync(transport), () -> server[0]).build();
    Server jetty = new Server();
    ServerConnector connector = new ServerConnector(jetty);
    connector.setHost("localhost");
    connector.setPort(port);
    jetty.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder holder = new ServletHolder(transport);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    jetty.setHandler(context);
    jetty.start();
    return new SdkTools(jetty, server[0]);
  }

  int port() {
    return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
  }

  @Override
  public void close() throws Exception {
    server.close();
    jetty.stop();
  }

  private static McpServer.SyncSpecification<?> with(
      McpServer.SyncSpecification<?> specification, Supplier<McpSyncServer> server) {
    return specification
        .serverInfo("sdk", "1")
        .jsonMapper(SdkJson.INSTANCE)
        .jsonSchemaValidator(SdkJson.VALIDATOR)
        .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
        .tools(
            tool("add", SdkTools::add),
            tool("tell", SdkTools::tell),
            tool("show", (exchange, request) -> show()),
            tool("refuse", (exchange, request) -> refuse()),
            tool("grow", (exchange, request) -> grow(server.get())));
  }

  private static SyncToolSpecification tool(
      String name, BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
    return SyncToolSpecification.builder()
        .tool(McpSchema.Tool.builder(name, Map.of("type", "object")).description(name).build())
        .callHandler(handler)
        .build();
  }

  private static CallToolResult add(McpSyncServerExchange exchange, CallToolRequest request) {
    int sum =
        request.arguments().values().stream().mapToInt(each -> ((Number) each).intValue()).sum();
    return CallToolResult.builder().structuredContent(Map.of("sum", sum)).build();
  }

  private static CallToolResult tell(McpSyncServerExchange exchange, CallToolRequest request) {
    for (int i = 1; i <= 3; i++) {
      exchange.progressNotification(
          ProgressNotification.builder(request.progressToken(), i)
              .total(3.0)
              .message("part " + i)
              .build());
    }
    return CallToolResult.builder().addTextContent("told").build();
  }

  private static CallToolResult show() {
    return CallToolResult.builder()
        .addContent(McpSchema.ImageContent.builder("AQID", "image/png").build())
        .addContent(McpSchema.AudioContent.builder("AQID", "audio/wav").build())
        .addContent(
            McpSchema.EmbeddedResource.builder(
                    McpSchema.TextResourceContents.builder("file:///a.txt", "inside").build())
                .build())
        .addContent(
            McpSchema.ResourceLink.builder()
                .uri("https://example.com/a.pdf")
                .name("a.pdf")
                .mimeType("application/pdf")
                .build())
        .build();
  }

  private static CallToolResult refuse() {
    return CallToolResult.builder().addTextContent("not today").isError(true).build();
  }

  private static CallToolResult grow(McpSyncServer server) {
    server.addTool(tool("grown", (exchange, request) -> refuse()));
    return CallToolResult.builder(List.of()).build();
  }
}
