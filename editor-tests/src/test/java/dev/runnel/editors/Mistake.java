package dev.runnel.editors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of the table of all diagnostics: a wrong file, its repair, and, where the wrong one has a
 * generated class, somebody who uses that.
 *
 * @param id the id of the diagnostic
 */
record Mistake(String id) {
  private static final Path TABLE = Path.of("target/test-classes/diagnostics");
  private static final String WRONG = ".wrong.txt";
  private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

  private static final String IMPORTS =
      "import dev.runnel.*; import dev.runnel.annotations.*; import dev.runnel.model.*;"
          + " import java.util.*; import java.util.concurrent.*; import java.util.stream.*;\n";

  /** Lists the whole table. */
  static List<Mistake> all() throws IOException {
    try (Stream<Path> files = Files.list(TABLE)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(WRONG))
          .map(name -> new Mistake(name.substring(0, name.length() - WRONG.length())))
          .sorted(Comparator.comparing(Mistake::id))
          .toList();
    }
  }

  String wrong() throws IOException {
    return example(WRONG).orElseThrow();
  }

  String right() throws IOException {
    return example(".right.txt").orElseThrow();
  }

  /** Returns who uses what is generated for the wrong file. */
  Optional<String> user() throws IOException {
    return example(".user.txt");
  }

  private Optional<String> example(String ending) throws IOException {
    Path file = TABLE.resolve(id + ending);
    return Files.exists(file)
        ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Returns the name of a package of this row. */
  String packageName(String kind) {
    return kind + "." + id.toLowerCase(Locale.ROOT);
  }

  /** Returns the name of the type that the wrong file declares first. */
  String typeName() throws IOException {
    Matcher type = TYPE.matcher(wrong());
    if (!type.find()) {
      throw new IllegalStateException(id + " declares no type.");
    }
    return type.group(1);
  }

  /** Writes a file into a package. */
  static Path write(Quickstart project, String packageName, String typeName, String code)
      throws IOException {
    Path file = project.source(packageName + "." + typeName);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "package " + packageName + ";\n" + IMPORTS + code);
  }

  @Override
  public String toString() {
    return id;
  }
}
