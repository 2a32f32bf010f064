package dev.runnel.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.server.RunnelServer;
import dev.runnel.shared.DocSnippets;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scripts in which the clients run. */
final class NodeScript {
  private static final Path SCRIPTS = Path.of("target/node").toAbsolutePath();

  private NodeScript() {}

  /** Runs a script against a server, and returns what it prints. */
  static JsonNode run(String script, RunnelServer server) throws Exception {
    Process node =
        new ProcessBuilder("node", script, "http://127.0.0.1:" + server.port())
            .directory(SCRIPTS.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(node.exitValue()).as(output).isZero();
      return JsonMapper.builder().build().readTree(output);
    } finally {
      node.destroyForcibly();
    }
  }

  /** Returns the folder that the scripts and npm's packages are in. */
  static File folder() {
    return SCRIPTS.toFile();
  }

  /** Returns the parts of a script that the pages show. */
  static List<String> regions(String script) {
    return DocSnippets.regions(SCRIPTS.resolve(script));
  }
}
