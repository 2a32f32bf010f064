package dev.runnel.languageserver;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how long an author waits in a class of ten chains, in a project of 1,000 classes: from a
 * typed letter to the diagnostics, with the pause that the server makes, and for a completion. Its
 * main method prints it; nothing is asserted.
 */
final class TypingTime {
  private static final int CLASSES = 1_000;
  private static final int CHAINS = 10;
  private static final int ROUNDS = 20;

  private TypingTime() {}

  public static void main(String[] arguments) throws IOException {
    Path root = Files.createTempDirectory("runnel-typing");
    try {
      measure(root);
    } finally {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    System.exit(0);
  }

  private static void measure(Path root) throws IOException {
    Map<String, Object> options = new HashMap<>(Session.options(root, Session.classPath()));
    options.remove("quietMillis");
    try (Session session = new Session(root, options)) {
      for (int i = 0; i < CLASSES; i++) {
        session.write(
            "Value" + i, "record Value" + i + "(String text, Value" + (i / 2) + " of) {}");
      }
      long start = System.nanoTime();
      session.open("Chains", chains());
      session.marks("Chains");
      System.out.printf("first diagnostics: %s ms%n", millis(start));
      List<Long> shown = new ArrayList<>();
      List<Long> completed = new ArrayList<>();
      List<Long> shownCpu = new ArrayList<>();
      List<Long> completedCpu = new ArrayList<>();
      for (int i = 0; i < 2 * ROUNDS; i++) {
        boolean isRight = i % 2 == 1;
        start = System.nanoTime();
        long cpu = compilerMillis();
        session.type(
            "Chains", isRight ? "\"modle\"" : "\"model\"", isRight ? "\"model\"" : "\"modle\"");
        List<String> marks = session.marks("Chains");
        shown.add(millis(start));
        shownCpu.add(compilerMillis() - cpu);
        cpu = compilerMillis();
        if (marks.isEmpty() != isRight) {
          throw new IllegalStateException("The diagnostics are wrong: " + marks);
        }
        start = System.nanoTime();
        session.complete("Chains", "\"step0\", \"|");
        completed.add(millis(start));
        completedCpu.add(compilerMillis() - cpu);
      }
      print("typed to shown, of which 100 ms are the pause", shown);
      print("of that, processor time", shownCpu);
      print("completion", completed);
      print("of that, processor time", completedCpu);
    }
  }

  private static String chains() {
    StringBuilder text = new StringBuilder("abstract class Chains {\n");
    text.append("  @StreamingStep abstract ChatModel model();\n");
    for (int i = 0; i < CHAINS; i++) {
      text.append(
          """
            @Prompt("About {topic.text}, {topic.of.text}") abstract ChatPrompt ask%1$d(Value%2$d topic);
            @Step String step%1$d(String text) { return text; }
            @Chain(value = {"ask%1$d", "model", "step%1$d", "step9"}, streams = Streaming.WHOLE)
            abstract RunnableSequence<Value%2$d, String, String> chain%1$d();
          """
              .formatted(i, i * 97));
    }
    return text.append("}\n").toString().replace("\"step9\", \"step9\"", "\"step9\", \"step8\"");
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void print(String what, List<Long> millis) {
    List<Long> warm = millis.subList(millis.size() / 2, millis.size()).stream().sorted().toList();
    System.out.printf(
        "%s: %s ms (median of %s, %s to %s)%n",
        what, warm.get(warm.size() / 2), warm.size(), warm.get(0), warm.get(warm.size() - 1));
  }

  /** Says what the compiler's thread has used, so that other load on the machine counts little. */
  private static long compilerMillis() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (long id : threads.getAllThreadIds()) {
      if (threads.getThreadInfo(id).getThreadName().equals("runnel-compiler")) {
        return threads.getThreadCpuTime(id) / 1_000_000;
      }
    }
    throw new IllegalStateException("The server has no compiler's thread.");
  }
}
