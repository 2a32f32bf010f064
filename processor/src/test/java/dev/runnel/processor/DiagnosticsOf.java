package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;

/**
 * Asserts the complete list of what the processor reports: the messages given, each at its mark in
 * the sources, and nothing else.
 */
final class DiagnosticsOf {
  private final List<Source> sources;
  private final List<String> options = new ArrayList<>();

  private DiagnosticsOf(List<Source> sources) {
    this.sources = sources;
  }

  static DiagnosticsOf source(String name, String body) {
    return new DiagnosticsOf(List.of(Source.of(name, body)));
  }

  static DiagnosticsOf sources(Source... sources) {
    return new DiagnosticsOf(List.of(sources));
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
      List<Reported> reported =
          Compiled.report(compiler, new RunnelProcessor(), options, sources).stream()
              .filter(each -> !isCompilersOwn(each))
              .toList();
      assertThat(reported)
          .as(compiler + " messages")
          .extracting(Reported::message)
          .containsExactly(messages);
      assertThat(reported)
          .as(compiler + " places")
          .extracting(Reported::place)
          .containsExactlyElementsOf(marks(compiler));
      assertThat(reported).extracting(Reported::kind).allMatch(kind::equals);
    }
  }

  /** Asserts an error about no place in the sources. */
  void haveNoPlace(String message) {
    for (Compiler compiler : Compiler.values()) {
      assertThat(Compiled.report(compiler, new RunnelProcessor(), options, sources))
          .filteredOn(each -> each.kind() == Diagnostic.Kind.ERROR)
          .as(compiler.name())
          .extracting(Reported::message)
          .singleElement()
          .isEqualTo(message);
    }
  }

  /**
   * Asserts that beside the compiler's own complaint of a missing type there is but one of ours.
   */
  void haveTypesMissing(String message) {
    for (Compiler compiler : Compiler.values()) {
      List<Reported> reported =
          Compiled.report(compiler, new RunnelProcessor(), options, sources).stream()
              .filter(each -> each.message().startsWith("[Runnel/"))
              .toList();
      assertThat(reported)
          .as(compiler + " messages")
          .extracting(Reported::message)
          .containsExactly(message);
      assertThat(reported)
          .as(compiler + " places")
          .extracting(Reported::place)
          .containsExactly(marks(compiler).get(0));
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
