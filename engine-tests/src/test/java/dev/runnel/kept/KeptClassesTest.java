package dev.runnel.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an earlier version's processor has generated runs on today's runtime, and gives the same.
 * CONTRIBUTING.md says when that may end, and how the jars are renewed.
 */
class KeptClassesTest {
  private static final Path CLASSES = Path.of("target", "test-classes");

  static List<KeptJar> all() throws IOException {
    return KeptJar.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theClassesOfAnEarlierVersionGiveWhatTheyGaveThen(KeptJar jar) throws Exception {
    assertThat(jar.run())
        .as("If this version may end it, run .ci/keep-classes, and see CONTRIBUTING.md.")
        .isEqualTo(jar.told())
        .isNotEmpty();
  }

  @Test
  void thoseOfTheLastVersionAreKept() throws IOException {
    assertThat(KeptJar.all()).isNotEmpty();
  }

  @Test
  void theJarsClassesRunAndNotTodays(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("today.jar");
    KeptJar.write(file, CLASSES, List.of("told"));
    try (KeptJar.OwnFirst loader = new KeptJar.OwnFirst(file.toUri().toURL())) {
      Class<?> generated = loader.loadClass(KeptWordsRunnables.class.getName());

      assertThat(generated.getClassLoader()).isSameAs(loader);
      assertThat(generated).isNotEqualTo(KeptWordsRunnables.class);
      assertThat(generated.getProtectionDomain().getCodeSource().getLocation().toString())
          .endsWith("today.jar");
    }
    assertThat(new KeptJar(file).told()).containsExactly("told");
    assertThat(new KeptJar(file).run()).isEqualTo(new Program().get());
  }

  /** Classes that call a method by another name stand in for an engine that has renamed it. */
  @Test
  void aMethodOfTheEngineThatIsGoneIsNoticed(@TempDir Path folder) throws Exception {
    Path copy = folder.resolve("dev/runnel/kept");
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(CLASSES.resolve("dev/runnel/kept"))) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(copy.resolve(file.getFileName()), callingAnotherName(bytes));
      }
    }
    Path file = folder.resolve("changed.jar");
    KeptJar.write(file, folder, List.of());

    assertThatThrownBy(() -> new KeptJar(file).run()).hasStackTraceContaining("isOpem");
  }

  /** Renames the method {@code isOpen} of the engine where a class calls it. */
  private static byte[] callingAnotherName(byte[] classFile) {
    byte[] changed = classFile.clone();
    byte[] name = {1, 0, 6, 'i', 's', 'O', 'p', 'e', 'n'};
    for (int i = 0; i + name.length <= changed.length; i++) {
      if (Arrays.equals(changed, i, i + name.length, name, 0, name.length)) {
        changed[i + name.length - 1] = 'm';
      }
    }
    return changed;
  }
}
