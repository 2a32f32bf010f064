package dev.runnel.languageserver.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/**
 * A project's own processor. What it can tell beside errors is found out from itself, not from its
 * version, which only an author reads.
 *
 * @param processor the processor, which is new
 * @param version its version; empty if it does not say it
 */
record LoadedProcessor(Processor processor, Optional<String> version) {
  private static final String FACTS = "runnel.facts";
  private static final String OF_FACTS = "hints, hovers, graphs, quick fixes";

  private String name() {
    return version.map(known -> "runnel-processor " + known).orElse("a runnel-processor");
  }

  /** Says what an editor misses, and what to do; empty if it misses nothing. */
  Optional<String> shortcoming() {
    List<String> missing = new ArrayList<>();
    if (!completes()) {
      missing.add("completion");
    }
    if (!processor.getSupportedOptions().contains(FACTS)) {
      missing.add(OF_FACTS);
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            name()
                + ", which does not tell the language server all that it shows. Errors are shown,"
                + " but not: "
                + String.join(", ", missing)
                + ". Take runnel-processor "
                + ServerVersion.TEXT
                + " or later.");
  }

  /** Says what an editor misses where the facts have a form that this server does not know. */
  String otherForm() {
    return name()
        + ", which tells what it knows in another form than runnel-language-server "
        + ServerVersion.TEXT
        + " reads. Errors and completion are shown, but not: "
        + OF_FACTS
        + ". Take the language server of the processor's version.";
  }

  /** Says how it fails where classes do not fit together. */
  String broken(LinkageError error) {
    return name()
        + ", which fails: "
        + error
        + ". Its processor path has to hold all that it needs, in the versions that it was built"
        + " with.";
  }

  private boolean completes() {
    try {
      return !processor
          .getClass()
          .getMethod(
              "getCompletions",
              Element.class,
              AnnotationMirror.class,
              ExecutableElement.class,
              String.class)
          .getDeclaringClass()
          .equals(AbstractProcessor.class);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
