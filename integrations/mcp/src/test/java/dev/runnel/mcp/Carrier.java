package dev.runnel.mcp;

import dev.runnel.serve.ServeOptions;
import dev.runnel.server.HttpEngine;
import dev.runnel.server.RunnelServer;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How clients reach the tools of the tests. */
enum Carrier {
  JETTY,
  JDK,
  STDIO;

  Served serve() {
    return switch (this) {
      case JETTY -> new Served(started(HttpEngine.jetty()));
      case JDK -> new Served(started(HttpEngine.jdk()));
      case STDIO -> new Served(null);
    };
  }

  private static RunnelServer started(HttpEngine engine) {
    return RunnelServer.serve(new TestTools().server(), "/mcp")
        .options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(100)))
        .engine(engine)
        .start(0);
  }

  /** The command that starts a main class of the tests. */
  static List<String> java(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }

  /** The tools, served. */
  record Served(@Nullable RunnelServer server) implements AutoCloseable {
    McpClientTransport sdkTransport() {
      if (server == null) {
        List<String> command = java(TestTools.class);
        return new StdioClientTransport(
            ServerParameters.builder(command.get(0))
                .args(command.subList(1, command.size()))
                .build(),
            SdkJson.INSTANCE);
      }
      return HttpClientStreamableHttpTransport.builder(server.uri("").toString())
          .endpoint("/mcp")
          .jsonMapper(SdkJson.INSTANCE)
          .build();
    }

    McpToolClient.Builder client() {
      return server == null
          ? McpToolClient.stdio(java(TestTools.class).toArray(String[]::new))
          : McpToolClient.http(server.uri("/mcp"));
    }

    @Override
    public void close() {
      if (server != null) {
        server.close();
      }
    }
  }
}
