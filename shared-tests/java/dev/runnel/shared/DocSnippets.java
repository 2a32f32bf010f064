package dev.runnel.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the code of a page of the documentation, and the same code in a test that runs it: there it
 * stands between {@code // region NAME} and {@code // endregion}.
 */
public final class DocSnippets {
  private static final Pattern REGION =
      Pattern.compile("^ *// region .*?\n(.*?)^ *// endregion", Pattern.DOTALL | Pattern.MULTILINE);

  private DocSnippets() {}

  /** The fenced blocks of one language, in order. */
  public static List<String> blocks(String page, String language) {
    Pattern block =
        Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    return matches(block, read(page(page)));
  }

  /** Finds a page from a module, or from one in a folder of modules. */
  private static Path page(String page) {
    Path near = Path.of("..", "docs", page);
    return Files.exists(near) ? near : Path.of("..").resolve(near);
  }

  /** The regions of a test class, in order, without their indentation. */
  public static List<String> regions(Class<?> test) {
    Path source =
        Path.of("src", "test", "java").resolve(test.getName().replace('.', '/') + ".java");
    return regions(source);
  }

  /** The regions of a file, in order, without their indentation. */
  public static List<String> regions(Path source) {
    return matches(REGION, read(source)).stream()
        .map(region -> region.stripTrailing().stripIndent() + "\n")
        .toList();
  }

  private static List<String> matches(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
