package dev.runnel.processor;

import dev.runnel.processor.diagnostic.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes docs/diagnostics.md out of the catalogue and the examples that the tests compile. */
final class DiagnosticsPage {
  static final Path FILE = Path.of("..", "docs", "diagnostics.md");

  /** Shows no example, since no source alone brings it about: why. */
  private static final java.util.Map<String, String> WITHOUT_EXAMPLE =
      java.util.Map.of(
          "MissingRuntime", "It is about the class path, not about the source.",
          "BadOption", "It is about the options of the compiler, not about the source.",
          "NotWritten", "It is about the disk, not about the source.",
          "TooManyComponents", "It would take hundreds of lines.",
          "InternalError", "No source should bring it about.");

  /** What else the compiler says. */
  private static final java.util.Map<String, String> NOTES =
      java.util.Map.of(
          "MissingType",
          """
          The compiler itself shows each place where the type stands. More than that it says in two
          cases. Where something is annotated for another processor, the type is waited for until the
          last round, and javac also reports the fields and signatures that name the generated class.
          And Eclipse's compiler reports a method to be implemented whose types do not exist, in the
          generated class, too.
          """);

  private DiagnosticsPage() {}

  /** Writes the page; run it in the folder of the processor after the catalogue has changed. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(FILE, text());
  }

  static Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    Stream.of(ProblemKind.values()).map(ProblemKind::id).forEach(ids::add);
    return ids;
  }

  static boolean hasExample(String id) {
    return !WITHOUT_EXAMPLE.containsKey(id);
  }

  static Optional<String> example(String id, String which) {
    String name = "/diagnostics/" + id + "." + which + ".txt";
    try (InputStream file = DiagnosticsPage.class.getResourceAsStream(name)) {
      return file == null
          ? Optional.empty()
          : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String text() {
    StringBuilder page =
        new StringBuilder(
            """
            # What the compiler says

            Each message of Runnel's processor begins with `[Runnel/Id]`, says what is wrong and how
            to mend it, and points to the annotation value, parameter or method that is wrong. In
            the texts below, *italics* stand for names and types of yours.

            """);
    for (String id : ids()) {
      page.append("- [").append(id).append("](#").append(id.toLowerCase(Locale.ROOT)).append(")\n");
    }
    ids().forEach(id -> page.append('\n').append(entry(id)));
    return page.toString();
  }

  private static String entry(String id) {
    List<ProblemKind> kinds =
        Stream.of(ProblemKind.values()).filter(kind -> kind.id().equals(id)).toList();
    StringBuilder entry = new StringBuilder("## " + id + "\n");
    for (ProblemKind kind : kinds) {
      entry
          .append("\n> ")
          .append(kind.severity().name().charAt(0))
          .append(kind.severity().name().substring(1).toLowerCase(Locale.ROOT))
          .append(": ")
          .append(italic(kind.text()))
          .append(' ')
          .append(italic(kind.fix()))
          .append('\n');
    }
    if (NOTES.containsKey(id)) {
      entry.append('\n').append(NOTES.get(id));
    }
    if (!hasExample(id)) {
      return entry.append("\n").append(WITHOUT_EXAMPLE.get(id)).append('\n').toString();
    }
    code(entry, "Wrong", example(id, "wrong").orElseThrow());
    code(entry, "Right", example(id, "right").orElseThrow());
    return entry.toString();
  }

  private static void code(StringBuilder entry, String title, String code) {
    entry.append('\n').append(title).append(":\n\n```java\n").append(code).append("```\n");
  }

  private static String italic(String text) {
    return text.replace("<", "\\<").replaceAll("\\$([a-z]+)", "*$1*");
  }
}
