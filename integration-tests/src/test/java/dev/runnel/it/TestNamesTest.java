package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The build finds tests by the names of their classes: one with another name is never run. */
class TestNamesTest {
  private static final Pattern TEST =
      Pattern.compile(
          "^ +@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\\b", Pattern.MULTILINE);
  private static final Pattern BASE =
      Pattern.compile("^(public )?abstract class ", Pattern.MULTILINE);
  private static final Pattern FOUND = Pattern.compile(".*(Test|Properties)\\.java");

  /** Only for the profile "mutation". */
  private static final List<String> LEFT_OUT = List.of("ConformanceAtOnce.java");

  @Test
  void eachClassWithTestsIsFound() throws IOException {
    List<String> missed = new ArrayList<>();
    int found = 0;
    for (Path file : JavaSources.list(path -> path.contains("/src/test/java/"))) {
      String name = file.getFileName().toString();
      String source = Files.readString(file);
      if (TEST.matcher(source).find() && !BASE.matcher(source).find()) {
        found++;
        if (!FOUND.matcher(name).matches() && !LEFT_OUT.contains(name)) {
          missed.add(file.toString());
        }
      }
    }
    assertThat(found).isGreaterThan(300);
    assertThat(missed).as("classes with tests that Surefire does not look for").isEmpty();
  }
}
