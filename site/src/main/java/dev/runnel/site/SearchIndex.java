package dev.runnel.site;

import dev.runnel.site.Page.Section;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes down what can be found: each section of each page. */
final class SearchIndex {
  private static final JsonMapper JSON = new JsonMapper();

  private SearchIndex() {}

  /**
   * Writes the index as a script, so that a page that is opened from a disk finds it as well.
   *
   * @param pages the pages
   * @return the script
   */
  static String script(List<Page> pages) {
    ArrayNode entries = JSON.createArrayNode();
    for (Page page : pages) {
      for (Section section : page.sections()) {
        ObjectNode entry = entries.addObject();
        entry.put("id", page.file() + (section.level() == 1 ? "" : "#" + section.id()));
        entry.put("title", section.title());
        entry.put("page", page.title());
        entry.put("text", section.text());
      }
    }
    return "window.searchEntries = " + JSON.writeValueAsString(entries) + ";\n";
  }
}
