package dev.runnel.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The site of this project: each page, its links, what is found in it, and its versions. */
class SiteTest {
  private static final String SNAPSHOT = "9.9.9-SNAPSHOT";
  private static final Pattern TARGET = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

  @TempDir static Path folder;

  @BeforeAll
  static void writeTheSite() throws IOException {
    new Site(LinksTest.SOURCES, SNAPSHOT).write(folder.resolve("next"));
    new Versions(folder).complete();
  }

  private static String read(String file) throws IOException {
    return Files.readString(folder.resolve("next").resolve(file));
  }

  @Test
  void eachLinkInTheSiteLeadsToAFileAndAnId() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Page page : LinksTest.SOURCES.pages()) {
      String html = read(page.file());
      for (String target : all(TARGET, html)) {
        if (!Links.isOutside(target)
            && !target.startsWith("api/")
            && !leadsSomewhere(page, target)) {
          broken.add(page.file() + ": " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Page page, String target) throws IOException {
    String[] parts = target.split("#", 2);
    String file = parts[0].isEmpty() ? page.file() : parts[0];
    return Files.exists(folder.resolve("next").resolve(file))
        && (parts.length == 1 || all(ID, read(file)).contains(parts[1]));
  }

  private static Set<String> all(Pattern pattern, String html) {
    return pattern
        .matcher(html)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void aPageHasItsTextItsVersionAndItsPlaceAmongTheOthers() throws IOException {
    assertThat(read("chains.html"))
        .contains("<title>Chains · Runnel " + SNAPSHOT + "</title>")
        .contains("<h1 id=\"chains\">Chains</h1>")
        .contains("<li><a href=\"chains.html\" aria-current=\"page\">Chains</a>")
        .contains("<li><a href=\"#routing\">Routing</a></li>")
        .contains("<code class=\"language-java\">")
        .contains("/blob/main/docs/chains.md\"")
        .doesNotContain("{{title}}", "{{body}}", "{{navigation}}", "{{version}}");
  }

  @Test
  void thePagesOfAReleaseSayItsVersion(@TempDir Path release) throws IOException {
    new Site(LinksTest.SOURCES, "9.9.9").write(release);

    assertThat(release.resolve("index.html"))
        .content()
        .contains("&lt;version&gt;9.9.9&lt;/version&gt;", "/blob/v9.9.9/")
        .doesNotContain(LinksTest.SOURCES.version());
  }

  @Test
  void linksToFilesThatAreNoPagesLeadToTheForge() throws IOException {
    assertThat(read("index.html"))
        .contains("href=\"https://github.com/runnel/runnel/blob/main/quickstart\"")
        .contains("src=\"pictures/joke.svg\"")
        .contains("href=\"security.html\"");
  }

  @Test
  void eachSectionCanBeFound() throws IOException {
    String script = read("search-entries.js");
    JsonNode entries =
        new JsonMapper()
            .readTree(script.substring(script.indexOf('['), script.lastIndexOf(']') + 1));
    List<JsonNode> all = entries.valueStream().toList();
    assertThat(all.stream().map(entry -> entry.get("id").asString()))
        .doesNotHaveDuplicates()
        .contains("chains.html", "chains.html#routing");
    assertThat(all)
        .filteredOn(entry -> entry.get("id").asString().startsWith("structured.html"))
        .anySatisfy(entry -> assertThat(entry.get("text").asString()).contains("CountrySchema"));
  }

  @Test
  void assistantsGetMarkdown() throws IOException {
    assertThat(read("llms.txt")).contains("[Chains](chains.md)", "[README](index.md)");
    assertThat(read("chains.md"))
        .isEqualTo(Files.readString(LinksTest.SOURCES.root().resolve("docs/chains.md")));
    assertThat(read("llms-full.txt")).contains(read("chains.md"), read("agents.md"));
  }

  @Test
  void theLibrariesOfTheThemeComeWithTheirLicences() throws IOException {
    assertThat(read("minisearch.LICENSE.txt")).contains("Permission is hereby granted");
    assertThat(read("prism.LICENSE.txt")).contains("Permission is hereby granted");
  }

  @Test
  void aSiteWithABrokenLinkIsNotWritten(@TempDir Path root, @TempDir Path out) throws IOException {
    Files.createDirectories(root.resolve("docs"));
    for (String page : List.of("CONTRIBUTING", "CHANGELOG", "SECURITY", "CODE_OF_CONDUCT")) {
      Files.writeString(root.resolve(page + ".md"), "# " + page + "\n");
    }
    Files.writeString(root.resolve("README.md"), "# Readme\n\n[x](docs/lost.md)\n");
    Files.writeString(root.resolve("llms.txt"), "# List\n");
    Files.writeString(root.resolve("pom.xml"), "<version>1.0.0-SNAPSHOT</version>");
    Path kept = Files.writeString(out.resolve("kept.html"), "of an earlier run");

    assertThatThrownBy(() -> new Site(new Sources(root), "1.0.0").write(out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("README.md:3: 'docs/lost.md' leads to docs/lost.md");
    assertThat(kept).exists();
  }

  @Test
  void theNewestReleaseIsTheLatestAndTheOthersStay(@TempDir Path site) throws IOException {
    Versions versions = new Versions(site);
    for (String version : List.of("1.10.0", "1.9.0", "1.11.0-SNAPSHOT")) {
      Path of = Files.createDirectories(versions.folderOf(version));
      Files.writeString(of.resolve("index.html"), version);
      Files.createDirectories(of.resolve("api"));
      versions.complete();
    }

    assertThat(versions.all()).containsExactly("1.10.0", "1.9.0", "next");
    assertThat(site.resolve("latest/index.html")).hasContent("1.10.0");
    assertThat(site.resolve("latest/api")).isDirectory();
    assertThat(site.resolve("next/index.html")).hasContent("1.11.0-SNAPSHOT");
    assertThat(site.resolve("versions.js"))
        .content()
        .isEqualTo("window.versions = [\"1.10.0\", \"1.9.0\", \"next\"];\n");
    assertThat(site.resolve("index.html")).content().contains("url=latest/index.html");
  }

  @Test
  void whatIsNextIsTheLatestWhileThereIsNoRelease() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("latest"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("index.html", "pictures", "site.css");
    }
  }
}
