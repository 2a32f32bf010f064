package dev.runnel.processor.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The golden files: chain classes of growing size, and what is generated for them. */
final class GoldenFiles {
  static final List<String> NAMES =
      List.of(
          "Jokes",
          "CountryChains",
          "Answers",
          "Reviews",
          "Stories",
          "Reports",
          "Robust",
          "Assistant",
          "Desk",
          "Atlas");

  /** Those that are no chain classes, but have tools. */
  static final List<String> TOOLBOXES = List.of("Travel");

  static final String HOW_TO_REWRITE =
      "golden files are never rewritten by a test; if the change is meant, run the main method of"
          + " GoldenFiles in the folder of the processor, and read the difference";

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden-files");

  private GoldenFiles() {}

  /**
   * Writes the generated classes anew; run it in the folder of the processor, after the tests were
   * compiled.
   */
  public static void main(String[] arguments) throws IOException {
    for (String name : Stream.concat(NAMES.stream(), TOOLBOXES.stream()).toList()) {
      CompiledChains compiled =
          CompiledChains.compile(ToolProvider.getSystemJavaCompiler(), List.of(), source(name));
      Path generated = generatedFile(name);
      Files.copy(
          compiled.generatedFile("goldens/" + generated.getFileName()),
          generated,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Returns the chain class. */
  static String source(String name) {
    return read(FOLDER.resolve(name + ".java"));
  }

  /** Returns what is to be generated for it. */
  static String generated(String name) {
    return read(generatedFile(name));
  }

  static Path generatedFile(String name) {
    return FOLDER.resolve(name + (TOOLBOXES.contains(name) ? "Toolbox.java" : "Runnables.java"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
