package dev.runnel.site;

import dev.runnel.site.Page.Reference;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks where the links of pages lead.
 *
 * @param root the folder of the sources
 * @param pages the pages
 */
record Links(Path root, Collection<Page> pages) {
  /**
   * Finds the links that lead nowhere: to a file that is not there, out of the sources, or to a
   * heading that its page does not have.
   *
   * @return what is wrong, with page and line; empty if nothing is
   * @throws IOException if a page that is linked cannot be read
   */
  List<String> broken() throws IOException {
    Map<String, Page> byPath =
        pages.stream().collect(Collectors.toMap(Page::path, Function.identity()));
    List<String> broken = new ArrayList<>();
    for (Page page : pages) {
      for (Reference link : page.links()) {
        if (!isOutside(link.target())) {
          String wrong = wrongWith(page, link.target(), byPath);
          if (!wrong.isEmpty()) {
            broken.add(page.path() + ":" + link.line() + ": " + wrong);
          }
        }
      }
    }
    return broken;
  }

  private String wrongWith(Page page, String target, Map<String, Page> byPath) throws IOException {
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    String path;
    try {
      path = file.isEmpty() ? page.path() : resolve(page, file);
    } catch (IllegalArgumentException e) {
      return "'" + target + "' is no address: " + e.getMessage();
    }
    if (path.startsWith("..") || !Files.exists(root.resolve(path))) {
      return "'" + target + "' leads to " + path + ", which is not there.";
    }
    if (hash < 0) {
      return "";
    }
    if (!path.endsWith(".md")) {
      return "'" + target + "' has an anchor, but " + path + " is no page.";
    }
    Page there = byPath.containsKey(path) ? byPath.get(path) : Page.read(root, path);
    String id = target.substring(hash + 1);
    if (there.ids().contains(id)) {
      return "";
    }
    List<String> ids = there.ids().stream().sorted().toList();
    return "'" + target + "': " + path + " has no heading '" + id + "'. It has " + ids + ".";
  }

  /**
   * Tells what a page's relative link leads to.
   *
   * @param page the page
   * @param file the link, without an anchor
   * @return the path below the root of the sources, with {@code /}
   */
  static String resolve(Page page, String file) {
    return URI.create(page.path()).resolve(file).normalize().toString().replaceAll("/$", "");
  }

  static boolean isOutside(String target) {
    return target.matches("[a-z]+:.*");
  }

  /**
   * Lists the addresses outside that the pages name, without the part behind {@code #}.
   *
   * @return each address, with a place at which it stands
   */
  Map<String, String> outside() {
    Map<String, String> outside = new TreeMap<>();
    for (Page page : pages) {
      for (Reference link : page.links()) {
        if (link.target().startsWith("http")) {
          String place = page.path() + ":" + link.line();
          outside.putIfAbsent(link.target().replaceAll("#.*", ""), place);
        }
      }
    }
    return outside;
  }
}
