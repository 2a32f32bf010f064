package dev.runnel.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the pass-through chains and short runs by the CPU time of the thread, which other load
 * on the machine changes less than it changes the time of the clock. It takes a minute or two, and
 * leaves out what works on other threads.
 */
public final class CpuTime {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CHUNKS = PassThroughBenchmark.CHUNKS;
  private static final long WARM_UP_NANOS = 1_200_000_000L;
  private static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");
  private static final int ROUNDS = 15;
  private static final int REPEATS = 15;

  private CpuTime() {}

  /**
   * Measures each way in a JVM of its own, and prints a table.
   *
   * @param args the lengths of chains, 5 and 20 if there are none; or what a JVM measures
   * @throws Exception if a JVM fails
   */
  public static void main(String[] args) throws Exception {
    if (args.length == 3) {
      measureHere(Integer.parseInt(args[1]), args[2]);
      return;
    }
    List<String> lengths = args.length == 0 ? List.of("5", "20") : List.of(args);
    List<ResultTable.Row> rows = new ArrayList<>();
    for (String length : lengths) {
      for (String way : passThrough(3, new Sink()).keySet()) {
        rows.add(measure("PassThrough steps " + length, length, way));
      }
    }
    for (String way : shortRuns(new Sink()).keySet()) {
      rows.add(measure("Short", "0", way));
    }
    System.out.println(Machine.describe());
    System.out.println(new ResultTable(rows));
  }

  private static ResultTable.Row measure(String group, String steps, String way)
      throws IOException, InterruptedException {
    String[] result = ChildJvm.run(CpuTime.class, OPTIONS, "one", steps, way).split(" ", -1);
    return new ResultTable.Row(
        group, way, Double.parseDouble(result[0]), "ns", Double.parseDouble(result[1]));
  }

  private static void measureHere(int steps, String way) {
    Sink sink = new Sink();
    Pollution.run(sink);
    Map<String, Runnable> ways = steps == 0 ? shortRuns(sink) : passThrough(steps, sink);
    Runnable run = Objects.requireNonNull(ways.get(way), () -> "There is no way " + way + ".");
    System.out.println(measure(run));
    if (!sink.isUsed()) {
      throw new IllegalStateException("Nothing was measured.");
    }
  }

  private static Map<String, Runnable> shortRuns(Sink sink) {
    ShortRun steps = new ShortRunRunnables();
    List<String> inputs = Word.text(CHUNKS);
    Map<String, Runnable> runs = new LinkedHashMap<>();
    runs.put("directCalls", () -> inputs.forEach(text -> sink.accept(steps.directly(text))));
    runs.put("invoke", () -> inputs.forEach(text -> sink.accept(steps.chain().invoke(text))));
    return runs;
  }

  private static Map<String, Runnable> passThrough(int steps, Consumer<Object> sink) {
    List<String> text = Word.text(CHUNKS);
    PassThrough chains = new PassThroughRunnables();
    RunnableSequence<List<String>, Word, List<Word>> chain = chains.ofSteps(steps);
    StepLoops stepLoops = new StepLoops(chains);
    Map<String, Runnable> ways = new LinkedHashMap<>();
    ways.put("loop", () -> WordLoops.ofSteps(steps, text, sink));
    ways.put("sameSteps", () -> stepLoops.ofSteps(steps, text, sink));
    ways.put("forEach", () -> chain.stream(text).forEach(sink));
    ways.put("iterator", () -> pull(chain.stream(text), sink));
    ways.put("invoke", () -> sink.accept(chain.invoke(text)));
    ways.put("javaStream", () -> WordStreams.javaStream(steps, text).forEach(sink));
    ways.put("reactor", () -> WordStreams.reactor(steps, text).subscribe(sink));
    ways.put("rxJava", () -> sink.accept(WordStreams.rxJava(steps, text).subscribe(sink::accept)));
    ways.put("mutiny", () -> WordStreams.mutiny(steps, text).subscribe().with(sink));
    return ways;
  }

  private static void pull(ChunkStream<Word> stream, Consumer<Object> sink) {
    try (stream) {
      for (Word word : stream) {
        sink.accept(word);
      }
    }
  }

  private static String measure(Runnable run) {
    long start = THREADS.getCurrentThreadCpuTime();
    while (THREADS.getCurrentThreadCpuTime() - start < WARM_UP_NANOS) {
      run.run();
    }
    double[] times = new double[ROUNDS];
    long allocated = allocated();
    for (int i = 0; i < ROUNDS; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      for (int j = 0; j < REPEATS; j++) {
        run.run();
      }
      times[i] = (double) (THREADS.getCurrentThreadCpuTime() - before) / REPEATS / CHUNKS;
    }
    double bytes = (double) (allocated() - allocated) / ROUNDS / REPEATS / CHUNKS;
    Arrays.sort(times);
    return times[ROUNDS / 2] + " " + bytes;
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** Keeps the last chunk, so that each must be there as an object. */
  private static final class Sink implements Consumer<Object> {
    private @Nullable Object last;

    @Override
    public void accept(Object chunk) {
      last = chunk;
    }

    boolean isUsed() {
      return last != null;
    }
  }
}
