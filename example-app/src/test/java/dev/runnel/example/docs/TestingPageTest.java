package dev.runnel.example.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page on testing shows is code that compiles and runs here. */
class TestingPageTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Path SOURCES =
      Path.of("src", "test", "java", "dev", "runnel", "example", "docs");

  @Test
  void itsSnippetsAreThoseThatRunHere() throws IOException {
    String sources =
        withoutIndent(Files.readString(SOURCES.resolve("Jokes.java")))
            + withoutIndent(Files.readString(SOURCES.resolve("SafeJokes.java")))
            + withoutIndent(Files.readString(SOURCES.resolve("JokesTest.java")))
            + withoutIndent(Files.readString(contract("langchain4j")))
            + withoutIndent(Files.readString(contract("springai")));
    List<String> snippets = snippets(Path.of("..", "docs", "testing.md"));

    assertThat(snippets).hasSizeGreaterThan(5);
    assertThat(snippets).allSatisfy(snippet -> assertThat(sources).contains(snippet));
  }

  /** These run in the modules of the adapters. */
  private static Path contract(String adapter) {
    return Path.of(
        "..",
        "integrations",
        adapter.equals("springai") ? "spring-ai" : adapter,
        "src/test/java/dev/runnel",
        adapter,
        "OpenAiContractTest.java");
  }

  private static List<String> snippets(Path page) throws IOException {
    return SNIPPET
        .matcher(Files.readString(page))
        .results()
        .map(found -> withoutIndent(found.group(1)))
        .toList();
  }

  private static String withoutIndent(String code) {
    return code.replaceAll("(?m)^[ \t]+", "");
  }
}
