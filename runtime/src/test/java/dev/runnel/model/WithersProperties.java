package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamSequence;
import dev.runnel.TextChain;
import dev.runnel.TextReader;
import dev.runnel.TimeoutPolicy;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.compose.RunnablePassthrough;
import dev.runnel.compose.Scripted;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever is wrapped in whatever order keeps its type, and loses nothing that it was given. */
class WithersProperties {
  private static final RetryPolicy TWICE = RetryPolicy.ofAttempts(2);
  private static final TimeoutPolicy AN_HOUR = TimeoutPolicy.ofTotal(Duration.ofHours(1));

  /** The options with which the model was asked last. */
  private static ChatOptions asked = ChatOptions.DEFAULT;

  private static ChunkStream<AiMessageChunk> answer(ChatPrompt prompt, RunContext run) {
    asked = prompt.options();
    return ChunkStream.of(AiMessageChunk.ofText("whole"));
  }

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
    RUNNEL(() -> Subject.ofRunnel(new Scripted("base").then("whole"))),
    CHAIN(
        () ->
            Subject.ofSequence(new Scripted("base").then("whole").then(RunnablePassthrough.of()))),
    SEQUENCE(() -> Subject.ofSequence(RunnableSequence.of(new Scripted("base").then("whole")))),
    TEXT_CHAIN(() -> Subject.ofTextChain(TextChain.of(new Scripted("base").then("whole")))),
    STREAM_RUNNEL(() -> Subject.ofStreamRunnel(new Subject.Echo())),
    TEXT_READER(() -> Subject.ofTextReader(TextReader.of(new Subject.Echo()))),
    STREAM_SEQUENCE(() -> Subject.ofStreamSequence(StreamSequence.of(new Subject.Echo()))),
    CHAT_MODEL(() -> Subject.ofModel(WithersProperties::answer)),
    RETRIEVER(() -> Subject.ofRetriever(query -> List.of(Document.of("whole")))),
    TOOL(() -> Subject.ofTool(Tool.of(ToolSpec.of("tool", "Does it.", "{}"), input -> "whole")));

    private final Supplier<Subject<?>> maker;

    Type(Supplier<Subject<?>> maker) {
      this.maker = maker;
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
    assertThat(all.outputs).hasSize(all.lines.size()).allMatch(all.outputs.get(0)::equals);
    expected.heardFrom.forEach(
        (listener, level) ->
            assertThat(listener.lines)
                .isEqualTo(all.lines.subList(expected.outside(level), all.lines.size())));
    assertThat(runnel.graph()).isEqualTo(expected.graph);
    assertThat(runnel.implementation().type()).isEqualTo(expected.outermost().type);
    if (subject.type() == ChatModel.class) {
      assertThat(asked).isEqualTo(expected.options);
    }
    checkConfig(runnel.implementation().config(), expected);
  }

  private static void checkConfig(RunConfig config, Expected expected) {
    Level outermost = expected.outermost();
    assertThat(config.name()).isEqualTo(Optional.ofNullable(outermost.configured));
    assertThat(config.tags()).containsAll(outermost.tags);
    assertThat(config.metadata().keySet()).isEqualTo(outermost.metadata);
    assertThat(config.timeout()).isEqualTo(Optional.ofNullable(outermost.timeout));
    assertThat(config.executor()).isEqualTo(Optional.ofNullable(expected.executor));
    assertThat(config.clock()).isEqualTo(Optional.ofNullable(expected.clock));
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
        return subject.options().apply(runnel, expected.options());
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
    private ChatOptions options = ChatOptions.DEFAULT;
    private @Nullable Executor executor;
    private @Nullable RunClock clock;

    Expected(Runnel<?, ?, ?> base) {
      isChain = base instanceof RunnableSequence;
      levels.add(new Level(base.implementation().name(), base.implementation().type()));
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
      outermost().metadata.add("key" + number);
      TimeoutPolicy timeout = TimeoutPolicy.ofTotal(Duration.ofHours(number));
      outermost().timeout = timeout;
      Executor threads = task -> RunConfig.defaultExecutor().execute(task);
      executor = threads;
      RunClock time = new Time();
      clock = time;
      rename();
      return RunConfig.named("name" + number)
          .withTags("tag" + number)
          .withMetadata("key" + number, number)
          .withTimeout(timeout)
          .withExecutor(threads)
          .withClock(time);
    }

    /** What is bound later lies over what was bound before. */
    ChatOptions options() {
      number++;
      ChatOptions bound =
          number % 2 == 0
              ? ChatOptions.DEFAULT.withMaxTokens(number)
              : ChatOptions.DEFAULT.withTemperature(number);
      options = options.merge(bound);
      return bound;
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
      Level added = new Level(name, RunType.CHAIN);
      if (isChain) {
        added.configured = inner.name();
        added.tags.addAll(inner.tags);
        added.metadata.addAll(inner.metadata);
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
      Set<String> inherited = new TreeSet<>();
      for (Level level : levels) {
        inherited.addAll(level.tags);
        inherited.addAll(level.metadata);
        lines.add(level.type + " " + level.name() + " " + inherited);
      }
      return lines;
    }
  }

  /** One run. */
  private static final class Level {
    private final String given;
    private final RunType type;
    private final Set<String> tags = new LinkedHashSet<>();
    private final Set<String> metadata = new LinkedHashSet<>();
    private @Nullable String configured;
    private @Nullable TimeoutPolicy timeout;

    Level(String given, RunType type) {
      this.given = given;
      this.type = type;
    }

    String name() {
      return configured == null ? given : configured;
    }
  }

  /** The real clock, as another object. */
  private static final class Time implements RunClock {
    @Override
    public long nanoTime() {
      return RunClock.system().nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      RunClock.system().sleep(duration);
    }

    @Override
    public double random() {
      return RunClock.system().random();
    }

    @Override
    public Alarm schedule(Duration delay, Runnable action) {
      return RunClock.system().schedule(delay, action);
    }
  }

  /** Records the types, names, tags and metadata of the runs that start, and what they give. */
  private static final class Starts implements RunListener {
    private final List<String> lines = new ArrayList<>();
    private final List<Object> outputs = new ArrayList<>();

    @Override
    public synchronized void onStart(RunEvent.Start event) {
      Set<String> borne = new TreeSet<>(event.run().metadata().keySet());
      event.run().tags().stream().filter(tag -> tag.startsWith("tag")).forEach(borne::add);
      lines.add(event.run().type() + " " + event.run().name() + " " + borne);
    }

    @Override
    public synchronized void onEnd(RunEvent.End event) {
      outputs.add(String.valueOf(event.output()));
    }
  }
}
