package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .ci/after-release} does to a copy of this tree, whose classes are not built. */
class AfterReleaseTest {
  private static final String CHANGED = "<compatibility.new>true</compatibility.new>";

  @TempDir Path folder;
  private Path tree;
  private String version;

  @BeforeEach
  void copyTheTree() throws Exception {
    assumeTrue(Files.exists(Poms.ROOT.resolve(".git")), "These sources are no clone.");
    tree = folder.resolve("tree");
    git(folder, "clone", "-q", "--depth", "1", Poms.ROOT.toUri().toString(), tree.toString());
    Path script = Path.of(".ci", "after-release");
    Files.copy(
        Poms.ROOT.resolve(script), tree.resolve(script), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        tree.resolve(".ci/keep-classes"), "#!/usr/bin/env bash\necho \"$1\" >kept-classes\n");
    Path pom = tree.resolve("json/pom.xml");
    String properties = "  <properties>\n    " + CHANGED + "\n  </properties>\n\n  <dependencies>";
    Files.writeString(pom, Files.readString(pom).replaceFirst("  <dependencies>", properties));
    String snapshot = Poms.text(Poms.read(pom), "parent", "version").orElseThrow();
    assumeTrue(snapshot.endsWith("-SNAPSHOT"), "This is the release itself.");
    version = snapshot.replace("-SNAPSHOT", "");
    commit();
  }

  private void commit() throws Exception {
    git(tree, "-c", "user.name=test", "-c", "user.email=test@runnel.dev", "commit", "-qam", "test");
  }

  @Test
  void theNextVersionIsComparedWithTheRelease() throws Exception {
    assertThat(afterRelease(version, "9.8.7")).isZero();

    assertThat(tree.resolve(".mvn/maven.config"))
        .content()
        .contains("-Drunnel.lastRelease=" + version);
    assertThat(tree.resolve("kept-classes")).hasContent(version);
    assertThat(Poms.text(Poms.read(tree.resolve("pom.xml")), "version")).contains("9.8.7-SNAPSHOT");
    assertThat(tree.resolve("json/pom.xml"))
        .content()
        .contains("<version>9.8.7-SNAPSHOT</version>")
        .doesNotContain(CHANGED);
    assertThat(tree.resolve("README.md")).content().doesNotContain(version + "-SNAPSHOT");
  }

  @Test
  void aSecondReleaseTakesThePlaceOfTheFirst() throws Exception {
    assertThat(afterRelease(version, "9.8.7")).isZero();
    git(tree, "add", "--all");
    commit();
    assertThat(afterRelease("9.8.7", "9.8.8")).isZero();

    assertThat(tree.resolve(".mvn/maven.config"))
        .content()
        .isEqualTo("-Drunnel.lastRelease=9.8.7\n");
  }

  @Test
  void anotherVersionThanTheTreesIsRefused() throws Exception {
    assertThat(afterRelease("9.9.9", "10.0.0")).isNotZero();
    assertThat(afterRelease(version, "next")).isNotZero();

    assertThat(tree.resolve(".mvn/maven.config")).doesNotExist();
  }

  private int afterRelease(String released, String next) throws Exception {
    return run(tree, List.of("bash", ".ci/after-release", released, next));
  }

  private static void git(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    assertThat(run(folder, command)).as(String.join(" ", command)).isZero();
  }

  private static int run(Path folder, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    System.out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    return process.waitFor();
  }
}
