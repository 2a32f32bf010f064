package dev.runnel.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says in which ways one run went otherwise than another one. */
final class RecordingDifferences {
  private final Recording expected;
  private final Recording actual;
  private final List<String> found = new ArrayList<>();

  private RecordingDifferences(Recording expected, Recording actual) {
    this.expected = expected;
    this.actual = actual;
  }

  static List<String> between(Recording expected, Recording actual) {
    RecordingDifferences differences = new RecordingDifferences(expected, actual);
    differences.compare("the input", expected.input(), actual.input());
    differences.compare("the output", expected.root().output(), actual.root().output());
    differences.compareState("the run", expected.root(), actual.root());
    differences.compareBelow("", expected.root(), actual.root());
    return differences.found;
  }

  private void compare(String what, @Nullable Object expectedValue, @Nullable Object actualValue) {
    if (!Objects.equals(shown(expectedValue), shown(actualValue))) {
      found.add(what + " was " + shown(expectedValue) + ", but is " + shown(actualValue));
    }
  }

  /** Numbers count by how they are written: those of a file have no Java type. */
  private static @Nullable String shown(@Nullable Object value) {
    return value instanceof JsonNode json ? json.toString() : Objects.toString(value, null);
  }

  private void compareState(String what, Recording.Recorded one, Recording.Recorded other) {
    compare("the end of " + what, one.state(), other.state());
    Recording.Failure error = one.error();
    Recording.Failure otherError = other.error();
    // A replayed failure is of a class of the test kit, so only its message is the same.
    compare(
        "the failure of " + what,
        error == null ? null : String.valueOf(error.message()),
        otherError == null ? null : String.valueOf(otherError.message()));
  }

  /** Runs below the same run may start in another order where they run beside each other. */
  private void compareBelow(String path, Recording.Recorded one, Recording.Recorded other) {
    List<Recording.Recorded> expectedRuns = below(expected, one);
    List<Recording.Recorded> actualRuns = below(actual, other);
    List<String> names = expectedRuns.stream().map(RecordingDifferences::kind).toList();
    List<String> actualNames = actualRuns.stream().map(RecordingDifferences::kind).toList();
    String parent = path.isEmpty() ? "the chain" : path;
    compare("what runs in " + parent, names, actualNames);
    if (names.equals(actualNames)) {
      for (int i = 0; i < expectedRuns.size(); i++) {
        String here = path.isEmpty() ? names.get(i) : path + " > " + names.get(i);
        compareState(here, expectedRuns.get(i), actualRuns.get(i));
        compareBelow(here, expectedRuns.get(i), actualRuns.get(i));
      }
    }
  }

  /** A stable sort: attempts of the same name keep their order. */
  private static List<Recording.Recorded> below(Recording recording, Recording.Recorded parent) {
    return recording.runs().stream()
        .filter(run -> parent.id().equals(run.parent()))
        .sorted(Comparator.comparing(RecordingDifferences::kind))
        .toList();
  }

  private static String kind(Recording.Recorded run) {
    return run.type() + " " + run.name();
  }
}
