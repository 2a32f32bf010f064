package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A processor that stands in for one of another version, and its jar. */
final class StandIn {
  /** Complains of each class. */
  private static final String PROCESSOR =
      """
      package dev.runnel.other;

      import java.util.*;
      import javax.annotation.processing.*;
      import javax.lang.model.element.*;
      import javax.tools.*;

      @SupportedAnnotationTypes("*")
      %1$s
      public class Other extends AbstractProcessor {
        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
          for (Element each : round.getRootElements()) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "[Runnel/New] So.", each);
            %2$s
          }
          return true;
        }
        %3$s
      }
      """;

  /** Offers one name, wherever it is asked. */
  static final String COMPLETES =
      """
      @Override
      public Iterable<? extends Completion> getCompletions(
          Element element, AnnotationMirror annotation, ExecutableElement member, String text) {
        return List.of(Completions.of("\\"offered\\""));
      }
      """;

  /** Says that it writes facts. */
  static final String KNOWS_FACTS = "@SupportedOptions(\"runnel.facts\")";

  /** A class that is compiled, and then gone. */
  static final String GONE = "package dev.runnel.other; public class Gone { public Gone() {} }";

  private final Path folder;
  private final Map<String, byte[]> entries = new TreeMap<>();

  private StandIn(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes one.
   *
   * @param folder where to work
   * @param annotation stands at the class
   * @param statement is carried out for each class
   * @param member stands in the class
   */
  static StandIn of(Path folder, String annotation, String statement, String member)
      throws IOException {
    StandIn made = new StandIn(Files.createDirectories(folder));
    made.compile("Other", PROCESSOR.formatted(annotation, statement, member));
    return made.naming("dev.runnel.other.Other");
  }

  /** Writes facts of a form. */
  static String facts(int form) {
    return """
        try (java.io.Writer out = processingEnv.getFiler().createResource(
            StandardLocation.CLASS_OUTPUT, "", "META-INF/runnel/facts/" + each + ".json", each)
            .openWriter()) {
          out.write("{\\"format\\": %d, \\"class\\": \\"" + each + "\\"}");
        } catch (java.io.IOException failure) {
          throw new java.io.UncheckedIOException(failure);
        }
        """
        .formatted(form);
  }

  private void compile(String name, String text) throws IOException {
    Path source = folder.resolve(name + ".java");
    Path gone = folder.resolve("Gone.java");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.writeString(source, text);
    Files.writeString(gone, GONE);
    List<String> options =
        new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", classes.toString()));
    options.addAll(List.of(source.toString(), gone.toString()));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, options.toArray(String[]::new)))
        .isZero();
    String file = "dev/runnel/other/" + name + ".class";
    entries.put(file, Files.readAllBytes(classes.resolve(file)));
  }

  /** Names processors in place of the one that is there. */
  StandIn naming(String... processors) {
    return with(
        "META-INF/services/javax.annotation.processing.Processor", String.join("\n", processors));
  }

  /** Says its version. */
  StandIn ofVersion(String version) {
    return with(
        "META-INF/maven/dev.runnel/runnel-processor/pom.properties", "version=" + version + "\n");
  }

  private StandIn with(String name, String text) {
    entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Is compiled for a Java that there is not yet. */
  StandIn forJavaToCome() {
    entries.get("dev/runnel/other/Other.class")[7] = (byte) 200;
    return this;
  }

  /** Writes the jar. */
  Path jar() throws IOException {
    Path jar = folder.resolve("other.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        out.putNextEntry(new JarEntry(each.getKey()));
        out.write(each.getValue());
      }
    }
    return jar;
  }
}
