package dev.runnel.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sources of the project, as far as the site needs them.
 *
 * @param root their folder
 */
record Sources(Path root) {
  private static final Pattern FORGE =
      Pattern.compile("<scm[ >].*?<url>(.*?)</url>.*?</scm>", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("<version>(.*?)</version>");
  private static final Pattern PUBLISHED = Pattern.compile("<artifactId>(runnel-[^<]+)</");

  /**
   * Reads the pages that are part of the site.
   *
   * @return the pages: first the README, then those in {@code docs} by name, then the others
   * @throws IOException if one cannot be read
   */
  List<Page> pages() throws IOException {
    return pages(version());
  }

  /**
   * Reads the pages of a release, whose number stands nowhere in the sources yet.
   *
   * @param version takes the place of the sources' own version
   * @return the pages, in the same order
   * @throws IOException if one cannot be read
   */
  List<Page> pages(String version) throws IOException {
    List<String> paths = new ArrayList<>(List.of("README.md"));
    try (Stream<Path> files = Files.list(root.resolve("docs"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .forEach(name -> paths.add("docs/" + name));
    }
    paths.addAll(List.of("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "CODE_OF_CONDUCT.md"));
    return read(paths, version);
  }

  /**
   * Reads the pages whose links are looked at besides: they are read on a forge, or by assistants.
   *
   * @return the pages
   * @throws IOException if one cannot be read
   */
  List<Page> otherPages() throws IOException {
    return read(
        List.of(
            "llms.txt",
            "quickstart/README.md",
            "examples/web/README.md",
            ".github/pull_request_template.md"),
        version());
  }

  private List<Page> read(List<String> paths, String version) throws IOException {
    String own = version();
    List<Page> pages = new ArrayList<>();
    for (String path : paths) {
      pages.add(Page.of(path, Files.readString(root.resolve(path)).replace(own, version)));
    }
    return pages;
  }

  /**
   * Returns the version of the sources.
   *
   * @return what the parent's pom says
   * @throws IOException if it cannot be read
   */
  String version() throws IOException {
    return inPom(VERSION, "<version>");
  }

  /**
   * Returns the address of the sources on the forge.
   *
   * @return what the parent's pom says
   * @throws IOException if it cannot be read
   */
  String forge() throws IOException {
    return inPom(FORGE, "<url> in <scm>");
  }

  private String inPom(Pattern pattern, String what) throws IOException {
    Matcher found = pattern.matcher(Files.readString(root.resolve("pom.xml")));
    if (!found.find()) {
      throw new IOException("The parent's pom.xml has no " + what + ".");
    }
    return found.group(1);
  }

  /**
   * Lists the folders of the published modules that have Java sources.
   *
   * @return the folders, in the order of the BOM
   * @throws IOException if the BOM or a pom cannot be read
   */
  List<Path> publishedModules() throws IOException {
    String bom = Files.readString(root.resolve("bom/pom.xml"));
    Matcher names = PUBLISHED.matcher(bom.substring(bom.indexOf("<dependencyManagement>")));
    List<Path> folders = new ArrayList<>();
    while (names.find()) {
      String name = names.group(1).substring("runnel-".length());
      Path near = root.resolve(name);
      Path folder = Files.isDirectory(near) ? near : root.resolve("integrations").resolve(name);
      if (!Files.isDirectory(folder)) {
        throw new IOException("The BOM names " + names.group(1) + ", which has no folder.");
      }
      if (Files.isDirectory(folder.resolve("src/main/java"))) {
        folders.add(folder);
      }
    }
    return folders;
  }
}
