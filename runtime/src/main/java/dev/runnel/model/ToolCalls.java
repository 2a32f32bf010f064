package dev.runnel.model;

import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonBinding;
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
    String json = saysNothing(tool, call.arguments().strip()) ? "{}" : call.arguments();
    try {
      return JsonBinding.of(tool.inputType()).read(json);
    } catch (JsonBindException e) {
      throw mistake(tool, call, e.reason(), e);
    }
  }

  /** Some models give a tool without parameters no arguments at all, others null. */
  private static boolean saysNothing(Tool<?, ?> tool, String arguments) {
    boolean hasParameters = !tool.spec().parameters().path("properties").isEmpty();
    return arguments.isEmpty() || (!hasParameters && arguments.equals("null"));
  }

  private static ToolArgumentsException mistake(
      Tool<?, ?> tool, ToolCall call, String what, Throwable cause) {
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
