package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The walks through the engine in its package's Javadoc lead to what is there. */
class WalksTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.runnel");

  private static final Path PAGE = Path.of("src/main/java/dev/runnel/engine/package-info.java");

  /** How many classes a reader is to open for each question. */
  private static final List<Integer> MOST_CLASSES = List.of(14, 9, 9, 10);

  private static final Pattern CODE = Pattern.compile("\\{@code\\s+([A-Z]\\w*)(?:\\.(\\w+))?}");

  @Test
  void allThatAWalkNamesIsThere() throws IOException {
    assertThat(walks()).hasSameSizeAs(MOST_CLASSES);
    assertThat(walks().stream().flatMap(walk -> named(walk).stream()))
        .hasSizeGreaterThan(50)
        .allSatisfy(
            place ->
                assertThat(CLASSES)
                    .as(place.group())
                    .anyMatch(type -> isIn(type, place.group(1), place.group(2))));
  }

  private static boolean isIn(JavaClass type, String name, String member) {
    return type.getSimpleName().equals(name)
        && (member == null
            || type.getMethods().stream().anyMatch(method -> method.getName().equals(member)));
  }

  @Test
  void aQuestionTakesNoMoreClassesThanAReaderHoldsInMind() throws IOException {
    List<String> walks = walks();
    for (int i = 0; i < walks.size(); i++) {
      Set<String> classes = new TreeSet<>();
      named(walks.get(i)).forEach(place -> classes.add(place.group(1)));
      assertThat(classes).hasSizeBetween(5, MOST_CLASSES.get(i));
    }
  }

  /** Returns the text of each walk, which begins with a question. */
  private static List<String> walks() throws IOException {
    String page = Files.readString(PAGE).replaceAll("\\R \\* ?", " ").replaceAll("\\s+", " ");
    return Arrays.stream(page.split("<p><b>")).filter(part -> part.contains("?</b>")).toList();
  }

  private static List<MatchResult> named(String walk) {
    return CODE.matcher(walk).results().toList();
  }
}
