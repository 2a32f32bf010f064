package dev.runnel.site;

import dev.runnel.site.Page.Section;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Text;

/**
 * The pages in the order in which one reads them, in groups: as {@code llms.txt} lists them.
 *
 * @param groups the groups
 */
record Navigation(List<Group> groups) {
  /** Pages below one heading. */
  record Group(String title, List<Entry> entries) {}

  /** A page, by its short name. */
  record Entry(String title, String path) {}

  static Navigation of(Page list) {
    List<Group> groups = new ArrayList<>();
    list.document()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                if (heading.getLevel() == 2) {
                  groups.add(new Group(titleOf(list, heading), new ArrayList<>()));
                }
              }

              @Override
              public void visit(Link link) {
                if (!groups.isEmpty() && link.getFirstChild() instanceof Text text) {
                  Entry entry = new Entry(text.getLiteral(), link.getDestination());
                  groups.get(groups.size() - 1).entries().add(entry);
                }
              }
            });
    return new Navigation(groups);
  }

  private static String titleOf(Page list, Heading heading) {
    return list.sections().stream()
        .filter(section -> section.heading() == heading)
        .map(Section::title)
        .findFirst()
        .orElseThrow();
  }

  List<String> paths() {
    return groups.stream().flatMap(group -> group.entries().stream()).map(Entry::path).toList();
  }
}
