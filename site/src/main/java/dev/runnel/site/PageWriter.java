package dev.runnel.site;

import dev.runnel.site.Navigation.Entry;
import dev.runnel.site.Navigation.Group;
import dev.runnel.site.Page.Section;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;

/** Writes pages as HTML, with the same frame around each. */
final class PageWriter {
  private final Map<String, Page> pages;
  private final Navigation navigation;
  private final String version;
  private final String forge;
  private final String frame;

  /**
   * Makes a writer.
   *
   * @param pages all pages of the site
   * @param navigation what the frame lists
   * @param version the version of which the pages speak
   * @param forge where links lead to files that are no pages
   * @param frame the frame, with places such as <code>{{body}}</code>
   */
  PageWriter(List<Page> pages, Navigation navigation, String version, String forge, String frame) {
    this.pages = pages.stream().collect(Collectors.toMap(Page::path, Function.identity()));
    this.navigation = navigation;
    this.version = version;
    this.forge = forge;
    this.frame = frame;
  }

  String html(Page page) {
    Map<Node, String> ids = page.idsByHeading();
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(Page.EXTENSIONS)
            .attributeProviderFactory(
                context -> (node, tag, attributes) -> setAttributes(page, ids, node, attributes))
            .build();
    return frame
        .replace("{{title}}", escaped(page.title()))
        .replace("{{version}}", escaped(version))
        .replace("{{source}}", escaped(forge + "/" + page.path()))
        .replace("{{markdown}}", escaped(page.file().replaceAll("\\.html$", ".md")))
        .replace("{{navigation}}", navigationOf(page))
        .replace("{{body}}", renderer.render(page.document()));
  }

  private void setAttributes(
      Page page, Map<Node, String> ids, Node node, Map<String, String> attributes) {
    if (node instanceof Heading) {
      attributes.put("id", ids.get(node));
    } else if (node instanceof Link link) {
      attributes.put("href", inSite(page, link.getDestination()));
    } else if (node instanceof Image image) {
      attributes.put("src", inSite(page, image.getDestination()));
    }
  }

  /**
   * Returns where a link of a page leads in the site: to another page, to a copy of a picture, or
   * else to the forge.
   */
  String inSite(Page page, String target) {
    if (Links.isOutside(target) || target.startsWith("#")) {
      return target;
    }
    int hash = target.indexOf('#');
    String anchor = hash < 0 ? "" : target.substring(hash);
    String path = Links.resolve(page, hash < 0 ? target : target.substring(0, hash));
    Page there = pages.get(path);
    if (there != null) {
      return there.file() + anchor;
    }
    return Site.isPicture(path) ? path.substring("docs/".length()) : forge + "/" + path + anchor;
  }

  private String navigationOf(Page current) {
    StringBuilder html = new StringBuilder();
    for (Group group : navigation.groups()) {
      html.append("<h2>").append(escaped(group.title())).append("</h2>\n<ul>\n");
      for (Entry entry : group.entries()) {
        html.append(entryOf(entry, current));
      }
      html.append("</ul>\n");
    }
    return html.toString();
  }

  private String entryOf(Entry entry, Page current) {
    Page page = pages.get(entry.path());
    String target = page == null ? forge + "/" + entry.path() : page.file();
    boolean isCurrent = current.equals(page);
    return "<li>"
        + link(target, entry.title(), isCurrent ? " aria-current=\"page\"" : "")
        + (isCurrent ? sectionsOf(current) : "")
        + "</li>\n";
  }

  private static String link(String target, String title, String attributes) {
    return "<a href=\"" + escaped(target) + "\"" + attributes + ">" + escaped(title) + "</a>";
  }

  private static String sectionsOf(Page page) {
    List<Section> sections = page.sections().stream().filter(part -> part.level() == 2).toList();
    return sections.stream()
        .map(part -> "<li>" + link("#" + part.id(), part.title(), "") + "</li>")
        .collect(Collectors.joining("\n", "\n<ul>\n", "\n</ul>\n"));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
