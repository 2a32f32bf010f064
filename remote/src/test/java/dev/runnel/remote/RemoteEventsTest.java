package dev.runnel.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.BatchResult;
import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.engine.RunsAreWellFormed;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.event.StreamEvent;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.ServeOptions;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The events of runs on other servers, and batches of them. */
@Timeout(60)
@Tag(RunsAreWellFormed.UNWATCHED)
class RemoteEventsTest {
  private final Gate gate = new Gate();
  private final List<UUID> there = Collections.synchronizedList(new ArrayList<>());
  private RunnelServer server = RunnelServer.builder().start(0);

  @AfterEach
  void stop() {
    server.close();
  }

  private RemoteRunnel<String, String, String> serve(Script script) {
    server.close();
    ScriptedChatModel model = ScriptedChatModel.builder().otherwise(script).build();
    RunListener ids =
        new RunListener() {
          @Override
          public void onStart(RunEvent.Start event) {
            there.add(event.run().id());
          }
        };
    server =
        RunnelServer.builder()
            .serve(
                new JokesRunnables(model).joke().withListeners(ids),
                ChainInput.of(String.class),
                "/joke")
            .options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50)))
            .start(0);
    return RemoteRunnel.<String>ofText(server.uri("/joke")).withRemoteEvents();
  }

  private static List<String> told(List<StreamEvent> events) {
    return events.stream().map(event -> event.event() + " " + event.name()).toList();
  }

  @Test
  void areThoseOfChildrenUnderTheirOwnIds() {
    Runnel<String, ?, String> outer =
        RunnableLambda.of("outer", serve(Script.of("Why", " not?"))::invoke);

    List<StreamEvent> events = outer.streamEvents("parrots").toList();

    assertThat(told(events))
        .containsExactly(
            "on_chain_start outer",
            "on_chain_start joke",
            "on_chain_start joke",
            "on_prompt_start ask",
            "on_prompt_end ask",
            "on_chat_model_start model",
            "on_chat_model_stream model",
            "on_chain_stream joke",
            "on_chat_model_stream model",
            "on_chain_stream joke",
            "on_chat_model_end model",
            "on_chain_end joke",
            "on_chain_end joke",
            "on_chain_stream outer",
            "on_chain_end outer");
    UUID outerId = events.get(0).runId();
    UUID remote = events.get(1).runId();
    assertThat(events.get(2).parentIds()).containsExactly(outerId, remote);
    assertThat(events.get(3).parentIds()).containsExactly(outerId, remote, there.get(0));
    assertThat(events.stream().skip(2).map(StreamEvent::runId).distinct().limit(3).toList())
        .isEqualTo(there);
    assertThat(events.get(14).output()).hasValue("Why not?");
    assertThat(events.get(6).toJson().toString()).contains("\"content\":\"Why\"");
  }

  @Test
  void chunksAreThoseOfARunWithoutEvents() {
    RemoteRunnel<String, String, String> joke = serve(Script.of("Why", " not?"));
    List<String> chunks = new ArrayList<>();
    RunListener listener = new RunListener() {};

    joke.withListeners(listener).stream("parrots", chunks::add);

    assertThat(chunks).containsExactly("Why", " not?");
    assertThat(joke.stream("parrots").toList()).containsExactly("Why", " not?");
  }

  /** Counts starts and ends. */
  private static final class Ends implements RunListener {
    private final Map<UUID, String> open = new ConcurrentHashMap<>();
    private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onStart(RunEvent.Start event) {
      assertThat(open.put(event.run().id(), event.run().name())).isNull();
    }

    @Override
    public void onEnd(RunEvent.End event) {
      end(event, "end");
    }

    @Override
    public void onError(RunEvent.Failure event) {
      end(event, "error");
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      end(event, "cancel");
    }

    private void end(RunEvent event, String how) {
      assertThat(open.remove(event.run().id())).isNotNull();
      ended.add(event.run().name() + " " + how);
    }
  }

  @Test
  void whatFailsThereFailsHere() {
    Ends ends = new Ends();
    Runnel<String, String, String> joke =
        serve(Script.of("Why").fail(new IOException("secret"))).withListeners(ends);

    assertThatThrownBy(() -> joke.invoke("parrots")).isInstanceOf(RemoteRunException.class);
    assertThat(ends.open).isEmpty();
    assertThat(ends.ended).containsExactly("ask end", "model error", "joke error", "joke error");
  }

  @Test
  void whatIsOpenThereIsCancelledWhenTheStreamIsClosed() {
    Ends ends = new Ends();
    Runnel<String, String, String> joke = serve(Script.of("Why").await(gate)).withListeners(ends);
    try (ChunkStream<String> chunks = joke.stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
    }

    assertThat(ends.open).isEmpty();
    assertThat(ends.ended).containsExactly("ask end", "model cancel", "joke cancel", "joke cancel");
  }

  @Test
  void whatIsOpenThereIsCancelledWhenTheServerStops() {
    Ends ends = new Ends();
    Runnel<String, String, String> joke = serve(Script.of("Why").await(gate)).withListeners(ends);
    try (ChunkStream<String> chunks = joke.stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
      server.close();
      assertThatThrownBy(chunks::hasNext).isInstanceOf(RemoteRunException.class);
    }
    Eventually.isTrue(ends.open::isEmpty);
  }

  @Test
  void aBatchHasAnOutcomeForEachInput() {
    BatchResult<String> result =
        serve(Script.of("Why", " not?"))
            .batch(List.of("a", "b", "c", "d", "e"), BatchOptions.ofMaxConcurrency(2));

    assertThat(result.values()).hasSize(5).containsOnly("Why not?");
    server.close();
    assertThat(RemoteRunnel.ofText(server.uri("/joke")).batch(List.of("a", "b")).outcomes())
        .allSatisfy(outcome -> assertThatThrownBy(outcome::value).hasMessageContaining("reached"));
  }
}
