package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ChatOptionsTest {
  private static final ToolSpec WEATHER = ToolSpec.of("weather", "", "{\"type\":\"object\"}");
  private static final ToolSpec TIME = ToolSpec.of("time", "", "{\"type\":\"object\"}");

  @Test
  void whatTheUpperOptionsSetWins() {
    ChatOptions lower =
        ChatOptions.DEFAULT
            .withTemperature(0.5)
            .withMaxTokens(10)
            .withStop("a")
            .withResponseFormat(ResponseFormat.JSON)
            .withTools(WEATHER);
    ChatOptions upper =
        ChatOptions.DEFAULT
            .withTemperature(0)
            .withMaxTokens(20)
            .withStop("b", "c")
            .withResponseFormat(ResponseFormat.TEXT)
            .withTools(TIME);

    assertThat(lower.merge(upper)).isEqualTo(upper);
    assertThat(lower.merge(ChatOptions.DEFAULT)).isEqualTo(lower);
    assertThat(ChatOptions.DEFAULT.merge(lower)).isEqualTo(lower);
  }

  @Test
  void whatTheUpperOptionsLeaveOutStays() {
    ChatOptions merged =
        ChatOptions.DEFAULT.withTemperature(1).merge(ChatOptions.DEFAULT.withMaxTokens(3));

    assertThat(merged).isEqualTo(ChatOptions.DEFAULT.withTemperature(1).withMaxTokens(3));
  }

  @Test
  void numbersOutOfRangeAreRejected() {
    assertThatThrownBy(() -> ChatOptions.DEFAULT.withTemperature(-0.1))
        .hasMessageContaining("-0.1");
    assertThatThrownBy(() -> ChatOptions.DEFAULT.withTemperature(Double.NaN))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> ChatOptions.DEFAULT.withMaxTokens(0)).hasMessageContaining("but is 0");
  }

  @Test
  void aSchemaCannotBeChangedFromOutside() {
    ObjectNode schema = JsonMapper.shared().createObjectNode().put("type", "object");
    ToolSpec spec = new ToolSpec("weather", "", schema);
    schema.put("type", "array");

    assertThat(spec).isEqualTo(WEATHER);
  }

  @Test
  void whatIsNoSchemaIsRejectedWithItsOwner() {
    assertThatThrownBy(() -> ToolSpec.of("weather", "", "{\"type\""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("weather", "{\"type\"");
    assertThatThrownBy(() -> ResponseFormat.jsonSchema("countries", "[]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("countries", "[]");
    assertThatThrownBy(() -> ToolSpec.of(" ", "", "{}")).hasMessageContaining("name");
  }
}
