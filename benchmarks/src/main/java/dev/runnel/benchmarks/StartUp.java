package dev.runnel.benchmarks;

import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** Measures the first run of a fresh JVM: its time, and how many classes it loads. */
public final class StartUp {
  private static final int REPEATS = 11;
  private static final List<String> GENERATED =
      List.of("", "$FiveSequence", "$FiveSequence$Chunks", "$FiveSequence$Chunks$Total1Out");

  private StartUp() {}

  /**
   * Starts fresh JVMs, or is one.
   *
   * @param args what a fresh JVM runs
   * @throws Exception if one fails
   */
  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      runFirst(args[0]);
      return;
    }
    System.out.println(
        "\n| first run of five steps | milliseconds | classes loaded |\n|---|--:|--:|");
    for (String way : List.of("loop", "javaStream", "runnel", "reactor", "rxJava", "mutiny")) {
      print(way);
    }
    System.out.printf(Locale.ROOT, "%nBytes generated for the chain: %,d%n", generatedBytes());
  }

  private static void print(String way) throws IOException, InterruptedException {
    double[] times = new double[REPEATS];
    String classes = "";
    for (int i = 0; i < REPEATS; i++) {
      String[] result = ChildJvm.run(StartUp.class, List.of("-Xshare:auto"), way).split(" ", -1);
      times[i] = Double.parseDouble(result[0]);
      classes = result[1];
    }
    Arrays.sort(times);
    System.out.printf(Locale.ROOT, "| %s | %.1f | %s |%n", way, times[REPEATS / 2], classes);
  }

  private static void runFirst(String way) {
    List<String> text = Word.text(10);
    List<Word> words = new ArrayList<>();
    int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    long start = System.nanoTime();
    switch (way) {
      case "loop" -> WordLoops.ofSteps(5, text, words::add);
      case "javaStream" -> WordStreams.javaStream(5, text).forEach(words::add);
      case "runnel" -> words.addAll(new PassThroughRunnables().five().invoke(text));
      case "reactor" -> words.addAll(ReactorOnly.run(text));
      case "rxJava" -> words.addAll(RxJavaOnly.run(text));
      case "mutiny" -> words.addAll(MutinyOnly.run(text));
      default -> throw new IllegalArgumentException("Unknown way: " + way);
    }
    long time = System.nanoTime() - start;
    int loaded = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() - classes;
    if (words.isEmpty()) {
      throw new IllegalStateException("The run gave nothing.");
    }
    System.out.printf(Locale.ROOT, "%.3f %d%n", time / 1e6, loaded);
  }

  private static long generatedBytes() throws IOException {
    long bytes = 0;
    for (String nested : GENERATED) {
      String name = PassThroughRunnables.class.getSimpleName() + nested + ".class";
      try (InputStream file = StartUp.class.getResourceAsStream(name)) {
        if (file == null) {
          throw new IllegalStateException("There is no " + name);
        }
        bytes += file.readAllBytes().length;
      }
    }
    return bytes;
  }

  /** Keeps the other libraries out of a JVM that measures Reactor. */
  private static final class ReactorOnly {
    static List<Word> run(List<String> text) {
      return Objects.requireNonNull(
          Flux.fromIterable(text)
              .map(Word::of)
              .filter(word -> word.passes(1))
              .map(new Total())
              .map(word -> word.shifted(2))
              .collectList()
              .block());
    }
  }

  /** Keeps the other libraries out of a JVM that measures RxJava. */
  private static final class RxJavaOnly {
    static List<Word> run(List<String> text) {
      return Flowable.fromIterable(text)
          .map(Word::of)
          .filter(word -> word.passes(1))
          .map(new Total()::apply)
          .map(word -> word.shifted(2))
          .toList()
          .blockingGet();
    }
  }

  /** Keeps the other libraries out of a JVM that measures Mutiny. */
  private static final class MutinyOnly {
    static List<Word> run(List<String> text) {
      return Multi.createFrom()
          .iterable(text)
          .map(Word::of)
          .filter(word -> word.passes(1))
          .map(new Total())
          .map(word -> word.shifted(2))
          .collect()
          .asList()
          .await()
          .indefinitely();
    }
  }
}
