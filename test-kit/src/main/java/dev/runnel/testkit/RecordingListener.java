package dev.runnel.testkit;

import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all events that it hears, in the order in which they come. Thread-safe.
 *
 * <pre>{@code
 * RecordingListener heard = new RecordingListener();
 * jokes.joke().withListeners(heard).invoke("parrots");
 * heard.assertWellFormed();
 * assertEquals(List.of("joke", "ask", "model"), heard.startedNames());
 * }</pre>
 */
public final class RecordingListener implements RunListener {
  private final List<RunEvent> events = new ArrayList<>();

  /** Makes a listener that has heard nothing. */
  public RecordingListener() {}

  private synchronized void add(RunEvent event) {
    events.add(event);
  }

  /**
   * Returns what it has heard so far.
   *
   * @return a copy, the oldest first
   */
  public synchronized List<RunEvent> events() {
    return List.copyOf(events);
  }

  /**
   * Returns the names of the runs that have started so far.
   *
   * @return the names, in the order of the starts
   */
  public List<String> startedNames() {
    return events().stream()
        .filter(event -> event instanceof RunEvent.Start)
        .map(event -> event.run().name())
        .toList();
  }

  /**
   * Returns what it has heard of the runs of one name.
   *
   * @param name the name
   * @return the events, the oldest first
   */
  public List<RunEvent> of(String name) {
    return events().stream().filter(event -> event.run().name().equals(name)).toList();
  }

  /**
   * Returns how many runs have started and not ended.
   *
   * @return the number; 0 when all is over
   */
  public int openRuns() {
    return EventAssertions.openRuns(events());
  }

  /**
   * Checks that each started run has ended once, parents around their children, and that no event
   * stands before one that caused it.
   *
   * @throws AssertionError if not; it shows the events
   */
  public void assertWellFormed() {
    EventAssertions.assertWellFormed(events());
  }

  @Override
  public void onStart(RunEvent.Start event) {
    add(event);
  }

  @Override
  public void onChunk(RunEvent.Chunk event) {
    add(event);
  }

  @Override
  public void onEnd(RunEvent.End event) {
    add(event);
  }

  @Override
  public void onError(RunEvent.Failure event) {
    add(event);
  }

  @Override
  public void onCancel(RunEvent.Cancel event) {
    add(event);
  }

  @Override
  public void onCustom(RunEvent.Custom event) {
    add(event);
  }
}
