package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.languageserver.project.ProjectSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProjectsTest {
  private static final String WRONG = Examples.JOKES.replace("\"upper\"}", "\"uper\"}");

  @TempDir private Path root;

  @Test
  void aFileInTheProjectSaysItsClassPath() throws IOException {
    Files.writeString(
        root.resolve(ProjectSettings.FILE),
        new com.google.gson.Gson()
            .toJson(Map.of("sources", List.of("src"), "classPath", Session.classPath())));
    try (Session session = new Session(root, Map.of("quietMillis", 0))) {
      session.open("Jokes", WRONG);
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
    }
  }

  @Test
  void aFileThatCannotBeReadIsShown() throws IOException {
    Files.writeString(root.resolve(ProjectSettings.FILE), "{\"classPath\": ");
    try (Session session = new Session(root, Map.of())) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message()).contains(ProjectSettings.FILE, "cannot be read");
      assertThat(session.marks("Jokes")).isEmpty();
    }
  }

  @Test
  void aMissingClassPathIsShown() throws IOException {
    try (Session session = new Session(root, Map.of("maven", Map.of("enabled", false)))) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message())
          .contains("Runnel does not know the class path of", ProjectSettings.FILE);
      assertThat(session.marks("Jokes")).isEmpty();
      assertThat(session.complete("Jokes", "{\"ask\", \"mo|")).isEmpty();
    }
  }

  @Test
  void aMissingProcessorIsShown() throws IOException {
    Map<String, Object> project =
        Map.of(
            "root", root.toString(), "sources", List.of("src"), "classPath", List.of("gone.jar"));
    try (Session session = new Session(root, Map.of("projects", List.of(project)))) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message()).contains("no Runnel processor on the processor path");
      assertThat(session.marks("Jokes")).isEmpty();
    }
  }

  /** It writes no facts, and says what this server has never heard of. */
  @Test
  void aProcessorOfAnotherVersionIsHeardAsFarAsItGoes() throws IOException {
    Path classes = Files.createDirectories(root.resolve("other"));
    Path source = Files.createDirectories(root.resolve("from")).resolve("Other.java");
    Files.writeString(
        source,
        """
        package dev.runnel.other;

        @javax.annotation.processing.SupportedAnnotationTypes("*")
        public class Other extends javax.annotation.processing.AbstractProcessor {
          @Override
          public boolean process(
              java.util.Set<? extends javax.lang.model.element.TypeElement> annotations,
              javax.annotation.processing.RoundEnvironment round) {
            for (javax.lang.model.element.Element each : round.getRootElements()) {
              processingEnv
                  .getMessager()
                  .printMessage(javax.tools.Diagnostic.Kind.ERROR, "[Runnel/New] So.", each);
            }
            return true;
          }
        }
        """);
    String[] options = {"-proc:none", "-d", classes.toString(), source.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("javax.annotation.processing.Processor"), "dev.runnel.other.Other");
    Map<String, Object> project =
        Map.of(
            "root", root.toString(),
            "sources", List.of("src"),
            "classPath", Session.classPath(),
            "processorPath", List.of(classes.toString()));
    Map<String, Object> settings = Map.of("quietMillis", 0, "projects", List.of(project));
    try (Session session = new Session(root, settings)) {
      session.open("Jokes", WRONG);
      assertThat(session.marks("Jokes")).containsExactly("New [Jokes]");
      assertThat(session.fixes("Jokes", session.diagnostics("Jokes").get(0).getRange())).isEmpty();
      assertThat(session.complete("Jokes", "{\"ask\", \"mo|")).isEmpty();
    }
  }

  @Test
  void aMissingRuntimeIsADiagnostic() throws IOException {
    List<String> annotations =
        Session.classPath().stream().filter(each -> each.contains("annotations")).toList();
    try (Session session = new Session(root, Session.options(root, annotations))) {
      session.openText(
          "Jokes",
          "package test; @dev.runnel.annotations.Chain(\"a\") interface Jokes {"
              + " @dev.runnel.annotations.Chain(\"a\") String joke(String topic); }");
      assertThat(session.marks("Jokes")).containsExactly("MissingRuntime [Jokes]");
    }
  }

  @Test
  void aWrongSettingIsShown() throws IOException {
    try (Session session = new Session(root, Map.of("diagnostics", "often"))) {
      assertThat(session.editor().message())
          .contains("\"diagnostics\" cannot be \"often\". It is always, whileTyping or never.");
    }
  }

  @Test
  void theJavaServerIsAskedWhereTheEditorSaysSo() throws IOException {
    try (Session session = new Session(root, Map.of("quietMillis", 0, "javaServer", true))) {
      session
          .editor()
          .answerProjects(
              uri ->
                  new ProjectSettings(
                      root.toString(), List.of("src"), Session.classPath(), null, null));
      session.open("Jokes", WRONG);
      session.editor().awaitSome(session.uri("Jokes"));
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
    }
  }

  @Test
  void afterSavingTheJavaServerShowsDiagnostics() throws IOException {
    Map<String, Object> options =
        Map.of(
            "quietMillis",
            0,
            "diagnostics",
            "whileTyping",
            "projects",
            Session.options(root, Session.classPath()).get("projects"));
    try (Session session = new Session(root, options)) {
      session.open("Jokes", WRONG);
      assertThat(session.marks("Jokes")).hasSize(1);
      session.save("Jokes");
      session.editor().awaitNone(session.uri("Jokes"));
      session.type("Jokes", "\"uper\"}", "\"uppr\"}");
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uppr\"]");
    }
  }

  /** Maven is played by a script that writes what the plugins would, and counts its runs. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void mavenIsAskedOnceUntilAPomChanges() throws IOException {
    Path pom = root.resolve("pom.xml");
    Files.writeString(pom, "<project><artifactId>jokes</artifactId></project>");
    Path runs = root.resolve("runs");
    Path script = root.resolve("mvnw");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo "$@" >> '%s'
        for each in "$@"; do
          case "$each" in
            -Doutput=*) cat > "${each#*=}" <<'END'
        <project><artifactId>jokes</artifactId><build>
          <sourceDirectory>%s/src</sourceDirectory>
          <testSourceDirectory>%s/test</testSourceDirectory>
          <outputDirectory>%s/target/classes</outputDirectory>
          <plugins><plugin><artifactId>maven-compiler-plugin</artifactId><configuration>
            <annotationProcessorPaths><path><artifactId>runnel-processor</artifactId>
              <version>1</version></path></annotationProcessorPaths>
            <compilerArgs><arg>-Arunnel.componentModel=odd</arg><arg>-parameters</arg></compilerArgs>
          </configuration></plugin></plugins></build></project>
        END
              ;;
            -Dmdep.outputFile=*) printf '%%s' '%s' > "${each#*=}" ;;
          esac
        done
        """
            .formatted(runs, root, root, root, System.getProperty("java.class.path")));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    for (int i = 0; i < 2; i++) {
      try (Session session = new Session(root, Map.of("quietMillis", 0))) {
        session.open("Jokes", WRONG);
        session.editor().awaitSome(session.uri("Jokes"));
        assertThat(session.marks("Jokes"))
            .containsExactlyInAnyOrder("BadOption []", "UnknownStep [\"uper\"]");
      }
    }
    assertThat(Files.readAllLines(runs)).hasSize(2);
    assertThat(Files.readAllLines(runs).get(0)).contains("effective-pom", "build-classpath");
    Files.writeString(pom, "<project><artifactId>jokes</artifactId><version>2</version></project>");
    Files.writeString(script, "#!/bin/sh\necho \"[ERROR] The pom is wrong.\"\nexit 1\n");
    try (Session session = new Session(root, Map.of("quietMillis", 0))) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message())
          .contains("Maven could not tell the class path", "[ERROR] The pom is wrong.");
    }
  }
}
