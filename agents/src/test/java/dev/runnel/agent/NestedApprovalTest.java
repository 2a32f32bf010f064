package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.HistoryRules;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import dev.runnel.tool.ToolRules;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents inside agents whose tools wait for approval. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NestedApprovalTest {
  private static final ChatPrompt QUESTION = ChatPrompt.of("Mail them.");
  private static final String TASK = "{\"task\":\"Do it.\"}";
  private static final Key KEY =
      new SecretKeySpec("a key".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

  private final EchoTool echo = new EchoTool();

  private Tool<?, ?, ?> mail() {
    return EchoTool.of(
        "mail",
        ToolRules.DEFAULT.withApproval(true),
        in -> {
          echo.ran.add("mail" + in);
          return "sent " + in;
        });
  }

  /** Calls tools when it is asked by a user, and says that all is done behind their results. */
  private static ChatModel once(AtomicInteger asked, Script calls) {
    return ScriptedChatModel.answering(
        prompt -> {
          asked.incrementAndGet();
          List<ChatMessage> messages = prompt.messages();
          return messages.get(messages.size() - 1) instanceof ToolMessage
              ? Script.of("Done.")
              : calls;
        });
  }

  private Agent agent(Script calls, Tool<?, ?, ?>... tools) {
    return Agent.of(HistoryRules.OPENAI.checking(once(new AtomicInteger(), calls)), tools);
  }

  private Agent inner() {
    return agent(
        Script.empty()
            .call(0, "m1", "mail", "{\"to\":\"ann\"}")
            .call(1, "m2", "mail", "{\"to\":\"bob\"}")
            .call(2, "n", "now", "{}"),
        mail(),
        echo.named("now"));
  }

  private Agent outer() {
    return agent(
        Script.empty()
            .call(0, "a", "helper", TASK)
            .call(1, "m1", "mail", "{\"to\":\"eve\"}")
            .call(2, "b", "helper", TASK),
        inner().asTool("helper", "Helps."),
        mail());
  }

  private static PausedAgent paused(AgentAnswer answer) {
    return PausedAgent.fromJson(Objects.requireNonNull(answer.paused()).toJson(KEY), KEY);
  }

  private static List<String> asked(PausedAgent state) {
    return state.asked().stream().map(ToolCall::id).toList();
  }

  @Test
  void theOuterAgentAsksForTheInnerOnes() {
    List<AgentChunk> chunks = new ArrayList<>();
    AgentAnswer answer = outer().stream(QUESTION, chunks::add);

    assertThat(answer.finish()).isEqualTo(AgentFinish.PAUSED);
    assertThat(asked(paused(answer))).containsExactly("a/m1", "a/m2", "m1", "b/m1", "b/m2");
    assertThat(chunks).filteredOn(AgentChunk.ApprovalAsked.class::isInstance).hasSize(5);
    assertThat(chunks).hasAtLeastOneElementOfType(AgentChunk.ToolPaused.class);
    assertThat(echo.ran).containsExactly("now{}", "now{}");
  }

  @Test
  void decisionsGoOnInside() {
    PausedAgent state = paused(outer().invoke(QUESTION));
    echo.ran.clear();

    AgentAnswer first =
        outer()
            .resume(
                state,
                Map.of(
                    "a/m1", Decision.approve(),
                    "a/m2", Decision.edit("{\"to\":\"zoe\"}"),
                    "b/m2", Decision.reject("Not bob.")));
    assertThat(echo.ran).containsExactlyInAnyOrder("mail{\"to\":\"ann\"}", "mail{\"to\":\"zoe\"}");
    PausedAgent left = paused(first);
    assertThat(asked(left)).containsExactly("m1", "b/m1");

    AgentAnswer last = outer().resuming().invoke(Resumption.all(left, Decision.approve()));
    assertThat(last.finish()).isEqualTo(AgentFinish.ANSWER);
    assertThat(last.text()).isEqualTo("Done.");
    assertThat(last.messages().subList(1, 4))
        .extracting(ChatMessage::text)
        .containsExactly("Done.", "sent {\"to\":\"eve\"}", "Done.");
    assertThat(echo.ran).hasSize(4);
  }

  @Test
  void whatIsNotDecidedIsNotTouched() {
    AtomicInteger asked = new AtomicInteger();
    Agent inner = Agent.of(once(asked, Script.empty().call(0, "m", "mail", "{}")), mail());
    Agent outer =
        agent(
            Script.empty().call(0, "a", "helper", TASK).call(1, "m", "mail", "{}"),
            inner.asTool("helper", "Helps."),
            mail());
    PausedAgent state = paused(outer.invoke(QUESTION));

    PausedAgent left = paused(outer.resume(state, Map.of("m", Decision.approve())));

    assertThat(asked).hasValue(1);
    assertThat(left.inside()).isEqualTo(state.inside());
    assertThat(asked(left)).containsExactly("a/m");
  }

  @Test
  void anEditInsideThatDoesNotFitRunsNothing() {
    ResumedStates states = ResumedStates.inMemory(10);
    PausedAgent state = paused(outer().invoke(QUESTION));
    echo.ran.clear();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                outer()
                    .withResumedStates(states)
                    .resume(
                        state, Map.of("m1", Decision.approve(), "b/m1", Decision.edit("{\"to\":"))))
        .withMessageContaining("'m1'")
        .withMessageContaining("Nothing was run");
    assertThat(echo.ran).isEmpty();
    assertThat(states.isFirst(state.id())).isTrue();
  }

  /** The tools of the agents inside are known only when their turns are prepared. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anEditInsideIsCheckedAlsoWhereTheTurnAddsTheTool(int depth) {
    ResumedStates states = ResumedStates.inMemory(10);
    Tool<?, ?, ?> added = mail();
    String id = "m";
    Script calls = Script.empty().call(0, "m", "mail", "{}");
    for (int i = 0; i < depth; i++) {
      Tool<?, ?, ?> tool = added;
      added =
          agent(calls)
              .withBeforeTurn(turn -> turn.withTools(List.of(tool)))
              .asTool("helper", "Helps.");
      calls = Script.empty().call(0, "a", "helper", TASK);
      id = "a/" + id;
    }
    Agent outer = agent(calls.call(1, "m", "mail", "{}"), added, mail()).withResumedStates(states);
    PausedAgent state = paused(outer.invoke(QUESTION));
    Map<String, Decision> decisions =
        Map.of("m", Decision.approve(), id, Decision.edit("{\"to\":"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outer.resume(state, decisions))
        .withMessageContaining("The edited arguments of call 'm'")
        .withMessageContaining("Nothing was run");
    assertThat(echo.ran).isEmpty();
    assertThat(states.isFirst(state.id())).isTrue();
  }

  @Test
  void aToolThatJustRunsAnAgentSaysWhyItCannotWait() {
    Agent inner = inner();
    ToolSpec spec = ToolSpec.of("helper", "Helps.", "{\"type\": \"object\"}");
    Tool<?, ?, ?> plain =
        Tool.ofCall(spec, ToolReader.of(spec, Object.class), (Object any) -> inner.call(QUESTION));

    assertThatThrownBy(
            () -> agent(Script.empty().call(0, "a", "helper", "{}"), plain).invoke(QUESTION))
        .hasMessageContaining("asTool");
  }

  /** A random tree of agents: leaves mail, all others ask agents of their own. */
  private Agent tree(Random random, int depth, AtomicInteger mails) {
    List<Tool<?, ?, ?>> tools = new ArrayList<>(List.of(mail()));
    Script calls = Script.empty();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      if (depth > 0 && random.nextBoolean()) {
        tools.add(tree(random, depth - 1, mails).asTool("helper" + i, "Helps."));
        calls = calls.call(i, "c" + i, "helper" + i, TASK);
      } else {
        calls = calls.call(i, "c" + i, "mail", "{\"number\":" + mails.incrementAndGet() + "}");
      }
    }
    return agent(calls, tools.toArray(Tool<?, ?, ?>[]::new));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whateverTheOrderOfDecisionsEachCallRunsOnce(long seed) {
    Random random = new Random(seed);
    AtomicInteger mails = new AtomicInteger();
    Agent agent = tree(random, 3, mails);
    AgentAnswer answer = agent.invoke(QUESTION);
    assertThat(asked(paused(answer)))
        .as("seed %d", seed)
        .hasSize(mails.get())
        .doesNotHaveDuplicates();
    int rejected = 0;
    while (answer.paused() != null) {
      PausedAgent state = paused(answer);
      Map<String, Decision> decisions = new HashMap<>();
      for (ToolCall call : state.asked()) {
        if (decisions.isEmpty() || random.nextBoolean()) {
          boolean refuses = random.nextInt(4) == 0;
          rejected += refuses ? 1 : 0;
          decisions.put(call.id(), refuses ? Decision.reject("") : Decision.approve());
        }
      }
      answer = agent.resume(state, decisions);
    }
    assertThat(answer.text()).as("seed %d", seed).isEqualTo("Done.");
    assertThat(echo.ran)
        .as("seed %d", seed)
        .hasSize(mails.get() - rejected)
        .doesNotHaveDuplicates();
  }

  // ---- once

  @Test
  void aStateGoesOnOnce() {
    Agent agent = outer().withResumedStates(ResumedStates.inMemory(10));
    PausedAgent state = paused(agent.invoke(QUESTION));
    agent.resume(state, Map.of("m1", Decision.approve()));
    echo.ran.clear();

    assertThatThrownBy(() -> agent.resume(state, Map.of("m1", Decision.approve())))
        .isInstanceOf(AlreadyResumedException.class)
        .hasMessageContaining(state.id());
    assertThat(echo.ran).isEmpty();
  }

  @Test
  void ofThreadsThatMeetOneGoesOn() throws Exception {
    Agent agent = outer().withResumedStates(ResumedStates.inMemory(1_000));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 50; round++) {
        PausedAgent state = paused(agent.invoke(QUESTION));
        echo.ran.clear();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<AgentAnswer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          all.add(
              threads.submit(
                  () -> {
                    start.await();
                    return agent.resume(state, Map.of("m1", Decision.approve()));
                  }));
        }
        start.countDown();
        int gone = 0;
        for (Future<AgentAnswer> each : all) {
          try {
            each.get();
            gone++;
          } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(AlreadyResumedException.class);
          }
        }
        assertThat(gone).isEqualTo(1);
        assertThat(echo.ran).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theNewestIdsAreKept() {
    ResumedStates states = ResumedStates.inMemory(2);
    assertThat(states.isFirst("a")).isTrue();
    assertThat(states.isFirst("b")).isTrue();
    assertThat(states.isFirst("a")).isFalse();
    assertThat(states.isFirst("c")).isTrue();
    assertThat(states.isFirst("b")).isFalse();
    assertThat(states.isFirst("a")).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResumedStates.inMemory(0))
        .withMessageContaining("at least 1");
  }

  // ---- how often

  @Test
  void callsThatWereNotRunAreNotCounted() {
    Tool<?, ?, ?> rare = echo.named("rare", ToolRules.DEFAULT.withMaxCalls(2));
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .next(Script.empty().call(0, "1", "rare", "no JSON").call(1, "2", "rare", "{}"))
            .next(Script.empty().call(0, "3", "rare", "{}").call(1, "4", "rare", "{}"))
            .next(Script.of("Done."))
            .build();
    AgentAnswer answer = Agent.of(model, rare).invoke(QUESTION);

    assertThat(echo.ran).hasSize(2);
    assertThat(answer.messages())
        .filteredOn(message -> !(message instanceof AiMessage))
        .extracting(ChatMessage::text)
        .last()
        .asString()
        .contains("may be called 2 times");
  }

  @Test
  void anIdThatLooksLikeOneOfACallInsideIsNone() {
    Agent outer =
        agent(
            Script.empty()
                .call(0, "a", "helper", TASK)
                .call(1, "a/m1", "mail", "{\"to\":\"eve\"}")
                .call(2, "a/", "mail", "{\"to\":\"joe\"}"),
            inner().asTool("helper", "Helps."),
            mail());
    PausedAgent state = paused(outer.invoke(QUESTION));
    echo.ran.clear();

    assertThat(asked(state)).hasSize(4).contains("a/m1", "a/m2").doesNotHaveDuplicates();
    outer.resume(state, Map.of("a/m1", Decision.approve()));
    assertThat(echo.ran).containsExactly("mail{\"to\":\"ann\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aCallThatGoesOnIsTheSameCall(int limit) {
    Tool<?, ?, ?> helper =
        inner().asTool("helper", "Helps.").withRules(ToolRules.DEFAULT.withMaxCalls(limit));
    Script calls = Script.empty();
    for (int i = 0; i < 3; i++) {
      calls = calls.call(i, "h" + i, "helper", TASK);
    }
    Agent agent = agent(calls, helper);
    PausedAgent state = paused(agent.invoke(QUESTION));
    echo.ran.clear();

    AgentAnswer answer = agent.resuming().invoke(Resumption.all(state, Decision.approve()));

    assertThat(echo.ran).hasSize(2 * limit);
    assertThat(answer.messages())
        .filteredOn(ToolMessage.class::isInstance)
        .filteredOn(message -> message.text().equals("Done."))
        .hasSize(limit);
  }
}
