package dev.runnel.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The links of the project's pages lead somewhere, and one that does not is found. */
class LinksTest {
  static final Sources SOURCES = new Sources(Path.of("..").toAbsolutePath().normalize());

  static List<Page> allPages() throws IOException {
    List<Page> pages = new ArrayList<>(SOURCES.pages());
    pages.addAll(SOURCES.otherPages());
    return pages;
  }

  @Test
  void noLinkOfAPageLeadsNowhere() throws IOException {
    List<Page> pages = allPages();

    assertThat(pages.stream().flatMap(page -> page.links().stream())).hasSizeGreaterThan(200);
    assertThat(new Links(SOURCES.root(), pages).broken()).isEmpty();
  }

  @Test
  void eachPageOfTheDocumentationIsListedForAssistantsAndReaders() throws IOException {
    List<String> listed = Navigation.of(Page.read(SOURCES.root(), "llms.txt")).paths();
    Page readme = Page.read(SOURCES.root(), "README.md");
    try (Stream<Path> files = Files.list(SOURCES.root().resolve("docs"))) {
      List<String> paths =
          files
              .map(file -> "docs/" + file.getFileName())
              .filter(path -> path.endsWith(".md"))
              .toList();
      assertThat(listed).containsAll(paths).doesNotHaveDuplicates();
      assertThat(readme.links().stream().map(link -> link.target().replaceAll("#.*", "")))
          .containsAll(paths);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          [x](there.md)                   |
          [x](there.md#a-b)               |
          [x](../README.md)               |
          [x](#here-c)                    |
          [x](..)                         |
          [x](https://example.org#x)      |
          [x](gone.md)                    | 'gone.md' leads to docs/gone.md, which is not there.
          ![x](gone.png)                  | 'gone.png' leads to docs/gone.png, which is not there.
          [x](../../out.md)               | '../../out.md' leads to ../out.md, which is not there.
          [x](there.md#A-B)               | has no heading 'A-B'. It has [a-b, a-b-1, there].
          [x](#gone)                      | docs/here.md has no heading 'gone'
          [x](../pom.xml#dependencies)    | has an anchor, but pom.xml is no page.
          [x](<a b.md>)                   | 'a b.md' is no address
          [x][r]                          | 'lost.md' leads to docs/lost.md, which is not there.
          """)
  void aLinkThatLeadsNowhereIsFound(String link, String wrong, @TempDir Path root)
      throws IOException {
    Files.createDirectories(root.resolve("docs"));
    Files.writeString(root.resolve("README.md"), "# Readme\n");
    Files.writeString(root.resolve("pom.xml"), "<project/>\n");
    Files.writeString(root.resolve("docs/there.md"), "# There\n\n## A `b`\n\n## A b\n");
    String text = "# Here\n\n## Here, c!\n\nSee " + link + ".\n\n[r]: lost.md\n";
    Files.writeString(root.resolve("docs/here.md"), text);

    List<String> broken = new Links(root, List.of(Page.read(root, "docs/here.md"))).broken();

    if (wrong == null) {
      assertThat(broken).isEmpty();
    } else {
      assertThat(broken).singleElement().asString().startsWith("docs/here.md:5: ");
      assertThat(broken.get(0)).contains(wrong);
    }
  }
}
