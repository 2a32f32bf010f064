package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;

/**
 * Asserts the complete list of what the processor reports: the messages given, each at its mark in
 * the sources, and nothing else.
 */
final class DiagnosticsOf {
  private final List<Source> sources;
  private final List<String> options = new ArrayList<>();
  private Supplier<Processor> processor = RunnelProcessor::new;

  private DiagnosticsOf(List<Source> sources) {
    this.sources = sources;
  }

  static DiagnosticsOf source(String name, String body) {
    return new DiagnosticsOf(List.of(Source.of(name, body)));
  }

  static DiagnosticsOf sources(Source... sources) {
    return new DiagnosticsOf(List.of(sources));
  }

  /** Runs another processor, such as ours in an environment that fails. */
  DiagnosticsOf processor(Supplier<Processor> other) {
    processor = other;
    return this;
  }

  DiagnosticsOf option(String option) {
    options.add(option);
    return this;
  }

  DiagnosticsOf classPath(String classPath) {
    options.addAll(List.of("-classpath", classPath));
    return this;
  }

  void areNone() {
    are();
  }

  /** Asserts errors. */
  void are(String... messages) {
    are(Diagnostic.Kind.ERROR, messages);
  }

  void are(Diagnostic.Kind kind, String... messages) {
    for (Compiler compiler : Compiler.values()) {
      List<Reported> reported = reported(compiler);
      assertThat(reported)
          .as(compiler + " messages")
          .extracting(Reported::message)
          .containsExactly(messages);
      assertThat(reported)
          .as(compiler + " places")
          .extracting(this::place)
          .containsExactlyElementsOf(marks(compiler));
      assertThat(reported).extracting(Reported::kind).allMatch(kind::equals);
      SeenIds.saw(compiler, reported);
    }
  }

  /** Asserts errors of which only the beginnings are known. */
  void begin(String... beginnings) {
    for (Compiler compiler : Compiler.values()) {
      List<Reported> reported = reported(compiler);
      assertThat(reported)
          .as(compiler + " places")
          .extracting(this::place)
          .containsExactlyElementsOf(marks(compiler));
      assertThat(reported).hasSameSizeAs(beginnings);
      for (int i = 0; i < beginnings.length; i++) {
        assertThat(reported.get(i).message()).startsWith(beginnings[i]);
      }
      SeenIds.saw(compiler, reported);
    }
  }

  private String place(Reported reported) {
    boolean isWritten =
        reported.file().isEmpty()
            || sources.stream().anyMatch(source -> source.file().equals(reported.file()));
    return isWritten ? reported.place() : Source.GENERATED;
  }

  /** Lists what is reported: in generated classes first, then as it stands in the files. */
  private List<Reported> reported(Compiler compiler) {
    return Compiled.report(compiler, processor.get(), options, sources).stream()
        .filter(each -> !isCompilersOwn(each))
        .sorted(Comparator.comparing(each -> !place(each).equals(Source.GENERATED)))
        .toList();
  }

  /** Asserts one error, about no place in the sources. */
  void haveNoPlace(String message) {
    for (Compiler compiler : Compiler.values()) {
      List<Reported> reported = reported(compiler);
      assertThat(reported).as(compiler.name()).hasSize(1);
      assertThat(reported.get(0).message()).isEqualTo(message);
      assertThat(reported.get(0).file()).isEmpty();
      SeenIds.saw(compiler, reported);
    }
  }

  /**
   * Asserts that something is reported at each mark: our messages, and beside them javac's own
   * complaints of missing types. Eclipse's compiler does not make any while it runs processors
   * alone.
   */
  void beginAmongOthers(String... beginnings) {
    for (Compiler compiler : Compiler.values()) {
      List<Reported> reported = reported(compiler);
      assertThat(reported)
          .as(compiler + " messages")
          .extracting(Reported::message)
          .filteredOn(each -> each.startsWith("[Runnel/"))
          .zipSatisfy(
              List.of(beginnings), (message, begin) -> assertThat(message).startsWith(begin));
      assertThat(reported)
          .as(compiler + " places")
          .extracting(this::place)
          .containsExactlyElementsOf(marks(compiler));
      SeenIds.saw(compiler, reported);
    }
  }

  private List<String> marks(Compiler compiler) {
    return sources.stream().flatMap(source -> source.marks(compiler).stream()).toList();
  }

  /** Tells whether a compiler speaks of its own options. */
  private static boolean isCompilersOwn(Reported reported) {
    return Stream.of("[Runnel/").noneMatch(reported.message()::contains)
        && reported.kind() != Diagnostic.Kind.ERROR;
  }
}
