package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runnel.it.Poms.Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each archive that is published holds our licence, and what holds others' classes theirs too. */
class LicencesTest {
  private static final Pattern NOTICE =
      Pattern.compile("(?i)(.*/)?(licen[cs]e|notice|copying|about)[^/]*(?<!\\.class)");

  static Stream<Arguments> archives() throws IOException {
    return Poms.modules().stream()
        .filter(Module::isPublished)
        .filter(module -> Poms.text(module.pom(), "packaging").isEmpty())
        .flatMap(
            module ->
                Stream.of("", "-sources", "-javadoc").map(kind -> Arguments.of(module, kind)));
  }

  private static Path archive(Module module, String kind) throws IOException {
    String version = Poms.text(Poms.parent(), "version").orElseThrow();
    return target(module).resolve(module.name() + "-" + version + kind + ".jar");
  }

  private static Path target(Module module) {
    return Poms.ROOT.resolve(module.folder()).resolve("target");
  }

  private static Optional<String> entry(Path archive, String name) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      return entry == null
          ? Optional.empty()
          : Optional.of(
              new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @MethodSource("archives")
  void holdsOurLicence(Module module, String kind) throws IOException {
    assumeTrue(
        Files.exists(target(module).resolve("dependencies.txt")), "The module was not packaged.");
    Path archive = archive(module, kind);
    assumeTrue(!kind.equals("-javadoc") || Files.exists(archive), "The API's pages were not made.");

    assertThat(entry(archive, "META-INF/LICENSE"))
        .contains(Files.readString(Poms.ROOT.resolve("LICENSE")));
  }

  /** The one archive that holds others' classes: an editor starts it. */
  @Test
  void theServerOfEditorsTellsOfEachLibraryInItAndKeepsWhatThatSays() throws IOException {
    Module server = Poms.byName().get("runnel-language-server");
    Path tree = target(server).resolve("dependencies.txt");
    assumeTrue(Files.exists(tree), "The module was not packaged.");
    Path all = archive(server, "-all");
    List<DependenciesPage.Jar> libraries =
        DependenciesPage.jars(Files.readAllLines(tree).stream().skip(1).toList());

    assertThat(entry(all, "META-INF/LICENSE"))
        .contains(Files.readString(Poms.ROOT.resolve("LICENSE")));
    assertThat(libraries).isNotEmpty();
    for (DependenciesPage.Jar library : libraries) {
      assertThat(entry(all, "META-INF/THIRD-PARTY-LICENSES.txt").orElseThrow().lines())
          .contains(library.group() + ":" + library.name());
      for (String notice : notices(library.file(".jar"))) {
        assertThat(entry(all, notice))
            .as("%s of %s", notice, library.coordinates())
            .isEqualTo(entry(library.file(".jar"), notice));
      }
    }
  }

  /** Lists the files by which a library tells of its licence. */
  private static List<String> notices(Path library) throws IOException {
    try (ZipFile zip = new ZipFile(library.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> NOTICE.matcher(name).matches())
          .toList();
    }
  }
}
