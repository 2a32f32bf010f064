package dev.runnel.agent;

import dev.runnel.ChunkStream;
import dev.runnel.RunnelException;
import dev.runnel.StreamClosedException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.shared.Background;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Plays one recorded scenario on our agent: gives the requests and turns of each step. */
final class Recording {
  private final Scenario scenario;
  private final RecordedTools tools = new RecordedTools();
  private final Gate gate = new Gate();
  private final ScriptedChatModel model;
  private final Agent agent;

  /** The conversation before the step that is played. */
  private final List<ChatMessage> history = new ArrayList<>();

  private @Nullable PausedAgent paused;

  Recording(Scenario scenario) {
    this.scenario = scenario;
    this.model = scenario.model(gate);
    this.agent = configured(Agent.of(model, recordedTools()));
  }

  RecordedTools tools() {
    return tools;
  }

  int openModelRuns() {
    return model.openRuns();
  }

  private List<Tool<?, ?, ?>> recordedTools() {
    List<Tool<?, ?, ?>> all = new ArrayList<>();
    JsonNode interrupts = scenario.json().at("/settings/interruptOn");
    for (String name : scenario.tools()) {
      Tool<?, ?, ?> tool = tools.tool(name);
      all.add(interrupts.has(name) ? tool.withRules(tool.rules().withApproval(true)) : tool);
    }
    JsonNode format = scenario.json().at("/settings/responseFormat");
    if (format.path("strategy").asString("").equals("tool")) {
      ToolSpec spec = new ToolSpec("Forecast", "Gives the answer.", format.path("schema"));
      all.add(
          Tool.<JsonNode>of(spec, in -> in).withRules(ToolRules.DEFAULT.withReturnDirect(true)));
    }
    return all;
  }

  private Agent configured(Agent plain) {
    JsonNode settings = scenario.json().path("settings");
    Agent configured = plain;
    if (scenario.json().at("/config/recursionLimit").isNumber()) {
      configured = configured.withMaxTurns(3); // 5 steps: three of the model, two of tools
    }
    configured =
        switch (settings.path("middleware").asString("")) {
          case "modelCallLimit" -> configured.withMaxTurns(settings.path("runLimit").asInt());
          case "toolCallLimit" ->
              configured.withMaxCallsOf(
                  settings.path("toolName").asString(), settings.path("runLimit").asInt());
          default -> configured;
        };
    return settings.at("/responseFormat/strategy").asString("").equals("tool")
        ? configured.withFirstToolChoice(ToolChoice.REQUIRED)
        : configured;
  }

  /** Plays all steps. */
  ArrayNode play() {
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    for (JsonNode step : scenario.json().path("steps")) {
      int before = model.requests().size();
      List<ChatMessage> said = play(step.path("input"));
      ObjectNode played = steps.addObject();
      ArrayNode requests = played.putArray("requests");
      List<ChatPrompt> asked = model.requests();
      asked.subList(before, asked.size()).forEach(each -> requests.add(NeutralJson.request(each)));
      played.set("turns", NeutralJson.turns(said));
    }
    return steps;
  }

  private List<ChatMessage> play(JsonNode input) {
    List<ChatMessage> said = new ArrayList<>(history);
    if (input.has("resume")) {
      AgentAnswer answer = agent.resuming().invoke(resumption(input.at("/resume/decisions")));
      said.addAll(answer.messages());
      return said;
    }
    input.path("messages").forEach(message -> said.add(message(message)));
    boolean isCancelled = scenario.name().startsWith("cancel") && history.isEmpty();
    AgentAnswer answer = isCancelled ? cancelled(prompt(said)) : invoked(prompt(said));
    paused = answer.paused();
    if (paused != null) {
      history.addAll(said);
    }
    said.addAll(answer.messages());
    if (scenario.json().path("thread").asBoolean(false) && paused == null) {
      history.clear();
      history.addAll(said);
    }
    return said;
  }

  private Resumption resumption(JsonNode decisions) {
    Map<String, Decision> byCall = new LinkedHashMap<>();
    PausedAgent state = Objects.requireNonNull(paused);
    for (int i = 0; i < decisions.size(); i++) {
      byCall.put(state.asked().get(i).id(), decision(decisions.get(i)));
    }
    return new Resumption(state, byCall);
  }

  private static Decision decision(JsonNode json) {
    return switch (json.path("type").asString()) {
      case "approve" -> Decision.approve();
      case "edit" -> Decision.edit(json.at("/editedAction/args").toString());
      default -> Decision.reject(json.path("message").asString());
    };
  }

  private AgentAnswer invoked(ChatPrompt prompt) {
    try {
      return agent.invoke(prompt);
    } catch (MaxTurnsException limit) {
      return limit.answer();
    } catch (RunnelException | IllegalStateException failure) {
      return AgentTrail.of(failure).orElseThrow();
    }
  }

  /** Closes the stream where the recorded run was cancelled; gives what its reader had by then. */
  private AgentAnswer cancelled(ChatPrompt prompt) {
    AgentSum sum = new AgentSum();
    CountDownLatch ended = new CountDownLatch(scenario.tools().size() - 1);
    ChunkStream<AgentChunk> stream = agent.stream(prompt);
    Background<Boolean> reader =
        Background.run(
            () -> {
              stream.forEach(
                  chunk -> {
                    sum.add(chunk);
                    if (chunk instanceof AgentChunk.ToolEnded) {
                      ended.countDown();
                    }
                  });
              return true;
            });
    try {
      if (scenario.tools().contains("hang")) {
        await(tools.hanging);
        await(ended);
      } else {
        gate.awaitWaiting();
      }
      stream.close();
      if (!(reader.failure() instanceof StreamClosedException)) {
        throw new AssertionError("The reader was not told that the stream was closed.");
      }
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError(late);
    }
    return sum.sum();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("What was waited for has not come.");
    }
  }

  // ---- input

  private ChatPrompt prompt(List<ChatMessage> said) {
    List<ChatMessage> all = new ArrayList<>();
    if (scenario.json().path("systemPrompt").isString()) {
      all.add(ChatMessage.system(scenario.json().path("systemPrompt").asString()));
    }
    all.addAll(said);
    JsonNode format = scenario.json().at("/settings/responseFormat");
    ChatOptions options =
        format.path("strategy").asString("").equals("provider")
            ? ChatOptions.DEFAULT.withResponseFormat(
                ResponseFormat.jsonSchema("Forecast", format.path("schema")))
            : ChatOptions.DEFAULT;
    return new ChatPrompt(all, options);
  }

  private static ChatMessage message(JsonNode json) {
    String content = json.path("content").asString("");
    return switch (json.path("type").asString()) {
      case "system" -> ChatMessage.system(content);
      case "human" -> ChatMessage.user(content);
      case "tool" ->
          new ToolMessage(
              json.path("tool_call_id").asString(), json.path("name").asString(), content);
      default -> {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : json.path("tool_calls")) {
          calls.add(
              new ToolCall(
                  call.path("id").asString(),
                  call.path("name").asString(),
                  call.path("args").toString()));
        }
        yield new AiMessage(content, "", calls, null, null);
      }
    };
  }
}
