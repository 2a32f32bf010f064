package dev.runnel.agent;

import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolFunction;
import dev.runnel.tool.ToolRules;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Tools that take any object, and remember with what they ran. */
final class EchoTool {
  /** What has run, as {@code name{"its":"arguments"}}. */
  final List<String> ran = new CopyOnWriteArrayList<>();

  /** A tool that gives its arguments back. */
  Tool<JsonNode, String, String> named(String name) {
    return named(name, ToolRules.DEFAULT);
  }

  Tool<JsonNode, String, String> named(String name, ToolRules rules) {
    return of(
        name,
        rules,
        in -> {
          ran.add(name + in);
          return in.toString();
        });
  }

  static <O> Tool<JsonNode, O, O> of(
      String name, ToolRules rules, ToolFunction<? super JsonNode, ? extends O> function) {
    ToolSpec spec = ToolSpec.of(name, "Test tool " + name + ".", "{\"type\": \"object\"}");
    return Tool.<O>of(spec, function).withRules(rules);
  }

  static ToolCall call(String id, String name, String arguments) {
    return new ToolCall(id, name, arguments);
  }
}
