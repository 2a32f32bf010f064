package dev.runnel.agent;

import dev.runnel.annotations.ToolFailure;
import dev.runnel.model.Media;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolFunction;
import dev.runnel.tool.ToolRules;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/** The tools of the recorded conversations, as they are described there. */
final class RecordedTools {
  final CountDownLatch hanging = new CountDownLatch(1);
  final CountDownLatch sawCancellation = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  Tool<?, ?, ?> tool(String name) {
    return switch (name) {
      case "weather" -> tool(name, in -> "Sunny in " + in.path("city").asString());
      case "population" -> tool(name, RecordedTools::population);
      case "broken" -> tool(name, in -> fail("The service is down."));
      case "now" -> tool(name, in -> "12:00");
      case "person" -> tool(name, RecordedTools::person);
      case "nothing" -> tool(name, in -> "");
      case "picture" -> tool(name, in -> picture());
      case "send_mail" ->
          tool(
              name,
              in -> "Sent to " + in.path("to").asString() + ": " + in.path("body").asString());
      case "answer_directly" -> tool(name, RecordedTools::direct);
      case "hang" -> tool(name, in -> hang());
      default -> throw new AssertionError(name);
    };
  }

  private static <O> Tool<JsonNode, O, O> tool(
      String name, ToolFunction<? super JsonNode, ? extends O> function) {
    JsonNode tool = Scenario.RECORDED.path("tools").path(name);
    ToolRules rules =
        ToolRules.DEFAULT
            .withOnFailure(ToolFailure.MESSAGE)
            .withReturnDirect(tool.path("returnDirect").asBoolean(false));
    return Tool.<O>of(
            new ToolSpec(name, tool.path("description").asString(), tool.path("parameters")),
            function)
        .withRules(rules);
  }

  private static String fail(String message) {
    throw new IllegalStateException(message);
  }

  private static String population(JsonNode in) {
    String year = in.has("year") ? ", " + in.path("year").asInt() : "";
    return "1000 in " + in.path("city").asString() + year;
  }

  private static Map<String, Object> person(JsonNode in) {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("id", in.path("id").asInt());
    person.put("name", "Ann");
    person.put("tags", List.of("a", "b"));
    person.put("score", 1.5);
    person.put("boss", null);
    return person;
  }

  private static List<Object> picture() {
    byte[] bytes = Base64.getDecoder().decode("iVBORw0KGgo=");
    return List.of(new TextPart("A parrot"), Media.image(bytes, "image/png"));
  }

  private static String direct(JsonNode in) {
    String text = in.path("text").asString();
    return text.length() < 3 ? fail("Too short.") : text;
  }

  private String hang() throws InterruptedException {
    hanging.countDown();
    try {
      never.await();
      return "never";
    } catch (InterruptedException cancelled) {
      sawCancellation.countDown();
      throw cancelled;
    }
  }
}
