package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.it.Poms.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Each module is whole: published with all that Central asks for, or with nothing; and named. */
class ModulesTest {
  static Stream<Module> published() throws IOException {
    return Poms.modules().stream().filter(Module::isPublished);
  }

  static Stream<Module> notPublished() throws IOException {
    return Poms.modules().stream().filter(module -> !module.isPublished());
  }

  private static String read(String file) throws IOException {
    return Files.readString(Poms.ROOT.resolve(file));
  }

  @Test
  void theBomHasEachPublishedModuleAndNoOther() throws IOException {
    Element bom = Poms.read(Poms.ROOT.resolve("bom/pom.xml"));
    Element parent = Poms.parent();
    Set<String> expected =
        published()
            .map(Module::name)
            .filter(name -> !Set.of("runnel-bom", "runnel-archetype").contains(name))
            .collect(Collectors.toSet());

    assertThat(managed(bom)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(managed(parent)).containsAll(expected);
  }

  private static List<String> managed(Element pom) {
    return Poms.all(pom, "dependencyManagement", "dependencies", "dependency").stream()
        .filter(element -> Poms.text(element, "groupId").equals(Optional.of("dev.runnel")))
        .map(element -> Poms.text(element, "artifactId").orElseThrow())
        .toList();
  }

  /** The parent's other versions, such as Jackson's, are no business of whoever imports the BOM. */
  @Test
  void theBomThatIsPublishedManagesNothingElse() throws IOException {
    Element flat = Poms.read(Poms.ROOT.resolve("bom/target/flattened-pom.xml"));

    assertThat(Poms.all(flat, "parent")).isEmpty();
    assertThat(Poms.all(flat, "dependencyManagement", "dependencies", "dependency"))
        .hasSizeGreaterThan(20)
        .allSatisfy(element -> assertThat(Poms.text(element, "groupId")).contains("dev.runnel"));
    assertThat(Poms.text(flat, "licenses", "license", "name")).contains("Apache-2.0");
    assertThat(Poms.text(flat, "scm", "connection")).isPresent();
    assertThat(Poms.text(flat, "developers", "developer", "name")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "description",
        "url",
        "licenses/license/name",
        "licenses/license/url",
        "developers/developer/name",
        "scm/connection",
        "scm/developerConnection",
        "scm/url",
        "issueManagement/url"
      })
  void theParentSaysWhatCentralAsksFor(String path) throws IOException {
    assertThat(Poms.text(Poms.parent(), path.split("/"))).isPresent().get().isNotEqualTo("");
  }

  /** Maven else adds each module's name to them, and none of those addresses is there. */
  @Test
  void modulesInheritTheParentsAddressesAsTheyStand() throws IOException {
    Element parent = Poms.parent();
    Element scm = Poms.all(parent, "scm").get(0);

    assertThat(parent.getAttribute("child.project.url.inherit.append.path")).isEqualTo("false");
    for (String address : List.of("connection", "developerConnection", "url")) {
      assertThat(scm.getAttribute("child.scm." + address + ".inherit.append.path"))
          .as(address)
          .isEqualTo("false");
    }
  }

  @ParameterizedTest
  @MethodSource("published")
  void aPublishedModuleHasANameADescriptionAndItsJars(Module module) {
    assertThat(Poms.text(module.pom(), "name")).isPresent();
    assertThat(Poms.text(module.pom(), "description")).isPresent();
    for (String skip : List.of("maven.source.skip", "maven.deploy.skip", "gpg.skip")) {
      assertThat(module.property(skip)).as(skip).isEmpty();
    }
    assertThat(module.property("maven.javadoc.skip").isEmpty())
        .as("Only a module without classes makes its Javadoc jar by itself")
        .isEqualTo(!module.name().equals("runnel-archetype"));
  }

  @ParameterizedTest
  @MethodSource("notPublished")
  void whatIsNotPublishedIsNeitherDeployedNorSignedNorListed(Module module) {
    for (String skip :
        List.of(
            "maven.install.skip",
            "maven.deploy.skip",
            "maven.javadoc.skip",
            "maven.source.skip",
            "cyclonedx.skip",
            "gpg.skip")) {
      assertThat(module.property(skip)).as(skip).contains("true");
    }
  }

  @ParameterizedTest
  @MethodSource("published")
  void theDocumentationNamesThePublishedModule(Module module) throws IOException {
    String pages = read("README.md");
    try (Stream<Path> files = Files.list(Poms.ROOT.resolve("docs"))) {
      for (Path page : files.filter(file -> file.toString().endsWith(".md")).toList()) {
        pages += Files.readString(page);
      }
    }
    assertThat(pages)
        .containsAnyOf(
            "dev.runnel:" + module.name() + "`",
            "dev.runnel:" + module.name() + ":",
            "-DarchetypeArtifactId=" + module.name());
    assertThat(read("CONTRIBUTING.md"))
        .containsAnyOf("`" + module.name() + "`", "`integrations/NAME`");
  }

  @Test
  void theLayoutNamesEachFolderOfAModule() throws IOException {
    String layout = read("CONTRIBUTING.md");
    for (Module module : Poms.modules()) {
      if (!module.folder().startsWith("integrations/")) {
        assertThat(layout).contains("| `" + module.folder() + "` |");
      }
    }
  }

  /** Or the page of dependencies would be compared while a module is still to be built. */
  @Test
  void allPublishedModulesAreBuiltBeforeTheseTests() throws IOException {
    Map<String, Module> byName = Poms.byName();
    Set<String> before = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(List.of("runnel-integration-tests"));
    while (!next.isEmpty()) {
      String name = next.pop();
      if (byName.containsKey(name) && before.add(name)) {
        next.addAll(byName.get(name).ownDependencies());
      }
    }
    assertThat(before).containsAll(published().map(Module::name).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"quickstart/pom.xml", "archetype/src/main/resources/archetype-resources/pom.xml"})
  void whatUsersCopyNamesTheVersionsThatAreTested(String file) throws IOException {
    Map<String, String> tested = new HashMap<>();
    tested.put("junit-jupiter", "${junit.version}");
    Element parent = Poms.parent();
    for (String where : List.of("pluginManagement/plugins", "plugins")) {
      String[] path = ("build/" + where + "/plugin").split("/");
      for (Element plugin : Poms.all(parent, path)) {
        Poms.text(plugin, "version")
            .ifPresent(
                version -> tested.put(Poms.text(plugin, "artifactId").orElseThrow(), version));
      }
    }
    tested.replaceAll((name, version) -> resolved(parent, version));
    Element pom = Poms.read(Poms.ROOT.resolve(file));
    List<Element> parts =
        Stream.concat(
                Poms.all(pom, "build", "plugins", "plugin").stream(),
                Poms.all(pom, "dependencies", "dependency").stream())
            .filter(part -> Poms.text(part, "version").filter(v -> !v.startsWith("$")).isPresent())
            .toList();

    assertThat(parts).hasSizeGreaterThan(2);
    for (Element part : parts) {
      String name = Poms.text(part, "artifactId").orElseThrow();
      assertThat(Poms.text(part, "version")).as(name).contains(String.valueOf(tested.get(name)));
    }
  }

  private static String resolved(Element parent, String version) {
    return version.startsWith("${")
        ? Poms.text(parent, "properties", version.substring(2, version.length() - 1)).orElseThrow()
        : version;
  }
}
