package dev.runnel.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers a model's calls by its tools. */
final class ToolCalls {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private ToolCalls() {}

  static <I, O> ToolMessage answer(Tool<I, O> tool, ToolCall call) {
    if (!call.name().equals(tool.spec().name())) {
      throw new ToolArgumentsException(
          call,
          "The call is for tool '" + call.name() + "', not for '" + tool.spec().name() + "'.",
          null);
    }
    O result = tool.invoke(bind(tool, call));
    return ChatMessage.tool(call, text(result));
  }

  private static <I> I bind(Tool<I, ?> tool, ToolCall call) {
    // A tool without parameters gets no arguments at all from some models.
    String json = call.arguments().isBlank() ? "{}" : call.arguments();
    I input;
    try {
      input = MAPPER.readValue(json, tool.inputType());
    } catch (JacksonException e) {
      throw mistake(tool, call, e.getOriginalMessage(), e);
    }
    if (input == null) {
      throw mistake(tool, call, "they are null", null);
    }
    return input;
  }

  private static ToolArgumentsException mistake(
      Tool<?, ?> tool, ToolCall call, String what, @Nullable Throwable cause) {
    return new ToolArgumentsException(
        call,
        "Tool '%s' cannot read the arguments of call '%s' as %s: %s. Arguments: %s"
            .formatted(
                tool.spec().name(),
                call.id(),
                tool.inputType().getSimpleName(),
                what,
                call.arguments()),
        cause);
  }

  private static String text(Object result) {
    if (result instanceof String || result instanceof JsonNode) {
      return result.toString();
    }
    return MAPPER.writeValueAsString(result);
  }
}
