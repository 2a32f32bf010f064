package dev.runnel.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.event.EventOptions;
import dev.runnel.event.StreamEvent;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept on the caller's thread is there on each thread that works for a run. */
class ContextPropagationTest {
  private static final String KEY = "user";

  private final ThreadLocal<String> user = new ThreadLocal<>();
  private final Runnel<String, String, String> whoAmI =
      RunnableLambda.of("who", word -> word + user.get());

  @BeforeEach
  void register() {
    ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, user);
    user.set("Ada");
  }

  @AfterEach
  void forget() {
    ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
    user.remove();
  }

  @Test
  void withoutItOurThreadsKnowNothing() throws Exception {
    assertThat(whoAmI.invokeAsync("").get()).isEqualTo("null");
  }

  @Test
  void anAsyncCallHasTheCallersContext() throws Exception {
    assertThat(whoAmI.withConfig(ContextPropagation.config()).invokeAsync("").get())
        .isEqualTo("Ada");
  }

  @Test
  void parallelBranchesHaveIt() {
    assertThat(
            RunnableParallel.<String>of("a", whoAmI)
                .and("b", whoAmI)
                .withConfig(ContextPropagation.config())
                .invoke(""))
        .containsEntry("a", "Ada")
        .containsEntry("b", "Ada");
  }

  @Test
  void batchesHaveIt() {
    BatchOptions options = BatchOptions.ofMaxConcurrency(2).withConfig(ContextPropagation.config());
    assertThat(whoAmI.batch(List.of("1", "2", "3"), options).values())
        .containsExactly("1Ada", "2Ada", "3Ada");
  }

  @Test
  void eventStreamsHaveItAndTheRunStaysCurrent() {
    Runnel<String, String, String> outer =
        RunnableLambda.of("outer", word -> RunContext.current().name() + whoAmI.invoke(word));
    try (ChunkStream<StreamEvent> events =
        outer.withConfig(ContextPropagation.config()).streamEvents("", EventOptions.DEFAULT)) {
      assertThat(events.toJavaStream().filter(event -> event.chunk().isPresent()).toList())
          .singleElement()
          .satisfies(event -> assertThat(event.chunk()).contains("outerAda"));
    }
  }

  @Test
  @Timeout(20)
  void aContextThatCannotBeSetOrReadHoldsNoRun() throws Exception {
    for (Thrower thrower : Thrower.values()) {
      ContextRegistry.getInstance().registerThreadLocalAccessor(new BadAccessor(thrower));
      try {
        assertThat(whoAmI.withConfig(ContextPropagation.config()).invokeAsync("").get())
            .as("thrown by %s", thrower)
            .isNotNull();
      } finally {
        ContextRegistry.getInstance().removeThreadLocalAccessor("bad");
      }
    }
  }

  private enum Thrower {
    GET,
    SET,
    RESTORE
  }

  private record BadAccessor(Thrower thrower) implements ThreadLocalAccessor<String> {
    private void at(Thrower moment) {
      if (moment == thrower) {
        throw new IllegalStateException("thrown by " + moment);
      }
    }

    @Override
    public Object key() {
      return "bad";
    }

    @Override
    public String getValue() {
      at(Thrower.GET);
      return "value";
    }

    @Override
    public void setValue(String value) {
      at(Thrower.SET);
    }

    @Override
    public void restore(String previous) {
      at(Thrower.RESTORE);
    }

    @Override
    public void restore() {
      at(Thrower.RESTORE);
    }
  }

  @Test
  void aPoolOfTheApplicationIsLeftAsItWas() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Executor carrying = ContextPropagation.over(pool);
      RunConfig config = RunConfig.DEFAULT.withExecutor(carrying);
      assertThat(whoAmI.withConfig(config).invokeAsync("").get()).isEqualTo("Ada");
      assertThat(pool.submit(user::get).get()).isNull();
    } finally {
      pool.shutdown();
    }
  }
}
