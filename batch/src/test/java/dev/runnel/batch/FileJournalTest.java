package dev.runnel.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a journal in a file makes of files as it finds them. */
@Timeout(60)
class FileJournalTest {
  private static final BatchIdentity BATCH = new BatchIdentity("chain", "1");
  private static final String INPUT = JsonText.fingerprint("input");

  @TempDir Path folder;
  @TempDir Path otherFolder;

  private Path file() {
    return folder.resolve("journal");
  }

  private BatchJournal journal() {
    return BatchJournal.file(file());
  }

  private static JournalEntry answer(int key) {
    return new JournalEntry.Answer(
        "" + key, INPUT, JsonNodeFactory.instance.stringNode("answer\n" + key + " \ud83e\udd9c"));
  }

  private static JournalEntry failure(int key, String message) {
    return new JournalEntry.Failure("" + key, INPUT, "java.io.IOException", message, "chain.step");
  }

  private void append(JournalEntry... entries) {
    try (JournalWriter writer = journal().open(BATCH)) {
      writer.append(List.of(entries), BatchUsage.NONE);
    }
  }

  private List<JournalEntry> entries() {
    return journal().entries(BATCH).toList();
  }

  @Test
  void entriesComeBackAndTheLastOfAKeyCounts() {
    append(failure(1, "a"), answer(2), failure(3, "a"));
    append(failure(1, "b"), answer(3));
    assertThat(entries()).containsExactly(answer(2), failure(1, "b"), answer(3));
    try (JournalWriter writer = journal().open(BATCH)) {
      List<JournalMark> marks = new ArrayList<>();
      assertThat(writer.read(marks::add)).isEqualTo(BatchUsage.NONE);
      assertThat(marks).hasSize(5);
    }
  }

  @Test
  void usageAddsUpBesideTheEntries() throws IOException {
    BatchUsage one = new BatchUsage(10, 2, new BigDecimal("0.00000025"));
    BatchUsage two = new BatchUsage(5, 1, new BigDecimal("3"));
    try (JournalWriter writer = journal().open(BATCH)) {
      writer.append(List.of(answer(1), failure(2, "a")), one);
      writer.append(List.of(answer(2)), BatchUsage.NONE);
      writer.append(List.of(), two);
    }
    assertThat(entries()).containsExactly(answer(1), answer(2));
    try (JournalWriter writer = journal().open(BATCH)) {
      assertThat(writer.read(mark -> {})).isEqualTo(one.plus(two));
    }
    String written = Files.readString(file());
    for (String broken : List.of("{}", "1", "{\"input\":\"a\"}", "{")) {
      Files.writeString(file(), written + "{\"usage\":" + broken + "\n");
      assertThatThrownBy(this::entries)
          .as(broken)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("Line 7 of the journal '" + file() + "' is no entry: it tells no");
    }
  }

  /** Whatever a killed process has left of its last write. */
  @Test
  void eachBeginningOfAJournalIsOneAndIsGoneOnWith() throws IOException {
    append(answer(0), failure(1, "m"), answer(2));
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length <= whole.length; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      Files.write(file(), torn);
      int lines =
          (int) new String(torn, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
      assertThat(entries()).as("%d bytes", length).hasSize(Math.max(0, lines - 1));
      append(answer(9));
      assertThat(entries()).as("%d bytes", length).hasSize(Math.max(1, lines)).endsWith(answer(9));
      assertThat(Files.readString(file())).endsWith("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"parrots", "parrots\ncats", "parrots\n", "{\"key\":\"a\"}\n", "{\"runnel\"", " "})
  void aFileThatIsNoJournalStaysAsItIs(String text) throws IOException {
    Files.writeString(file(), text);
    assertThatThrownBy(() -> journal().open(BATCH))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("'" + file() + "' is no journal of a batch, and stays as it is.");
    assertThat(file()).hasContent(text);
    append2(folder.resolve("other"));
  }

  private static void append2(Path other) {
    try (JournalWriter writer = BatchJournal.file(other).open(BATCH)) {
      writer.append(List.of(answer(1)), BatchUsage.NONE);
    }
  }

  @Test
  void aLineOfSomethingElseIsNamed() throws IOException {
    append(answer(0), answer(1));
    List<String> lines = Files.readAllLines(file());
    for (String line :
        List.of("", "{", "null", "[]", "{\"key\":\"1\"}", "{\"key\":\"1\",\"input\":\"1\"}")) {
      Files.write(file(), List.of(lines.get(0), lines.get(1), line, lines.get(2)));
      assertThatThrownBy(this::entries)
          .as(line)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("Line 3 of the journal '" + file() + "' is no entry: it ");
      try (JournalWriter writer = journal().open(BATCH)) {
        assertThatThrownBy(() -> writer.read(mark -> {})).hasMessageContaining("Line 3 of the");
      }
    }
  }

  @Test
  void aLaterFormatIsNotRead() throws IOException {
    Files.writeString(file(), "{\"runnel-batch\":2,\"chain\":\"chain\",\"version\":\"1\"}\n");
    assertThatThrownBy(() -> journal().open(BATCH))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("of a format that this version of Runnel does not know");
  }

  // ---- who writes

  @Test
  void oneWriterAtATimeHoweverTheFileIsNamed() throws IOException {
    try (JournalWriter writer = journal().open(BATCH)) {
      Path otherName = folder.resolve("folder").resolve("..").resolve("journal");
      Path link = Files.createSymbolicLink(otherFolder.resolve("link"), file());
      for (Path name : List.of(file(), otherName, link)) {
        assertThatThrownBy(() -> BatchJournal.file(name).open(BATCH))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("is being written by another batch of this process");
      }
      assertThat(entries()).isEmpty();
      assertAnotherProcessIsRefused(file());
      assertAnotherProcessIsRefused(link);
      writer.append(List.of(answer(1)), BatchUsage.NONE);
    }
    append(answer(2));
    assertThat(entries()).hasSize(2);
  }

  private static void assertAnotherProcessIsRefused(Path name) throws IOException {
    Process process = BatchProcess.start(List.of(), name, 1);
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(told).contains("is being written by another process, which holds the lock");
  }

  // ---- files that cannot be written

  @Test
  void aPlaceThatCannotBeWrittenIsTold() throws IOException {
    Path noFolder = folder.resolve("none").resolve("journal");
    Path isFolder = Files.createDirectory(folder.resolve("folder"));
    Path underFile = Files.writeString(folder.resolve("text"), "a").resolve("journal");
    for (Path place : List.of(noFolder, isFolder, underFile)) {
      assertThatThrownBy(() -> BatchJournal.file(place).open(BATCH))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("The journal '" + place + "' cannot be written");
      assertThatThrownBy(() -> BatchJournal.file(place).open(BATCH))
          .as("the same again: nothing is left locked")
          .hasMessageContaining("The journal '" + place + "' cannot be written");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskEndsTheBatchWhichGoesOnWhenThereIsRoom() throws Exception {
    int inputs = 3000;
    Process full =
        BatchProcess.start(
            List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"), file(), inputs);
    String told = new String(full.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(told)
        .contains("cannot be written: ")
        .contains("What it holds so far stays. Mend that, such as by making room on the disk");
    assertThat(Files.size(file())).isEqualTo(64 * 1024);
    long before = BatchProcess.told("done", told);
    assertThat(before).isBetween(1L, (long) inputs - 1);
    Process again = BatchProcess.start(List.of(), file(), inputs);
    assertThat(new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("end " + inputs);
    BatchProcess.assertAnsweredOnce(file(), inputs);
  }

  @Test
  void manyEntriesOfAllSizesComeBack() {
    JournalEntry[] entries =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    new JournalEntry.Answer(
                        "k" + i, INPUT, JsonNodeFactory.instance.stringNode("x".repeat(i * 700))))
            .toArray(JournalEntry[]::new);
    append(entries);
    assertThat(entries()).containsExactly(entries);
  }
}
