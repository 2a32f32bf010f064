package dev.runnel.testkit;

import dev.runnel.ChunkStream;
import dev.runnel.RunClock;
import dev.runnel.Runnel;
import dev.runnel.event.StreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A run of a chain as it went: its input, what its models and all else in it gave, chunk by chunk
 * with their times, and its output. It is kept in a file, so that a real model is asked once and
 * its answer replayed in tests.
 *
 * <pre>{@code
 * RecordedRun.of(new JokesRunnables(realModel).joke(), "parrots").writeTo(path); // once
 *
 * RecordedRun recorded = RecordedRun.read(path); // in each test
 * recorded.assertRepeatedBy(new JokesRunnables(recorded.model()).joke(), "parrots");
 * }</pre>
 *
 * <p>The playground of a server saves and opens the same files. What is kept is what events show:
 * of a model's chunks their text, reasoning, tool calls, usage and reason of the end, but no media
 * and nothing that only one provider has. Immutable and thread-safe.
 */
public final class RecordedRun {
  private final Recording recording;

  private RecordedRun(Recording recording) {
    this.recording = recording;
  }

  /**
   * Runs a runnel to its end and records it. A failure is recorded, too, and not thrown.
   *
   * @param runnel what to run, such as a chain with a real model
   * @param input its input
   * @param <I> the input
   * @return the record
   */
  public static <I> RecordedRun of(Runnel<I, ?, ?> runnel, I input) {
    RecordingClock clock = new RecordingClock();
    Recording.Builder builder = new Recording.Builder();
    try (ChunkStream<StreamEvent> events = runnel.streamEvents(input)) {
      while (events.hasNext()) {
        builder.add(events.next(), clock.millis());
      }
    } catch (RuntimeException failed) {
      if (!builder.hasFailed()) {
        throw failed;
      }
    }
    return new RecordedRun(builder.build());
  }

  /**
   * Reads a record from a file.
   *
   * @param file a file that {@link #writeTo} or the playground has written
   * @return the record
   * @throws IllegalArgumentException if it is no such file; says where and why
   * @throws UncheckedIOException if it cannot be read
   */
  public static RecordedRun read(Path file) {
    try {
      return new RecordedRun(RecordingFile.read(Files.readString(file)));
    } catch (IllegalArgumentException noRecord) {
      throw new IllegalArgumentException(file + ": " + noRecord.getMessage(), noRecord);
    } catch (CharacterCodingException noText) {
      throw new IllegalArgumentException(file + ": This is no text in UTF-8.", noText);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Writes the record into a file.
   *
   * @param file the file; one that is there is replaced
   * @return this record
   * @throws UncheckedIOException if it cannot be written
   */
  public RecordedRun writeTo(Path file) {
    try {
      Files.writeString(file, RecordingFile.write(recording), StandardCharsets.UTF_8);
      return this;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /**
   * Returns the input, as events show it.
   *
   * @return the JSON
   */
  public JsonNode input() {
    return recording.input();
  }

  /**
   * Returns the whole that the run gave, as events show it.
   *
   * @return the JSON; empty if the run failed or was cancelled
   */
  public Optional<JsonNode> output() {
    return Optional.ofNullable(recording.root().output());
  }

  /**
   * Returns the chunks that the run gave, as events show them.
   *
   * @return the chunks' JSON, the first one first
   */
  public List<JsonNode> chunks() {
    return recording.root().chunks().stream().map(Recording.TimedChunk::json).toList();
  }

  /**
   * Makes a model that answers each prompt as the recorded models did, without pauses. A prompt
   * that was answered several times gets the answers in their order, and then the first again.
   *
   * @return the model; a prompt that is not in the record fails, and says which are
   * @throws IllegalArgumentException if chunks of a model are missing in the record
   */
  public ScriptedChatModel model() {
    return Replay.of(recording, (script, pause) -> script);
  }

  /**
   * Makes a model that answers as {@link #model()} does, in the recorded pace or another one.
   *
   * @param speed how many times as fast; 1 for the recorded pace
   * @return the model
   */
  public ScriptedChatModel model(double speed) {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("A speed is more than 0, but is " + speed + ".");
    }
    return Replay.of(recording, (script, pause) -> script.pause(Replay.scaled(pause, speed)));
  }

  /**
   * Makes a model that answers as {@link #model()} does, in the recorded pace of a clock, such as a
   * {@link VirtualClock}, on which no time is waited for.
   *
   * @param clock the clock; give the runs the same one, so that their limits pass with it
   * @return the model
   */
  public ScriptedChatModel model(RunClock clock) {
    return Replay.of(recording, (script, pause) -> script.pause(pause, clock));
  }

  /**
   * Runs a runnel with an input, and checks that all goes as in this record: the same runs below
   * each other that end in the same way, and the same output. Ids, times and the places where
   * chunks are cut may differ.
   *
   * @param runnel what to run, such as the chain with this record's {@link #model()}
   * @param input its input
   * @param <I> the input
   * @throws AssertionError if something differs; lists all of it
   */
  public <I> void assertRepeatedBy(Runnel<I, ?, ?> runnel, I input) {
    List<String> differences = RecordingDifferences.between(recording, of(runnel, input).recording);
    if (!differences.isEmpty()) {
      throw new AssertionError(
          "The run does not go as recorded:\n  " + String.join("\n  ", differences));
    }
  }

  @Override
  public String toString() {
    return "RecordedRun[" + recording.root().name() + ", " + recording.runs().size() + " runs]";
  }

  /** Tells the time since it was made. */
  private static final class RecordingClock {
    private final long start = System.nanoTime();

    double millis() {
      long micros = (System.nanoTime() - start) / 1_000;
      return micros / 1_000.0;
    }
  }
}
