package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Runnel;
import dev.runnel.agent.Agent;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents that look and mail, and services that serve them. */
final class ServedAgents {
  static final JsonMapper MAPPER = JsonMapper.builder().build();
  static final Key KEY = key("a key of the server");

  /** What has run, as {@code name{"its":"arguments"}}. */
  final List<String> ran = new CopyOnWriteArrayList<>();

  static Key key(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  private Tool<JsonNode, String, String> tool(String name, ToolRules rules) {
    ToolSpec spec = ToolSpec.of(name, "Test tool " + name + ".", "{\"type\": \"object\"}");
    return Tool.<String>of(
            spec,
            in -> {
              ran.add(name + in);
              return name + " is done";
            })
        .withRules(rules);
  }

  Agent agent(Script... scripts) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder().name("model");
    for (Script script : scripts) {
      model.next(script);
    }
    return Agent.of(
        model.build(),
        tool("mail", ToolRules.DEFAULT.withApproval(true)),
        tool("look", ToolRules.DEFAULT));
  }

  /** An agent that lets another one mail, by its call {@code s1}. */
  Agent boss(Script... inside) {
    Agent secretary = agent(inside);
    return Agent.of(
        ScriptedChatModel.builder()
            .next(Script.empty().call(0, "s1", "secretary", "{\"task\":\"Mail them.\"}"))
            .next(Script.of("They know."))
            .build(),
        secretary.asTool("secretary", "Writes mails."));
  }

  static ChainService service(Runnel<ChatPrompt, ?, ?> chain, @Nullable Key key) {
    ServeOptions options =
        key == null ? ServeOptions.DEFAULT : ServeOptions.DEFAULT.withStateKey(key);
    ServedChain<ChatPrompt, ?, ?> served =
        ServedChain.of("ask", chain, ChainInput.of(ChatPrompt.class), options);
    return ChainService.builder()
        .add("/ai", served, Protocols.AI_SDK)
        .add("/ag", served, Protocols.AG_UI)
        .add("/v1", served, Protocols.OPENAI)
        .add("/plain", served, Protocols.PLAIN)
        .build();
  }

  static String stream(ChainService service, String path, String body) {
    ServeResponse response = service.handle(ServeRequest.post(path, body));
    assertThat(response).isInstanceOf(ServeResponse.Streamed.class);
    RecordingSink sink = RecordingSink.patient();
    ((ServeResponse.Streamed) response).body().writeTo(sink);
    return sink.text();
  }

  static String normal(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
        .replaceAll("\"created\":\\d+", "\"created\":1");
  }

  static List<JsonNode> events(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> MAPPER.readTree(line.substring(6)))
        .toList();
  }

  static List<String> types(String stream) {
    return events(stream).stream().map(event -> event.get("type").stringValue()).toList();
  }

  static JsonNode event(String stream, String type) {
    return events(stream).stream()
        .filter(event -> event.get("type").stringValue().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError(stream));
  }

  static final String AI_SDK =
      "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Go.\"}]}]}";
  static final String OPEN_AI =
      "{\"model\":\"ask\",\"stream\":STREAM,\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}";

  static String agUi(String rest) {
    return "{\"threadId\":\"t\",\"runId\":\"r\",\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]"
        + rest
        + "}";
  }

  static Script looks() {
    return Script.of("I look.")
        .call(0, "c1", "look", "{\"at\"", ":1}")
        .end(FinishReason.TOOL_CALLS, new TokenUsage(7, 3));
  }

  static Script mails() {
    return Script.empty()
        .call(0, "m1", "mail", "{\"to\":\"ann\"}")
        .call(1, "m2", "mail", "{\"to\":\"bob\"}");
  }

  static Script done() {
    return Script.of("Done.").end(FinishReason.STOP, new TokenUsage(10, 2));
  }
}
