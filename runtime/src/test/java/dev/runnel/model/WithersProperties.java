package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.StreamSequence;
import dev.runnel.TextChain;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.compose.RunnablePassthrough;
import dev.runnel.compose.Scripted;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever is wrapped in whatever order keeps its type, and loses nothing that it was given. */
class WithersProperties {
  private static final RetryPolicy TWICE = RetryPolicy.ofAttempts(2);
  private static final TimeoutPolicy AN_HOUR = TimeoutPolicy.ofTotal(Duration.ofHours(1));

  /** One of the methods that give another runnel of the same type. */
  enum Wither {
    CONFIG,
    LISTENERS,
    RETRY,
    FALLBACK,
    FALLBACKS,
    TIMEOUT,
    OPTIONS
  }

  /** Makes a runnel of each type. */
  enum Type {
    RUNNEL(() -> ofRunnel(new Scripted("base").then("whole"))),
    CHAIN(() -> ofSequence(new Scripted("base").then("whole").then(RunnablePassthrough.of()))),
    SEQUENCE(() -> ofSequence(RunnableSequence.of(new Scripted("base").then("whole")))),
    TEXT_CHAIN(() -> ofTextChain(TextChain.of(new Scripted("base").then("whole")))),
    STREAM_RUNNEL(() -> ofStreamRunnel(new Echo())),
    STREAM_SEQUENCE(() -> ofStreamSequence(StreamSequence.of(new Echo()))),
    CHAT_MODEL(() -> ofModel((prompt, run) -> ChunkStream.of(AiMessageChunk.ofText("whole")))),
    RETRIEVER(() -> ofRetriever(query -> List.of(Document.of("whole")))),
    TOOL(() -> ofTool(Tool.of(ToolSpec.of("tool", "Does it.", "{}"), input -> "whole")));

    private final java.util.function.Supplier<Subject<?>> maker;

    Type(java.util.function.Supplier<Subject<?>> maker) {
      this.maker = maker;
    }
  }

  /** A runnel of a type, and the type's methods: the compiler sees that each keeps the type. */
  record Subject<R extends Runnel<?, ?, ?>>(
      Class<?> type,
      R base,
      Function<R, Object> invoke,
      BiFunction<R, RunConfig, R> config,
      BiFunction<R, RunListener, R> listeners,
      BiFunction<R, RetryPolicy, R> retry,
      BiFunction<R, R, R> fallback,
      BiFunction<R, List<R>, R> fallbacks,
      BiFunction<R, TimeoutPolicy, R> timeout,
      UnaryOperator<R> options) {}

  private static Subject<Runnel<String, String, String>> ofRunnel(
      Runnel<String, String, String> base) {
    return new Subject<>(
        Runnel.class,
        base,
        runnel -> runnel.invoke("x"),
        Runnel::withConfig,
        Runnel::withListeners,
        Runnel::withRetry,
        Runnel::withFallbacks,
        Runnel::withFallbacks,
        Runnel::withTimeout,
        UnaryOperator.identity());
  }

  private static Subject<RunnableSequence<String, String, String>> ofSequence(
      RunnableSequence<String, String, String> base) {
    return new Subject<>(
        RunnableSequence.class,
        base,
        runnel -> runnel.invoke("x"),
        RunnableSequence::withConfig,
        RunnableSequence::withListeners,
        RunnableSequence::withRetry,
        RunnableSequence::withFallbacks,
        RunnableSequence::withFallbacks,
        RunnableSequence::withTimeout,
        UnaryOperator.identity());
  }

  private static Subject<TextChain<String>> ofTextChain(TextChain<String> base) {
    return new Subject<>(
        TextChain.class,
        base,
        runnel -> runnel.invoke("x"),
        TextChain::withConfig,
        TextChain::withListeners,
        TextChain::withRetry,
        TextChain::withFallbacks,
        TextChain::withFallbacks,
        TextChain::withTimeout,
        UnaryOperator.identity());
  }

  private static Subject<StreamRunnel<String, String, String>> ofStreamRunnel(
      StreamRunnel<String, String, String> base) {
    return new Subject<>(
        StreamRunnel.class,
        base,
        WithersProperties::transformed,
        StreamRunnel::withConfig,
        StreamRunnel::withListeners,
        StreamRunnel::withRetry,
        StreamRunnel::withFallbacks,
        StreamRunnel::withFallbacks,
        StreamRunnel::withTimeout,
        UnaryOperator.identity());
  }

  private static Subject<StreamSequence<String, String, String>> ofStreamSequence(
      StreamSequence<String, String, String> base) {
    return new Subject<>(
        StreamSequence.class,
        base,
        WithersProperties::transformed,
        StreamSequence::withConfig,
        StreamSequence::withListeners,
        StreamSequence::withRetry,
        StreamSequence::withFallbacks,
        StreamSequence::withFallbacks,
        StreamSequence::withTimeout,
        UnaryOperator.identity());
  }

  private static Subject<ChatModel> ofModel(ChatModel base) {
    return new Subject<>(
        ChatModel.class,
        base,
        model -> model.invoke("x").text(),
        ChatModel::withConfig,
        ChatModel::withListeners,
        ChatModel::withRetry,
        ChatModel::withFallbacks,
        ChatModel::withFallbacks,
        ChatModel::withTimeout,
        model -> model.withOptions(ChatOptions.DEFAULT.withTemperature(0.5)));
  }

  private static Subject<Retriever> ofRetriever(Retriever base) {
    return new Subject<>(
        Retriever.class,
        base,
        retriever -> retriever.invoke("x").get(0).text(),
        Retriever::withConfig,
        Retriever::withListeners,
        Retriever::withRetry,
        Retriever::withFallbacks,
        Retriever::withFallbacks,
        Retriever::withTimeout,
        UnaryOperator.identity());
  }

  private static <I> Subject<Tool<I, String>> ofTool(Tool<I, String> base) {
    return new Subject<>(
        Tool.class,
        base,
        tool -> tool.answer(new ToolCall("1", "tool", "{}")).text(),
        Tool::withConfig,
        Tool::withListeners,
        Tool::withRetry,
        Tool::withFallbacks,
        Tool::withFallbacks,
        Tool::withTimeout,
        UnaryOperator.identity());
  }

  private static String transformed(StreamRunnel<String, String, String> runnel) {
    StringBuilder all = new StringBuilder();
    runnel.transform(ChunkStream.of("wh", "ole")).forEach(all::append);
    return all.toString();
  }

  /** Gives what it reads. */
  private record Echo() implements CustomStreamRunnel<String, String, String> {
    @Override
    public ChunkStream<String> openStream(ChunkStream<String> chunks, RunContext run) {
      return chunks;
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }
  }

  @Property(tries = 500)
  void aWrappedRunnelLosesNothing(@ForAll Type type, @ForAll @Size(max = 8) List<Wither> withers) {
    check(type.maker.get(), withers);
  }

  private static <R extends Runnel<?, ?, ?>> void check(Subject<R> subject, List<Wither> withers) {
    Expected expected = new Expected(subject.base());
    R runnel = subject.base();
    for (Wither wither : withers) {
      runnel = with(subject, runnel, wither, expected);
      assertThat(runnel).isInstanceOf(subject.type());
    }
    Starts all = new Starts();
    R heard = subject.listeners().apply(runnel, all);

    assertThat(subject.invoke().apply(heard)).isEqualTo("whole");
    assertThat(all.lines.subList(0, expected.levels.size())).isEqualTo(expected.lines());
    expected.heardFrom.forEach(
        (listener, level) ->
            assertThat(listener.lines)
                .isEqualTo(all.lines.subList(expected.outside(level), all.lines.size())));
    assertThat(runnel.graph()).isEqualTo(expected.graph);
    RunConfig config = runnel.implementation().config();
    assertThat(config.name()).isEqualTo(Optional.ofNullable(expected.outermost().configured));
    assertThat(config.tags()).containsAll(expected.outermost().tags);
  }

  private static <R extends Runnel<?, ?, ?>> R with(
      Subject<R> subject, R runnel, Wither wither, Expected expected) {
    switch (wither) {
      case CONFIG -> {
        return subject.config().apply(runnel, expected.config());
      }
      case LISTENERS -> {
        return subject.listeners().apply(runnel, expected.listener());
      }
      case RETRY -> {
        expected.retry();
        return subject.retry().apply(runnel, TWICE);
      }
      case FALLBACK -> {
        expected.fallback(subject.base().graph());
        return subject.fallback().apply(runnel, subject.base());
      }
      case FALLBACKS -> {
        expected.fallback(subject.base().graph());
        return subject.fallbacks().apply(runnel, List.of(subject.base()));
      }
      case TIMEOUT -> {
        expected.timeout();
        return subject.timeout().apply(runnel, AN_HOUR);
      }
      default -> {
        return subject.options().apply(runnel);
      }
    }
  }

  /** What is to be seen of a runnel that was wrapped: its runs from the outermost one inwards. */
  private static final class Expected {
    private final List<Level> levels = new ArrayList<>();
    private final Map<Starts, Level> heardFrom = new LinkedHashMap<>();
    private final boolean isChain;
    private Graph graph;
    private int number;

    Expected(Runnel<?, ?, ?> base) {
      isChain = base instanceof RunnableSequence;
      levels.add(new Level(base.implementation().name()));
      graph = base.graph();
    }

    Level outermost() {
      return levels.get(0);
    }

    int outside(Level level) {
      return levels.indexOf(level);
    }

    RunConfig config() {
      number++;
      outermost().configured = "name" + number;
      outermost().tags.add("tag" + number);
      rename();
      return RunConfig.named("name" + number).withTags("tag" + number);
    }

    Starts listener() {
      Starts listener = new Starts();
      heardFrom.put(listener, outermost());
      rename();
      return listener;
    }

    private void rename() {
      @Nullable String name = outermost().configured;
      if (name != null && graph.nodes().size() == 1) {
        graph = graph.named(name);
      }
    }

    void retry() {
      addLevel(outermost().name());
      graph = graph.repeated(GuardLabels.again(2));
      rename();
    }

    /** A chain that is tried again or has fallbacks is still that chain. */
    private void addLevel(String name) {
      Level inner = outermost();
      Level added = new Level(name);
      if (isChain) {
        added.configured = inner.name();
        added.tags.addAll(inner.tags);
      }
      levels.add(0, added);
    }

    void fallback(Graph other) {
      addLevel("RunnableWithFallbacks");
      Map<String, Graph> branches = new LinkedHashMap<>();
      branches.put(GuardLabels.FIRST, graph);
      branches.put(GuardLabels.fallback(1), other);
      graph = Graph.choice(branches);
    }

    void timeout() {
      graph =
          graph.reading(
              GuardLabels.limits(AN_HOUR.total(), AN_HOUR.firstChunk(), AN_HOUR.betweenChunks()));
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>();
      Set<String> inherited = new LinkedHashSet<>();
      for (Level level : levels) {
        inherited.addAll(level.tags);
        lines.add(level.name() + " " + Starts.sorted(inherited));
      }
      return lines;
    }
  }

  /** One run. */
  private static final class Level {
    private final String given;
    private final Set<String> tags = new LinkedHashSet<>();
    private @Nullable String configured;

    Level(String given) {
      this.given = given;
    }

    String name() {
      return configured == null ? given : configured;
    }
  }

  /** Records the names and tags of the runs that start. */
  private static final class Starts implements RunListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void onStart(RunEvent.Start event) {
      lines.add(event.run().name() + " " + sorted(event.run().tags()));
    }

    static List<String> sorted(Set<String> tags) {
      return tags.stream().filter(tag -> tag.startsWith("tag")).sorted().toList();
    }
  }
}
