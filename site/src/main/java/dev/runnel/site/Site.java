package dev.runnel.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pages of one version in a folder, with all that they need.
 *
 * @param sources what they are made of
 * @param version the version
 */
record Site(Sources sources, String version) {
  private static final List<String> THEME =
      List.of("site.css", "site.js", "search.js", "prism.js", "minisearch.js");
  private static final List<String> LICENCES =
      List.of("prism.LICENSE.txt", "minisearch.LICENSE.txt");

  /**
   * Writes the pages into a folder.
   *
   * @param folder the folder; what is in it goes away
   * @throws IOException if a source cannot be read, or a page not written
   */
  void write(Path folder) throws IOException {
    List<Page> pages = sources.pages(version);
    Page list = Page.read(sources.root(), "llms.txt");
    failIfBroken(pages, list);
    Folders.delete(folder);
    Files.createDirectories(folder);
    String ref = Versions.isRelease(version) ? "v" + version : "main";
    PageWriter writer =
        new PageWriter(
            pages,
            Navigation.of(list),
            version,
            sources.forge() + "/blob/" + ref,
            theme("page.html"));
    StringBuilder all = new StringBuilder();
    for (Page page : pages) {
      Files.writeString(folder.resolve(page.file()), writer.html(page));
      Files.writeString(folder.resolve(page.file().replaceAll("\\.html$", ".md")), page.source());
      all.append(page.source()).append('\n');
    }
    Files.writeString(folder.resolve("llms.txt"), listInSite(list, writer));
    Files.writeString(folder.resolve("llms-full.txt"), all);
    Files.writeString(folder.resolve("search-entries.js"), SearchIndex.script(pages));
    copyTheme(folder);
    copyPictures(folder);
  }

  private void failIfBroken(List<Page> pages, Page list) throws IOException {
    List<Page> all = new ArrayList<>(pages);
    all.add(list);
    List<String> broken = new Links(sources.root(), all).broken();
    if (!broken.isEmpty()) {
      throw new IOException("Links lead nowhere:\n" + String.join("\n", broken));
    }
  }

  /** Lets the list lead to the Markdown of the pages, which assistants read best. */
  private static String listInSite(Page list, PageWriter writer) {
    String text = list.source();
    for (Page.Reference link : list.links()) {
      String target = writer.inSite(list, link.target());
      String markdown = Links.isOutside(target) ? target : target.replaceAll("\\.html$", ".md");
      text = text.replace("](" + link.target() + ")", "](" + markdown + ")");
    }
    return text;
  }

  private void copyTheme(Path folder) throws IOException {
    for (String file : Stream.concat(THEME.stream(), LICENCES.stream()).toList()) {
      Files.writeString(folder.resolve(file), theme(file));
    }
  }

  private void copyPictures(Path folder) throws IOException {
    Path docs = sources.root().resolve("docs");
    try (Stream<Path> files = Files.walk(docs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (isPicture("docs/" + file.getFileName())) {
          Path copy = folder.resolve(docs.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Tells whether a file of the sources is a picture that pages show. */
  static boolean isPicture(String path) {
    return path.startsWith("docs/") && path.matches(".*\\.(svg|png)");
  }

  private static String theme(String file) throws IOException {
    try (InputStream in = Site.class.getResourceAsStream("theme/" + file)) {
      if (in == null) {
        throw new IOException("The theme has no file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
