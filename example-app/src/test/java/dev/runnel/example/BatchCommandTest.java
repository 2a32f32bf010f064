package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines in, lines of JSON out. */
@Timeout(60)
class BatchCommandTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void writeTopics() throws IOException {
    file = folder.resolve("topics.txt");
    Files.write(file, List.of("parrots", "42", "cats"));
  }

  private List<String> lines(String ending) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("topics.txt." + ending))) {
      return lines.sorted().toList();
    }
  }

  @Test
  void answersAndFailuresStandInFiles() throws IOException {
    Session session = Session.plain();
    int exitCode = session.run("batch", file.toString(), "--pace", "0", "--prices", "100:200");
    assertThat(exitCode).as(session.err.shown()).isEqualTo(Screen.FAILED);
    assertThat(lines("answers.jsonl"))
        .containsExactly(
            "{\"line\":1,\"answer\":\"Why do parrots cross the road?\"}",
            "{\"line\":3,\"answer\":\"Why do cats cross the road?\"}");
    assertThat(lines("failures.jsonl"))
        .containsExactly(
            "{\"line\":2,\"failure\":\"java.lang.IllegalArgumentException: There is no joke about"
                + " '42'.\"}");
    assertThat(session.err.shown())
        .matches("3 of 3, 1 failed, \\d+\\.\\d/s, 26 tokens, cost 0\\.0036\n");
  }

  @Test
  void itGoesOnWhereItWas() throws IOException {
    Session first = Session.plain();
    assertThat(first.run("batch", file.toString(), "--pace", "0")).isEqualTo(Screen.FAILED);
    List<String> topics = List.of("parrots", "42", "cats", "dogs");
    Files.write(file, topics);
    Session second = Session.onTerminal();
    assertThat(second.run("batch", file.toString(), "--pace", "0")).isEqualTo(Screen.FAILED);
    assertThat(second.err.shown())
        .contains("\r[####################] 4 of 4, 1 failed, 3 from before, ")
        .matches("(?s).* 39 tokens *\n"); // 26 of them from before
    assertThat(lines("answers.jsonl")).hasSize(3);
    Session third = Session.plain();
    third.run("batch", file.toString(), "--pace", "0", "--retry-failures");
    assertThat(third.err.shown()).startsWith("4 of 4, 1 failed, 3 from before, ");
    assertThat(lines("failures.jsonl")).hasSize(1);
  }

  @Test
  void itStopsWhenTooManyFailAndGoesOn() throws IOException {
    List<String> topics = IntStream.range(0, 200).mapToObj(i -> "" + i).toList();
    Files.write(file, topics);
    Session first = Session.plain();
    assertThat(first.run("batch", file.toString(), "--pace", "0", "--stop-after", "2"))
        .isEqualTo(Screen.FAILED);
    int failed = lines("failures.jsonl").size();
    assertThat(failed).isBetween(2, 50);
    assertThat(first.err.shown())
        .startsWith(failed + " of 200, " + failed + " failed, ")
        .endsWith(
            "\nStopped, since "
                + failed
                + " lines have failed. The same command goes on, and with --retry-failures tries"
                + " these again.\n");
    assertThat(lines("answers.jsonl")).isEmpty();
    Session second = Session.plain();
    second.run("batch", file.toString(), "--pace", "0");
    assertThat(second.err.shown())
        .startsWith("200 of 200, 200 failed, " + failed + " from before, ");
  }

  @Test
  void aLimitSpreadsTheRequests() throws IOException {
    Session session = Session.plain();
    long start = System.nanoTime();
    session.run(
        "batch",
        file.toString(),
        "--pace",
        "0",
        "--requests-per-minute",
        "60",
        "--tokens-per-minute",
        "900000");
    // one goes out at once, and two after a second each
    assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1900));
    assertThat(lines("answers.jsonl")).hasSize(2);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aKilledProcessIsGoneOnWith() throws Exception {
    int count = 300;
    Files.write(file, IntStream.range(0, count).mapToObj(i -> "topic " + i).toList());
    Process process = start("--pace", "20", "--concurrency", "4");
    Path journal = folder.resolve("topics.txt.journal");
    try {
      Eventually.isTrue(() -> isLonger(journal, 1000) || !process.isAlive());
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    Session again = Session.plain();
    int exitCode = again.run("batch", file.toString(), "--pace", "0");
    assertThat(exitCode).as(again.err.shown()).isZero();
    assertThat(again.err.shown()).matches("300 of 300, \\d+ from before, [^\n]*\n");
    assertThat(lines("answers.jsonl")).hasSize(count).doesNotHaveDuplicates();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whoIsToldToEndSaysHowToGoOn() throws Exception {
    Process process = start("--pace", "100000");
    try {
      Path journal = folder.resolve("topics.txt.journal");
      Eventually.isTrue(() -> isLonger(journal, 0) || !process.isAlive());
      assertThat(process.isAlive()).isTrue();
      process.toHandle().destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isGreaterThan(128);
      assertThat(folder.resolve("err"))
          .content()
          .contains("Cancelled; the same command goes on.\n")
          .doesNotContain("Exception");
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isLonger(Path file, long length) {
    return file.toFile().length() > length;
  }

  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("batch", file.toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch | Missing required parameter: 'FILE'.",
        "batch none.txt | There is no file 'none.txt'.",
        "batch FILE --concurrency 0 | --concurrency must be at least 1, but is 0.",
        "batch FILE --stop-after 0 | --stop-after must be at least 1, but is 0.",
        "batch FILE --prices 1 | --prices must be two numbers, such as 0.25:2, but is '1'.",
        "batch FILE --requests-per-minute 0 | requests is 0, but it must be at least 1 a minute.",
        "batch FILE --tokens-per-minute -1 | tokens is -1, but it must be at least 1 a minute.",
        "batch FILE --pace -1 | --pace must be 0 or more milliseconds, but is -1.",
      })
  void badArgumentsAreTold(String arguments, String message) {
    Session session = Session.plain();
    String[] each = arguments.replace("FILE", file.toString()).split(" ");
    assertThat(session.run(each)).isEqualTo(Main.BAD_ARGUMENTS);
    assertThat(session.err.shown()).isEqualTo(message + " See 'example batch --help'.\n");
    assertThat(folder.resolve("topics.txt.answers.jsonl")).doesNotExist();
  }

  @Test
  void aJournalOfSomethingElseIsLeftAlone() throws IOException {
    Path journal = Files.writeString(folder.resolve("topics.txt.journal"), "mine\n");
    Session session = Session.plain();
    assertThat(session.run("batch", file.toString(), "--pace", "0")).isEqualTo(Screen.FAILED);
    assertThat(session.err.shown())
        .startsWith("Failed: JournalException: ")
        .contains("is no journal of a batch, and stays as it is.");
    assertThat(journal).hasContent("mine");
  }
}
