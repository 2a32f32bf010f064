package dev.runnel.serve;

import static dev.runnel.serve.ServedAgents.AI_SDK;
import static dev.runnel.serve.ServedAgents.KEY;
import static dev.runnel.serve.ServedAgents.MAPPER;
import static dev.runnel.serve.ServedAgents.done;
import static dev.runnel.serve.ServedAgents.event;
import static dev.runnel.serve.ServedAgents.key;
import static dev.runnel.serve.ServedAgents.mails;
import static dev.runnel.serve.ServedAgents.service;
import static dev.runnel.serve.ServedAgents.stream;
import static dev.runnel.serve.ServedAgents.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.Runnel;
import dev.runnel.agent.Agent;
import dev.runnel.agent.AgentChunk;
import dev.runnel.agent.PausedAgent;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.ChatPrompt;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is decided about agents that wait, and cannot be carried out. */
@Timeout(60)
class RefusedApprovalsTest {
  private final ServedAgents served = new ServedAgents();

  static String refusal(ChainService service, String body) {
    ServeResponse.Whole refusal =
        Answers.whole(service.handle(ServeRequest.post("/plain/resume", body)));
    assertThat(refusal.status()).isEqualTo(422);
    return refusal.text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                | /decisions",
        "{'decisions':{}}                                                  | /paused",
        "{'decisions':{},'paused':{}}                                      | /paused/state",
        "{'decisions':{},'paused':{'state':'x'}}                           | /paused/state",
        "{'decisions':{'m1':{}},'paused':{'state':'x'}}                    | /decisions/m1/approved",
        "{'decisions':{'m1':true},'paused':{'state':'x'}}                  | /decisions/m1",
      })
  void whatDoesNotFitIsRefusedWithItsPlace(String body, String pointer) {
    for (Key key : new Key[] {null, KEY}) {
      assertThat(refusal(service(served.agent(), key), body.replace('\'', '"')))
          .contains("\"pointer\":\"" + pointer + "\"");
    }
  }

  @Test
  void aStateThatWasChangedOrIsOfAnotherKeyIsRefused() {
    ChainService service = service(served.agent(mails(), done()), KEY);
    String body =
        "{\"decisions\":{\"m1\":{\"approved\":true}},\"paused\":%s}"
            .formatted(event(stream(service, "/plain", "\"Go.\""), "paused").get("paused"));

    assertThat(refusal(service, body.replace("ann", "eve"))).contains("it was changed");
    assertThat(refusal(service(served.agent(), key("another")), body)).contains("it was changed");
    assertThat(refusal(service(served.agent(), null), body))
        .contains("Nothing waits under this id");
    assertThat(served.ran).isEmpty();
  }

  @Test
  void aStateIsGoodForTheAgentThatAskedAlone() {
    ChainService service = service(served.agent(mails(), done()), KEY);
    JsonNode token = event(stream(service, "/plain", "\"Go.\""), "paused").get("paused");
    Approvals other =
        Approvals.of(
            ServedChain.of(
                "other",
                served.agent(),
                ChainInput.of(ChatPrompt.class),
                ServeOptions.DEFAULT.withStateKey(KEY)));

    assertThat(catchThrowable(() -> other.resume(RequestObject.of(token, ""), Map.of())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("it was changed");
  }

  @Test
  void aKeyThatIsNoneIsRefusedBeforeAnythingIsServed() throws Exception {
    Key none = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();

    assertThat(catchThrowable(() -> service(served.agent(), none)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none for HmacSHA256");
  }

  @Test
  void ofManyDecisionsAtOnceOneIsCarriedOut() throws Exception {
    ServedChain<ChatPrompt, ?, ?> chain =
        ServedChain.of(
            "ask", served.agent(), ChainInput.of(ChatPrompt.class), ServeOptions.DEFAULT);
    PausedAgent state =
        Objects.requireNonNull(served.agent(mails()).invoke(ChatPrompt.of("Go.")).paused());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 200; round++) {
        Approvals approvals = Approvals.of(chain);
        JsonNode token = approvals.keep(new AgentChunk.Paused(1, state), Map.of());
        CyclicBarrier start = new CyclicBarrier(4);
        AtomicInteger carriedOut = new AtomicInteger();
        Callable<Boolean> decide =
            () -> {
              start.await();
              try {
                approvals.resume(RequestObject.of(token, ""), Map.of());
                return carriedOut.incrementAndGet() > 0;
              } catch (InvalidRequestException tooLate) {
                return true;
              }
            };
        for (Future<Boolean> done : pool.invokeAll(Collections.nCopies(4, decide))) {
          assertThat(done.get()).isTrue();
        }
        assertThat(carriedOut).hasValue(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aStateInMemoryGoesOnOnceAndADecisionThatDoesNotFitLeavesIt() {
    ChainService service = service(served.agent(mails(), done()), null);
    JsonNode token = event(stream(service, "/plain", "\"Go.\""), "paused").get("paused");
    String body = "{\"paused\":" + token + ",\"decisions\":{\"%s\":{\"approved\":true}}}";

    assertThat(refusal(service, body.formatted("no"))).contains("the calls that wait are [m1, m2]");
    stream(service, "/plain/resume", body.formatted("m1"));
    assertThat(refusal(service, body.formatted("m1"))).contains("it has gone on already");
    assertThat(served.ran).containsExactly("mail{\"to\":\"ann\"}");
  }

  @Test
  void aChainThatOnlyEndsWithAnAgentAsksForNothing() {
    Runnel<ChatPrompt, ?, ?> chain =
        RunnableLambda.<ChatPrompt, ChatPrompt>of("same", in -> in).then(served.agent(mails()));
    ChainService service = service(chain, KEY);

    assertThat(types(stream(service, "/ai", AI_SDK)))
        .contains("tool-input-available")
        .doesNotContain("tool-approval-request", "data-paused-agent");
    assertThat(refusal(service, "{\"paused\":{},\"decisions\":{}}"))
        .contains("a chain that was told which agent it ends with");
  }

  /** What comes before the agent is not done again. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChainThatWasToldWhichAgentItEndsWithGoesOn(boolean signed) {
    AtomicInteger before = new AtomicInteger();
    Agent agent = served.agent(mails(), done());
    ServedChain<ChatPrompt, ?, ?> chain =
        ServedChain.of(
                "ask",
                RunnableLambda.<ChatPrompt, ChatPrompt>of(
                        "count",
                        in -> {
                          before.incrementAndGet();
                          return in;
                        })
                    .then(agent),
                ChainInput.of(ChatPrompt.class),
                signed ? ServeOptions.DEFAULT.withStateKey(KEY) : ServeOptions.DEFAULT)
            .endingWith(agent);
    ChainService service = ChainService.builder().add("/ai", chain, Protocols.AI_SDK).build();
    JsonNode token = event(stream(service, "/ai", AI_SDK), "data-paused-agent").get("data");

    String answer =
        stream(
            service,
            "/ai",
            AgentApprovalsTest.aiSdkAnswer(
                token,
                AgentApprovalsTest.part("m1", "\"approved\":true"),
                AgentApprovalsTest.part("m2", "\"approved\":false")));

    assertThat(answer).contains("\"delta\":\"Done.\"", "data: [DONE]");
    assertThat(served.ran).containsExactly("mail{\"to\":\"ann\"}");
    assertThat(before).hasValue(1);
  }

  @Test
  void aChainEndsWithNothingButAnAgent() {
    ServedChain<ChatPrompt, ?, ?> chain =
        ServedChain.of(
            "ask", served.agent(), ChainInput.of(ChatPrompt.class), ServeOptions.DEFAULT);

    assertThat(catchThrowable(() -> chain.endingWith(RunnableLambda.of("a", in -> in))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which is no agent");
  }

  @Test
  void aDecisionWithoutAStateIsRefused() {
    ServeResponse.Whole refusal =
        Answers.whole(
            service(served.agent(), KEY)
                .handle(
                    ServeRequest.post(
                        "/ai",
                        "{\"messages\":[{\"id\":\"a\",\"role\":\"assistant\",\"parts\":["
                            + AgentApprovalsTest.part("m1", "\"approved\":true")
                            + "]}]}")));

    assertThat(refusal.status()).isEqualTo(422);
    assertThat(refusal.text()).contains("no part 'data-paused-agent'");
  }

  @Test
  void memoryForgetsTheOldestStates() {
    Agent agent = served.agent(mails());
    PausedAgent first = Objects.requireNonNull(agent.invoke(ChatPrompt.of("Go.")).paused());
    AgentStates states = new AgentStates();
    RequestObject token = new RequestObject(MAPPER.createObjectNode(), "");
    for (int i = 0; i <= AgentStates.MOST; i++) {
      states.put(
          new PausedAgent(
              "s" + i,
              first.turn(),
              first.prompt(),
              first.messages(),
              first.text(),
              first.answer(),
              first.results(),
              first.waiting(),
              first.inside(),
              first.runs()));
    }

    assertThat(states.get("s1", token).id()).isEqualTo("s1");
    assertThat(catchThrowable(() -> states.get("s0", token)))
        .isInstanceOf(InvalidRequestException.class);
  }
}
