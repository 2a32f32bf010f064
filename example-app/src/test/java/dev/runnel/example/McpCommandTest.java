package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.mcp.McpToolClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class McpCommandTest {
  @Test
  void aClientThatStartsTheCommandIsToldTheGuidesJoke() {
    StringBuilder told = new StringBuilder();
    try (McpToolClient example =
        McpToolClient.stdio(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mcp",
                "--pace",
                "0")
            .connect()) {
      String joke =
          example.tool("joke").stream(
                  JsonMapper.shared().readTree("{\"input\": \"parrots\"}"),
                  piece -> told.append(piece.text()))
              .text();

      assertThat(joke).contains("parrot").isEqualTo(told.toString());
    }
  }

  @Test
  void itEndsWhenItsClientLeaves() {
    assertThat(Session.plain().run("mcp")).isZero();
  }
}
