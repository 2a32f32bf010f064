package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.event.Progress;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each run that starts is told of, ends once, and stands where it belongs in the tree. */
@Timeout(60)
class RunTreeTest {
  private final RecordingListener heard = new RecordingListener();
  private final RunConfig listening = RunConfig.DEFAULT.withListeners(heard);

  @AfterEach
  void eventsAreWellFormed() {
    heard.assertWellFormed();
  }

  private static ChatModel model(String... chunks) {
    return ScriptedChatModel.builder().name("model").otherwise(Script.of(chunks)).build();
  }

  private static Runnel<ChatPrompt, String, String> chain(ChatModel model) {
    return model.pipe(Parsers.text());
  }

  private RunInfo run(String name) {
    return heard.of(name).get(0).run();
  }

  private List<String> kinds(String name) {
    return heard.of(name).stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  // ---- how runs end

  @Test
  void aStreamedChainTellsStartChunksAndEnd() {
    chain(model("a", "b")).withConfig(listening).stream(ChatPrompt.of("hi")).forEach(chunk -> {});
    assertThat(heard.startedNames())
        .containsExactly("RunnableSequence", "model", "StrOutputParser");
    assertThat(kinds("model")).containsExactly("Start", "Chunk", "Chunk", "End");
    assertThat(kinds("RunnableSequence")).containsExactly("Start", "Chunk", "Chunk", "End");
    assertThat(run("model").parentIds()).containsExactly(run("RunnableSequence").id());
    assertThat(run("model").tags()).containsExactly("seq:step:1");
    assertThat(run("StrOutputParser").tags()).containsExactly("seq:step:2");
    RunEvent.End end = (RunEvent.End) heard.of("RunnableSequence").get(3);
    assertThat(end.output()).isEqualTo("ab");
  }

  @Test
  void aFailureBetweenChunksIsOneErrorForEachRunThatItReaches() {
    IllegalStateException failure = new IllegalStateException("cut off");
    ChatModel model =
        ScriptedChatModel.builder().name("model").otherwise(Script.of("a").fail(failure)).build();
    assertThatThrownBy(
            () ->
                chain(model).withConfig(listening).stream(ChatPrompt.of("hi")).forEach(chunk -> {}))
        .isSameAs(failure);
    assertThat(kinds("model")).containsExactly("Start", "Chunk", "Failure");
    assertThat(kinds("StrOutputParser")).containsExactly("Start", "Chunk", "Failure");
    assertThat(kinds("RunnableSequence")).containsExactly("Start", "Chunk", "Failure");
  }

  @Test
  void aFailureBehindTheModelCancelsIt() {
    Runnel<ChatPrompt, Integer, List<Integer>> failing =
        model("a", "b")
            .pipe(Parsers.text())
            .pipe(
                ChunkSteps.<String, Integer>perChunk(
                    "fails",
                    chunk -> {
                      throw new IOException("no");
                    }));
    assertThatThrownBy(
            () -> failing.withConfig(listening).stream(ChatPrompt.of("hi")).forEach(c -> {}))
        .hasRootCauseMessage("no");
    assertThat(kinds("fails")).last().isEqualTo("Failure");
    assertThat(kinds("model")).containsExactly("Start", "Chunk", "Cancel");
    assertThat(kinds("RunnableSequence")).containsExactly("Start", "Failure");
  }

  @Test
  void aFailureBeforeTheFirstChunkIsToldByTheStepAndTheChain() {
    Runnel<String, Object, Object> failing =
        RunnableLambda.<String, String>of("first", x -> x)
            .then(
                RunnableLambda.of(
                    "second",
                    x -> {
                      throw new IllegalArgumentException("bad");
                    }));
    assertThatThrownBy(() -> failing.withConfig(listening).invoke("x")).hasMessage("bad");
    assertThat(kinds("first")).containsExactly("Start", "End");
    assertThat(kinds("second")).containsExactly("Start", "Failure");
    assertThat(kinds("RunnableSequence")).containsExactly("Start", "Failure");
  }

  @Test
  void chunksThatCannotBeAddedUpHarmNobodyWhoOnlyReadsThem() {
    Runnel<String, String, String> noWhole =
        RunnableGenerator.ofStream(
            "noWhole", Whole.fromList(all -> all.get(2)), word -> ChunkStream.of(word, word));
    List<String> read = new ArrayList<>();
    noWhole.withConfig(listening).stream("x").forEach(read::add);
    assertThat(read).containsExactly("x", "x");
    assertThat(kinds("noWhole")).containsExactly("Start", "Chunk", "Chunk", "End");
    assertThat(((RunEvent.End) heard.of("noWhole").get(3)).output()).isNull();
  }

  @Test
  void closingEarlyCancelsAllThatIsOpen() {
    try (ChunkStream<String> chunks =
        chain(model("a", "b", "c")).withConfig(listening).stream(ChatPrompt.of("hi"))) {
      chunks.next();
    }
    for (String name : List.of("model", "StrOutputParser", "RunnableSequence")) {
      assertThat(kinds(name)).as(name).containsExactly("Start", "Chunk", "Cancel");
    }
  }

  @Test
  void aStreamThatIsNeverReadTellsNothing() {
    chain(model("a")).withConfig(listening).stream(ChatPrompt.of("hi")).close();
    assertThat(heard.events()).isEmpty();
  }

  @Test
  void anInterruptCancels() throws Exception {
    Gate gate = new Gate();
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .name("model")
            .otherwise(Script.of("a").await(gate).text("b"))
            .build();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                chain(model).withConfig(listening).stream(ChatPrompt.of("hi")).forEach(chunk -> {});
                thrown.complete(null);
              } catch (Throwable t) {
                thrown.complete(t);
              }
            });
    reader.start();
    gate.awaitWaiting();
    reader.interrupt();
    assertThat(thrown.get(30, TimeUnit.SECONDS)).isNotNull();
    reader.join();
    assertThat(kinds("RunnableSequence")).containsExactly("Start", "Chunk", "Cancel");
    assertThat(kinds("model")).containsExactly("Start", "Chunk", "Cancel");
  }

  @Test
  void closingFromAnotherThreadCancelsOnce() throws Exception {
    Gate gate = new Gate();
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .name("model")
            .otherwise(Script.of("a").await(gate).text("b"))
            .build();
    ChunkStream<String> chunks = chain(model).withConfig(listening).stream(ChatPrompt.of("hi"));
    chunks.next();
    Thread closer =
        new Thread(
            () -> {
              gate.awaitWaiting();
              chunks.close();
            });
    closer.start();
    assertThatThrownBy(chunks::hasNext).isInstanceOf(dev.runnel.StreamClosedException.class);
    closer.join();
    assertThat(heard.openRuns()).isZero();
    assertThat(kinds("model")).containsExactly("Start", "Chunk", "Cancel");
  }

  // ---- children

  @Test
  void aRunnelThatABodyCallsIsItsChildWithStartAndEndOnly() {
    Runnel<String, String, String> inner = RunnableLambda.of("inner", word -> word + "!");
    RunnableLambda.of("outer", (String word) -> inner.invoke(word)).withConfig(listening).stream(
            "hi")
        .forEach(chunk -> {});
    assertThat(kinds("inner")).containsExactly("Start", "End");
    assertThat(run("inner").parentIds()).containsExactly(run("outer").id());
    assertThat(((RunEvent.Start) heard.of("inner").get(0)).input()).isEqualTo("hi");
  }

  @Test
  void aModelThatABodyInvokesShowsItsTokens() {
    ChatModel model = model("a", "b");
    RunnableLambda.of("outer", (String word) -> model.invoke(word).text())
        .withConfig(listening)
        .stream("hi")
        .forEach(chunk -> {});
    assertThat(kinds("model")).containsExactly("Start", "Chunk", "Chunk", "End");
  }

  @Test
  void aToolThatCallsARunnelHasItAsAChildWithoutDoingAnything() {
    Runnel<String, String, String> reverse =
        RunnableLambda.of("reverse_word", word -> new StringBuilder(word).reverse().toString());
    Tool<String, String, String> badTool =
        Tool.of("bad_tool", "Reverses.", String.class, "{}", reverse::invoke);
    assertThat(badTool.withConfig(listening).invoke("hello")).isEqualTo("olleh");
    assertThat(run("reverse_word").parentIds()).containsExactly(run("bad_tool").id());
  }

  @Test
  void aChildThatABodyLeavesOpenIsCancelledBeforeTheStepEnds() {
    ChatModel model = model("a", "b");
    List<ChunkStream<String>> left = new ArrayList<>();
    Runnel<String, String, String> outer =
        RunnableLambda.<String, String>of(
                "leaves",
                word -> {
                  ChunkStream<String> chunks = chain(model).stream(ChatPrompt.of(word));
                  left.add(chunks);
                  return chunks.next();
                })
            .then(RunnableLambda.of("after", word -> word));
    assertThat(outer.withConfig(listening).invoke("hi")).isEqualTo("a");
    assertThat(kinds("model")).last().isEqualTo("Cancel");
    List<String> names =
        heard.events().stream()
            .filter(event -> !(event instanceof RunEvent.Chunk))
            .map(event -> event.getClass().getSimpleName() + " " + event.run().name())
            .toList();
    assertThat(names.indexOf("Cancel model")).isLessThan(names.indexOf("End leaves"));
    assertThat(names.indexOf("End leaves")).isLessThan(names.indexOf("Start after"));
  }

  @Test
  void aWrappedTaskOnAnotherThreadHasTheRunAsItsParent() throws Exception {
    Runnel<String, String, String> inner = RunnableLambda.of("inner", word -> word);
    var pool = Executors.newSingleThreadExecutor();
    try {
      RunnableLambda.of(
              "outer",
              (String word) -> {
                Callable<String> task = () -> inner.invoke(word);
                pool.submit(RunContext.current().wrap(task)).get();
                Executor wrapped = RunContext.current().wrap(pool);
                return CompletableFuture.supplyAsync(() -> inner.invoke(word), wrapped).get();
              })
          .withConfig(listening)
          .invoke("hi");
    } finally {
      pool.shutdown();
    }
    List<UUID> outer = List.of(run("outer").id());
    assertThat(heard.of("inner")).hasSize(4).allMatch(e -> e.run().parentIds().equals(outer));
  }

  @Test
  void aConfigurationCarriesTheParentToAnotherThread() throws Exception {
    Runnel<String, String, String> inner = RunnableLambda.of("inner", word -> word);
    RunnableLambda.of(
            "outer",
            (String word) -> {
              RunConfig below = RunConfig.childOf(RunContext.current());
              return CompletableFuture.supplyAsync(() -> inner.withConfig(below).invoke(word))
                  .get();
            })
        .withConfig(listening)
        .invoke("hi");
    assertThat(run("inner").parentIds()).containsExactly(run("outer").id());
  }

  @Test
  void asyncAndBatchRunsAreChildrenToo() {
    Runnel<String, String, String> inner = RunnableLambda.of("inner", word -> word);
    RunnableLambda.of(
            "outer",
            (String word) -> {
              inner.invokeAsync(word).get();
              inner.batch(List.of("1", "2", "3"), BatchOptions.ofMaxConcurrency(2));
              return word;
            })
        .withConfig(listening)
        .invoke("hi");
    List<UUID> outer = List.of(run("outer").id());
    assertThat(heard.of("inner")).hasSize(8).allMatch(e -> e.run().parentIds().equals(outer));
  }

  @Test
  void parallelBranchesBearTheirKeys() {
    RunnableParallel.<String>of("a", RunnableLambda.of("first", word -> word))
        .and("b", RunnableLambda.of("second", word -> word))
        .withConfig(listening)
        .stream("hi")
        .forEach(chunk -> {});
    assertThat(run("first").tags()).containsExactly("map:key:a");
    assertThat(run("second").tags()).containsExactly("map:key:b");
    assertThat(run("second").parentIds()).containsExactly(run("RunnableParallel<a,b>").id());
  }

  @Test
  void aFailingBranchCancelsTheOthers() {
    Gate gate = new Gate();
    ChatModel waits =
        ScriptedChatModel.builder().name("waits").otherwise(Script.empty().await(gate)).build();
    Runnel<String, ?, ?> both =
        RunnableParallel.<String>of(
                "fails",
                RunnableLambda.of(
                    "fails",
                    word -> {
                      gate.awaitWaiting();
                      throw new IllegalStateException("no");
                    }))
            .and("waits", RunnableLambda.<String, ChatPrompt>of("ask", ChatPrompt::of).then(waits));
    assertThatThrownBy(() -> both.withConfig(listening).invoke("hi")).hasMessage("no");
    assertThat(kinds("fails")).containsExactly("Start", "Failure");
    assertThat(kinds("waits")).containsExactly("Start", "Cancel");
    assertThat(kinds("RunnableParallel<fails,waits>")).containsExactly("Start", "Failure");
  }

  // ---- names, tags, metadata, ids

  @Test
  void tagsAndMetadataOfAConfigurationAreInherited() {
    UUID id = UUID.randomUUID();
    chain(model("a"))
        .withConfig(listening.withName("mine").withTags("t").withMetadata("k", 1).withId(id))
        .invoke(ChatPrompt.of("hi"));
    assertThat(run("mine").id()).isEqualTo(id);
    assertThat(run("mine").tags()).containsExactly("t");
    assertThat(run("model").tags()).containsExactly("seq:step:1", "t");
    assertThat(run("model").metadata()).containsEntry("k", 1);
  }

  @Test
  void aComponentWithItsOwnListenersIsHeardByThemAlone() {
    Runnel<String, String, String> inner =
        RunnableLambda.<String, String>of("inner", word -> word).withListeners(heard);
    Runnel<String, String, String> outer =
        RunnableLambda.<String, String>of("before", word -> word).then(inner);
    outer.stream("hi").forEach(chunk -> {});
    assertThat(heard.startedNames()).containsExactly("inner");
  }

  @Test
  void listenersPerChainAndPerCallHearOnceEach() {
    RecordingListener perCall = new RecordingListener();
    chain(model("a"))
        .withListeners(heard)
        .withListeners(perCall, heard)
        .invoke(ChatPrompt.of("hi"));
    assertThat(perCall.events()).hasSameSizeAs(heard.events());
    assertThat(perCall.startedNames()).hasSize(3);
  }

  // ---- events of the author's own

  @Test
  void aStepEmitsEventsOfItsOwn() {
    RunnableLambda.of(
            "outer",
            (String word) -> {
              RunContext.current().emitEvent("found", List.of(word));
              RunContext.current().progress(1, 3);
              return word;
            })
        .withConfig(listening)
        .invoke("hi");
    assertThat(heard.of("outer"))
        .filteredOn(event -> event instanceof RunEvent.Custom)
        .map(event -> ((RunEvent.Custom) event).payload())
        .containsExactly(List.of("hi"), new Progress(1, 3));
  }

  @Test
  void anEventAfterTheRunsEndIsNotTold() {
    List<RunContext> kept = new ArrayList<>();
    RunnableLambda.of(
            "outer",
            (String word) -> {
              kept.add(RunContext.current());
              return word;
            })
        .withConfig(listening)
        .invoke("hi");
    kept.get(0).emitEvent("late", "x");
    RunContext.current().emitEvent("nobody", "x");
    assertThat(kinds("outer")).containsExactly("Start", "End");
  }

  // ---- listeners that fail

  @Test
  void aListenerThatThrowsDoesNoHarm() {
    RunListener broken =
        new RunListener() {
          @Override
          public void onChunk(RunEvent.Chunk event) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void onEnd(RunEvent.End event) {
            throw new IllegalStateException("broken");
          }
        };
    String whole = chain(model("a", "b")).withListeners(broken, heard).invoke(ChatPrompt.of("hi"));
    assertThat(whole).isEqualTo("ab");
    assertThat(kinds("RunnableSequence")).containsExactly("Start", "End");
  }

  @Test
  void aListenerThatInsistsMakesTheRunFail() {
    for (String when : List.of("Start", "Chunk", "End")) {
      for (String where : List.of("model", "StrOutputParser", "RunnableSequence")) {
        RecordingListener independent = new RecordingListener();
        IllegalStateException failure = new IllegalStateException(when + " of " + where);
        RunListener insists = new Insisting(when, where, failure);
        assertThatThrownBy(
                () ->
                    chain(model("a", "b")).withListeners(insists, independent).stream(
                            ChatPrompt.of("hi"))
                        .forEach(chunk -> {}))
            .as(failure.getMessage())
            .isSameAs(failure);
        independent.assertWellFormed();
        assertThat(independent.openRuns()).isZero();
      }
    }
  }

  private record Insisting(String when, String where, RuntimeException failure)
      implements RunListener {
    @Override
    public boolean failOnError() {
      return true;
    }

    private void maybeFail(String kind, RunEvent event) {
      if (kind.equals(when) && event.run().name().equals(where)) {
        throw failure;
      }
    }

    @Override
    public void onStart(RunEvent.Start event) {
      maybeFail("Start", event);
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      maybeFail("Chunk", event);
    }

    @Override
    public void onEnd(RunEvent.End event) {
      maybeFail("End", event);
    }
  }

  @Test
  void typesAreThoseOfTheComponents() {
    chain(model("a")).withConfig(listening).invoke(ChatPrompt.of("hi"));
    assertThat(run("model").type()).isEqualTo(RunType.CHAT_MODEL);
    assertThat(run("StrOutputParser").type()).isEqualTo(RunType.PARSER);
    assertThat(run("RunnableSequence").type()).isEqualTo(RunType.CHAIN);
  }
}
