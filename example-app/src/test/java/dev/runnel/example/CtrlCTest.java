package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C in a process of its own cancels the run and closes the connection. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CtrlCTest {
  @TempDir Path folder;

  @Test
  void cancelsTheRunAndClosesTheConnection() throws Exception {
    try (OpenAiServer server = OpenAiServer.stallingAfter(List.of("Once", " upon"))) {
      Process process = start("joke", "--model", "openai:x", "--base-url", server.url());
      try {
        read(process.getInputStream(), "Once| upon");
        interrupt(process);

        assertThat(server.awaitDisconnect()).isTrue();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isGreaterThan(128);
        assertThat(error()).startsWith("Cancelled. First token after ").contains(" 2 tokens, ");
        assertThat(error().lines()).as(error()).hasSize(1);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"country-names", "retrieve", "route", "events joke", "log countries"})
  void cancelsEachKindOfCommand(String command) throws Exception {
    try (OpenAiServer server = OpenAiServer.stallingAfter(List.of("{"))) {
      List<String> args = new ArrayList<>(List.of(command.split(" ")));
      args.addAll(List.of("--model", "openai:x", "--base-url", server.url()));
      Process process = start(args.toArray(String[]::new));
      try {
        server.awaitRequest();
        interrupt(process);

        assertThat(server.awaitDisconnect()).isTrue();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isGreaterThan(128);
        assertThat(error()).startsWith("Cancelled. ").doesNotContain("Exception");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void closesTheConnectionsOfBothBranches() throws Exception {
    try (OpenAiServer server = OpenAiServer.stallingAfter(List.of("Once"))) {
      Process process = start("parallel", "--model", "openai:x", "--base-url", server.url());
      try {
        String line = "joke: Once\n";
        byte[] shown = process.getInputStream().readNBytes(2 * line.length() - 1);
        assertThat(new String(shown, StandardCharsets.UTF_8).lines())
            .containsExactlyInAnyOrder("joke: Once", "poem: Once");
        interrupt(process);

        assertThat(server.awaitDisconnect()).isTrue();
        assertThat(server.awaitDisconnect()).isTrue();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isGreaterThan(128);
        assertThat(error()).startsWith("Cancelled. First token after ").contains(" 2 tokens, ");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void endsTheServerOfARunAsWell() throws Exception {
    try (OpenAiServer server = OpenAiServer.stallingAfter(List.of("Once"))) {
      Process process = start("flaky", "--model", "openai:x", "--base-url", server.url());
      try {
        server.awaitRequest();
        interrupt(process);

        assertThat(server.awaitDisconnect()).isTrue();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isGreaterThan(128);
        assertThat(error()).contains(": cancelled\nCancelled. ").doesNotContain("Exception:\n");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void theTimelineShowsHowFarTheRunsCame() throws Exception {
    try (OpenAiServer server = OpenAiServer.stallingAfter(List.of("Once"))) {
      Process process =
          start("events", "joke", "--no-json", "--model", "openai:x", "--base-url", server.url());
      try {
        String shown = "";
        while (!shown.contains("on_chain_stream joke")) {
          int read = process.getInputStream().read();
          assertThat(read).as("shown before the end: %s", shown).isNotNegative();
          shown += (char) read;
        }
        interrupt(process);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String time = " +\\d+\\.\\d\\d s";
        assertThat(error())
            .startsWith("Cancelled. First event after ")
            .containsPattern("\njoke +\\|-*=+ *\\|" + time + time + time + "\n")
            .containsPattern("\n  ask +\\|")
            .containsPattern("\n  model +\\| *-*=+ *\\|" + time + time + time + "\n");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void endsAPauseOfTheReplayAtOnce() throws Exception {
    Process process = start("hello", "--pace", "100000");
    try {
      assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
      interrupt(process);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isGreaterThan(128);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String... args) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", // it lives for a moment only
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder.command().addAll(List.of(args));
    builder.redirectError(folder.resolve("err").toFile());
    return builder.start();
  }

  private String error() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private static void read(InputStream out, String expected) throws IOException {
    int length = expected.getBytes(StandardCharsets.UTF_8).length;
    assertThat(new String(out.readNBytes(length), StandardCharsets.UTF_8)).isEqualTo(expected);
  }

  /** Does what Ctrl-C does; where this process has it ignored, children inherit that: then TERM. */
  private static void interrupt(Process process) throws Exception {
    String signal = ignoresInterrupts(process) ? "-TERM" : "-INT";
    Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static boolean ignoresInterrupts(Process process) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0");
    return (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & 2) != 0;
  }
}
