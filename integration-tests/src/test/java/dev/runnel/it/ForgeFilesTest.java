package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.it.Poms.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** The files for a forge name scripts, folders and modules that are there. */
class ForgeFilesTest {
  private static final Path GITHUB = Poms.ROOT.resolve(".github");

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(GITHUB.resolve("workflows"))) {
      return files.sorted().toList();
    }
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowCallsScriptsThatAreThere(Path workflow) throws IOException {
    String text = Files.readString(workflow);

    assertThat(all("bash (\\.ci/[\\w-]+)", text))
        .allSatisfy(script -> assertThat(Poms.ROOT.resolve(script)).isExecutable());
    assertThat(all("mvnw .*?-pl ([\\w,/-]+)", text))
        .allSatisfy(module -> assertThat(Poms.ROOT.resolve(module)).isDirectory());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowMayDoOnlyWhatItSaysWithActionsOfAFixedVersion(Path workflow) throws IOException {
    String text = Files.readString(workflow);

    assertThat(text).containsPattern("(?m)^permissions:");
    assertThat(all("uses: (\\S+)", text))
        .isNotEmpty()
        .allSatisfy(action -> assertThat(action).matches("[\\w./-]+@v[\\d.]+"));
    assertThat(text.lines().filter(line -> line.contains("timeout-minutes")).count())
        .as("each job ends by itself")
        .isEqualTo(text.lines().filter(line -> line.contains("runs-on")).count());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowNamesProfilesThatAreThere(Path workflow) throws IOException {
    List<String> ids = profiles().map(profile -> Poms.text(profile, "id").orElseThrow()).toList();

    assertThat(ids).containsAll(profilesIn(Files.readString(workflow)));
  }

  private static Stream<Element> profiles() throws IOException {
    return Stream.concat(Stream.of(Poms.parent()), Poms.modules().stream().map(Module::pom))
        .flatMap(pom -> Poms.all(pom, "profiles", "profile").stream());
  }

  private static List<String> profilesIn(String commands) {
    return all("(?:mvnw .*?|profiles=)-P([\\w,-]+)", commands).stream()
        .flatMap(profiles -> Stream.of(profiles.split(",")))
        .toList();
  }

  /** What is switched on by hand alone breaks without anybody seeing it. */
  @ParameterizedTest
  @MethodSource("profilesThatNothingSwitchesOn")
  void aScriptOrAWorkflowRunsEachProfile(String profile) throws IOException {
    StringBuilder commands = new StringBuilder();
    for (Path folder : List.of(GITHUB.resolve("workflows"), Poms.ROOT.resolve(".ci"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          commands.append(Files.readString(file));
        }
      }
    }

    assertThat(profilesIn(commands.toString())).contains(profile);
  }

  static List<String> profilesThatNothingSwitchesOn() throws IOException {
    return profiles()
        .filter(profile -> Poms.all(profile, "activation").isEmpty())
        .map(profile -> Poms.text(profile, "id").orElseThrow())
        .toList();
  }

  /** Each is changed alone: else those that it needs would be changed again with it. */
  @Test
  void theModulesThatAreMutatedAreThoseThatSayHow() throws IOException {
    String matrix =
        all("module: \\[(.*)]", Files.readString(GITHUB.resolve("workflows/weekly.yml"))).get(0);

    assertThat(matrix.split(", "))
        .containsExactlyInAnyOrderElementsOf(
            Poms.modules().stream()
                .filter(module -> mutates(module.pom(), module.folder()))
                .map(Module::folder)
                .toList());
    assertThat(Poms.modules())
        .allSatisfy(module -> assertThat(module.property("pit.skip")).isEmpty());
  }

  private static boolean mutates(Element pom, String folder) {
    return Poms.all(pom, "profiles", "profile").stream()
        .anyMatch(
            profile ->
                Poms.text(profile, "activation", "property", "name")
                        .equals(Optional.of("pit.module"))
                    && Poms.text(profile, "activation", "property", "value")
                        .equals(Optional.of(folder))
                    && Poms.text(profile, "properties", "pit.skip").equals(Optional.of("false")));
  }

  @Test
  void whoReviewsIsSaidForFoldersThatAreThere() throws IOException {
    List<String> folders = all("^/(\\S+)/ ", Files.readString(GITHUB.resolve("CODEOWNERS")));

    assertThat(folders)
        .isNotEmpty()
        .allSatisfy(folder -> assertThat(Poms.ROOT.resolve(folder)).isDirectory());
  }

  @Test
  void updatesAreLookedForWhereVersionsStand() throws IOException {
    List<String> folders =
        all("directory: (\\S+)", Files.readString(GITHUB.resolve("dependabot.yml")));

    assertThat(folders)
        .isNotEmpty()
        .allSatisfy(folder -> assertThat(Poms.ROOT.resolve(folder.substring(1))).isDirectory());
    assertThat(folders)
        .contains("/", "/quickstart", "/examples/web", "/client-tests/src/test/node");
  }
}
