package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.it.Poms.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What is compared with the last release is what the modules export, and the engine apart. */
class CompatibilityRulesTest {
  private static final String ENGINE = "dev.runnel.engine";

  private static Element profile() throws IOException {
    return Poms.all(Poms.parent(), "profiles", "profile").stream()
        .filter(profile -> Poms.text(profile, "id").equals(Optional.of("compatibility")))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> parameters(String execution, String list, String name)
      throws IOException {
    return Poms.all(profile(), "build", "plugins", "plugin", "executions", "execution").stream()
        .filter(element -> Poms.text(element, "id").equals(Optional.of(execution)))
        .flatMap(element -> Poms.all(element, "configuration", "parameter", list, name).stream())
        .map(element -> element.getTextContent().strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void allThatIsExportedIsCompared() throws IOException {
    Set<String> left = parameters("api", "excludes", "exclude");
    for (Module module : Poms.modules()) {
      if (module.isPublished() && module.hasSources()) {
        Set<String> exported = packages(module, true);
        exported.remove(ENGINE);
        assertThat(exported).noneMatch(name -> isBelow(left, name));
      }
    }
    assertThat(parameters("engine", "includes", "include")).containsExactly(ENGINE);
  }

  @Test
  void nothingThatIsHiddenIsCompared() throws IOException {
    Set<String> left = parameters("api", "excludes", "exclude");
    for (Module module : Poms.modules()) {
      if (module.isPublished() && module.hasSources()) {
        assertThat(packages(module, false)).allMatch(name -> isBelow(left, name));
      }
    }
  }

  private static boolean isBelow(Set<String> excluded, String name) {
    return excluded.stream().anyMatch(at -> name.equals(at) || name.startsWith(at + "."));
  }

  /**
   * Lists the packages of a module that it exports to everybody, or the others. One that is no Java
   * module exports all, unless it is a program: then nobody compiles against it.
   */
  private static Set<String> packages(Module module, boolean exported) throws IOException {
    Path java = Poms.ROOT.resolve(module.folder()).resolve("src/main/java");
    Path info = java.resolve("module-info.java");
    boolean isProgram = Set.of("processor", "language-server").contains(module.folder());
    String exports = Files.exists(info) ? Files.readString(info) : "";
    try (Stream<Path> files = Files.walk(java)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !file.equals(info))
          .map(file -> java.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
          .filter(
              name ->
                  exported
                      == (exports.isEmpty()
                          ? !isProgram
                          : exports.contains("exports " + name + ";")))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void fromVersionOneOnGeneratedClassesAreKeptToAsWell() throws IOException {
    Element parent = Poms.parent();
    boolean isBeforeOne = Poms.text(parent, "version").orElseThrow().startsWith("0.");

    assertThat(Poms.text(parent, "properties", "compatibility.engine.fails"))
        .contains(String.valueOf(!isBeforeOne));
  }

  /** A module that sets it after its first release would not be compared. */
  @Test
  void onlyANewModuleIsLeftOut() throws IOException {
    Path config = Poms.ROOT.resolve(".mvn/maven.config");
    boolean isReleased =
        Files.exists(config) && Files.readString(config).contains("-Drunnel.lastRelease=");
    for (Module module : Poms.modules()) {
      assertThat(module.property("compatibility.new").isPresent() && !isReleased)
          .as(module.folder() + ": there is no release yet, so all modules are new")
          .isFalse();
    }
  }
}
