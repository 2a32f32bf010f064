package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages tell users to write into a pom.xml stands in a project that is built here. */
class SnippetsTest {
  private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

  static Stream<String> snippets() {
    return Stream.of("README.md", "docs/ide.md")
        .flatMap(page -> XML.matcher(read(page)).results())
        .map(block -> block.group(1));
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void eachSnippetIsBuilt(String snippet) {
    List<String> parts =
        Pattern.compile("(?=<dependencies>|<build>)").splitAsStream(snippet).toList();
    assertThat(parts).isNotEmpty().allSatisfy(part -> assertThat(poms()).anyMatch(has(part)));
  }

  private static Predicate<String> has(String part) {
    return pom -> pom.contains(plain(part));
  }

  /** Leaves out what differs between a page and a project: indents, comments, versions. */
  private static String plain(String xml) {
    return xml.replaceAll("<!--.*?-->", "")
        .replaceAll("<version>[^<]*</version>", "")
        .replaceAll("\\s+", "")
        .replaceAll("</(plugins|build|dependencies)>", "");
  }

  private static List<String> poms() {
    try (Stream<Path> files = Files.walk(Path.of("src", "it", "builds"))) {
      return Stream.concat(
              files.filter(file -> file.endsWith("pom.xml")),
              Stream.of(Path.of("../quickstart/pom.xml")))
          .map(file -> plain(read("integration-tests/" + file)))
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of("..", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
