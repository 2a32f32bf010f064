package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.DocSnippets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits the quickstart in a real Eclipse with LSP4E: a mistake, while it is typed and when it is
 * saved, its repair by completion, and a method with another name and what that leaves behind.
 */
@EnabledIf(
    value = "hasEclipse",
    disabledReason = "The variable ECLIPSE names no Eclipse, or there is no xvfb-run")
@Timeout(600)
class EclipseTest {
  static boolean hasEclipse() throws IOException {
    return Eclipse.find().isPresent();
  }

  @Test
  void aStepIsWrittenAndRenamed(@TempDir Path folder) throws IOException, InterruptedException {
    Quickstart project = Quickstart.copyInto(folder);
    project.addWrapper();
    describe(project.folder());
    Home home = Home.in(folder.resolve("home"), project);
    settle(folder.resolve("workspace"), home);
    List<String> command = Eclipse.find().orElseThrow().command(folder);

    String seen =
        DrivenEditor.run(
            home, project.folder(), "60", command, Map.of("PROJECT", project.folder().toString()));

    assertThat(seen.lines())
        .containsExactly(
            "typed: There is no step 'mo' in Jokes. The steps are: ask, model. [UnknownStep] at \"mo\"",
            "saved: [Runnel/UnknownStep] There is no step 'mo' in Jokes. The steps are: ask, model. at {\"ask\", \"mo\"}",
            "completed:   @Chain({\"ask\", \"model\"})",
            "repaired:   @Chain({\"question\", \"model\"})");
    assertThat(Files.readString(project.source("com.example.Jokes")))
        .contains("ChatPrompt question(String topic);", "@Chain({\"question\", \"model\"})");
    project.build();
  }

  /** Writes what Eclipse's Maven support makes of the project: not every Eclipse has it. */
  private static void describe(Path folder) throws IOException {
    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .toList();
    assertThat(jars).anyMatch(jar -> jar.contains("runnel-processor"));
    Files.writeString(
        folder.resolve(".project"),
        """
        <projectDescription>
          <name>quickstart</name>
          <buildSpec>
            <buildCommand><name>org.eclipse.jdt.core.javabuilder</name></buildCommand>
          </buildSpec>
          <natures><nature>org.eclipse.jdt.core.javanature</nature></natures>
        </projectDescription>
        """);
    Files.writeString(
        folder.resolve(".classpath"),
        """
        <classpath>
          <classpathentry kind="src" path="src/main/java"/>
          <classpathentry kind="src" path=".apt_generated">
            <attributes><attribute name="optional" value="true"/></attributes>
          </classpathentry>
          <classpathentry kind="con" path="org.eclipse.jdt.launching.JRE_CONTAINER"/>
          %s
          <classpathentry kind="output" path="bin"/>
        </classpath>
        """
            .formatted(entries(jars, "<classpathentry kind=\"lib\" path=\"%s\"/>")));
    Files.writeString(
        folder.resolve(".factorypath"),
        "<factorypath>%s</factorypath>"
            .formatted(
                entries(
                    jars,
                    "<factorypathentry kind=\"EXTJAR\" id=\"%s\" enabled=\"true\""
                        + " runInBatchMode=\"false\"/>")));
    Path settings = Files.createDirectory(folder.resolve(".settings"));
    preferences(
        settings.resolve("org.eclipse.jdt.apt.core.prefs"),
        Map.of(
            "org.eclipse.jdt.apt.aptEnabled", "true",
            "org.eclipse.jdt.apt.genSrcDir", ".apt_generated"));
    preferences(
        settings.resolve("org.eclipse.jdt.core.prefs"),
        Map.of(
            "org.eclipse.jdt.core.compiler.compliance", "17",
            "org.eclipse.jdt.core.compiler.source", "17",
            "org.eclipse.jdt.core.compiler.codegen.targetPlatform", "17",
            "org.eclipse.jdt.core.compiler.processAnnotations", "enabled"));
  }

  private static String entries(List<String> jars, String form) {
    return jars.stream().map(form::formatted).collect(Collectors.joining("\n"));
  }

  /** Does in a workspace what the page says. */
  private static void settle(Path workspace, Home home) throws IOException {
    String arguments =
        DocSnippets.blocks("ide.md", "text")
            .get(0)
            .strip()
            .replace("/opt", home.folder().resolve(".local/share/runnel").toString());
    Path plugins = workspace.resolve(".metadata/.plugins");
    Path launches = plugins.resolve("org.eclipse.debug.core/.launches");
    Files.createDirectories(launches);
    Files.writeString(
        launches.resolve("Runnel.launch"),
        """
        <launchConfiguration type="org.eclipse.ui.externaltools.ProgramLaunchConfigurationType">
          <stringAttribute key="org.eclipse.ui.externaltools.ATTR_LOCATION" value="%s"/>
          <stringAttribute key="org.eclipse.ui.externaltools.ATTR_TOOL_ARGUMENTS" value="%s"/>
        </launchConfiguration>
        """
            .formatted(home.folder().resolve("bin/java"), arguments));
    Path settings = plugins.resolve("org.eclipse.core.runtime/.settings");
    Files.createDirectories(settings);
    preferences(
        settings.resolve("org.eclipse.lsp4e.prefs"),
        Map.of(
            "contentTypeToLSPLauch",
            "org.eclipse.jdt.core.javaSource\\:"
                + "org.eclipse.ui.externaltools.ProgramLaunchConfigurationType/Runnel/run"));
    preferences(settings.resolve("org.eclipse.ui.prefs"), Map.of("showIntro", "false"));
  }

  private static void preferences(Path file, Map<String, String> values) throws IOException {
    Stream<String> lines =
        values.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
    Files.write(file, Stream.concat(Stream.of("eclipse.preferences.version=1"), lines).toList());
  }
}
