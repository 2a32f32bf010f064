package dev.runnel.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.ToolSpec;
import dev.runnel.serve.ChainInput;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be offered, and what is refused before anybody asks. */
class McpToolServerTest {
  private static final ScriptedChatModel MODEL = ScriptedChatModel.of("Why?");

  private static Tool<JsonNode, String, String> named(String name) {
    return Tool.of(ToolSpec.of(name, "", "{\"type\":\"object\"}"), in -> "ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a/b", "ä", "a\nb", "a,b", "\u0000", "日本", "a:b", "$", "${x}", "../a "})
  void aNameThatMcpForbidsIsRefused(String name) {
    assertThatThrownBy(() -> McpToolServer.named("s").tool(named(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "MCP does not allow the tool name '%s': it takes 1 to 128 letters, digits, '_', '-' and"
                + " '.'.",
            name);
    assertThatThrownBy(() -> McpToolServer.of(name, "", new JokesRunnables(MODEL).joke()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MCP does not allow");
  }

  @Test
  void aNameOfTheLongestLengthIsTaken() {
    assertThat(McpToolServer.named("s").tool(named("aZ0_-.".repeat(21) + "xy")).build())
        .isNotNull();
    assertThatThrownBy(() -> McpToolServer.named("s").tool(named("x".repeat(129))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoToolsOfOneNameAreRefused() {
    assertThatThrownBy(
            () ->
                McpToolServer.named("s")
                    .tools(List.of(named("a"), named("b")))
                    .chain("a", "", new JokesRunnables(MODEL).joke()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Two tools are named 'a'");
  }

  record Untold(int number) {}

  @Test
  void aChainWithoutASchemaIsRefusedWithWhatToDo() {
    RunnableLambda<Untold, Integer> chain = RunnableLambda.of("untold", in -> in.number());

    assertThatThrownBy(
            () ->
                McpToolServer.named("s")
                    .chain("a", "", chain, ChainInput.of(Untold.class), ToolRules.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@Chain(schemas = true)")
        .hasMessageContaining("ChainInput.of(schema, type)");
  }

  @Test
  void aCompositionIsOfferedWithItsInput() {
    assertThat(
            McpToolServer.named("s")
                .chain(
                    "a",
                    "",
                    RunnableGenerator.<String, String, String>ofEmitter(
                        "a", Whole.text(), (in, out) -> out.emit(in)),
                    ChainInput.of(String.class),
                    ToolRules.DEFAULT)
                .build())
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"object\"} | {\"type\":\"object\"}",
        "{\"type\":\"string\"} | {\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"}},"
            + "\"required\":[\"x\"]}",
        "{\"$ref\":\"#/$defs/A\",\"$defs\":{\"A\":{\"type\":\"object\"}}} |"
            + " {\"$ref\":\"#/$defs/A\",\"$defs\":{\"A\":{\"type\":\"object\"}},\"type\":\"object\"}",
        "{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/A\"},\"$defs\":{\"A\":{}}} |"
            + " {\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"array\","
            + "\"items\":{\"$ref\":\"#/$defs/A\"}}},\"required\":[\"x\"],\"$defs\":{\"A\":{}}}"
      })
  void aSchemaBecomesThatOfAnObject(String schema, String expected) {
    ObjectSchema object = ObjectSchema.of(JsonMapper.shared().readTree(schema), "x");

    assertThat(object.tree()).hasToString(expected);
    JsonNode value = JsonMapper.shared().readTree("[1]");
    assertThat(object.unwrapped(object.wrapped(value))).isEqualTo(value);
  }
}
