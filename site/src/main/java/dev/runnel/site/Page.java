package dev.runnel.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A page of the documentation, as it was read.
 *
 * @param path where it stands below the root of the sources, with {@code /} on each system
 * @param source its text
 * @param document its parts
 * @param sections what stands below each of its headings, in order
 * @param links what it refers to, in order
 */
record Page(
    String path, String source, Node document, List<Section> sections, List<Reference> links) {
  static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  /**
   * What stands below a heading, up to the next one.
   *
   * @param heading the heading
   * @param id what a link to it ends with, as forges and the site call it
   * @param title the heading's text
   * @param text the plain text below it
   */
  record Section(Heading heading, String id, String title, String text) {
    int level() {
      return heading.getLevel();
    }
  }

  /**
   * What a page refers to.
   *
   * @param target the address, as it is written
   * @param line the line in which it stands, from 1
   */
  record Reference(String target, int line) {}

  /**
   * Reads a page.
   *
   * @param root the folder of the sources
   * @param path where the page stands below it
   * @return the page
   * @throws IOException if it cannot be read
   */
  static Page read(Path root, String path) throws IOException {
    return of(path, Files.readString(root.resolve(path)));
  }

  static Page of(String path, String source) {
    Node document = PARSER.parse(source);
    Reader reader = new Reader();
    document.accept(reader);
    reader.endSection();
    return new Page(
        path, source, document, List.copyOf(reader.sections), List.copyOf(reader.links));
  }

  /** Returns the first heading's text, or the file's name if there is none. */
  String title() {
    return sections.isEmpty() ? path : sections.get(0).title();
  }

  Set<String> ids() {
    return sections.stream().map(Section::id).collect(Collectors.toSet());
  }

  /** Returns the headings with their ids, by identity: a document's nodes are all different. */
  Map<Node, String> idsByHeading() {
    Map<Node, String> ids = new HashMap<>();
    sections.forEach(section -> ids.put(section.heading(), section.id()));
    return ids;
  }

  /** Returns the name of its file in the site: all pages of a version stand in one folder. */
  String file() {
    return path.equals("README.md")
        ? "index.html"
        : path.substring(path.lastIndexOf('/') + 1)
            .replaceAll("\\.md$", ".html")
            .toLowerCase(Locale.ROOT);
  }

  /** Collects the sections and links of a document. */
  private static final class Reader extends AbstractVisitor {
    private final List<Section> sections = new ArrayList<>();
    private final List<Reference> links = new ArrayList<>();
    private final IdGenerator ids = IdGenerator.builder().build();
    private StringBuilder text = new StringBuilder();

    @Override
    public void visit(Heading heading) {
      endSection();
      visitChildren(heading);
      String title = text.toString().strip();
      text = new StringBuilder();
      sections.add(new Section(heading, ids.generateId(title), title, ""));
    }

    void endSection() {
      if (!sections.isEmpty()) {
        Section last = sections.remove(sections.size() - 1);
        String below = text.toString().replaceAll("\\s+", " ").strip();
        sections.add(new Section(last.heading(), last.id(), last.title(), below));
      }
      text = new StringBuilder();
    }

    @Override
    public void visit(Link link) {
      add(link, link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      add(image, image.getDestination());
    }

    private void add(Node node, String target) {
      int line =
          node.getSourceSpans().isEmpty() ? 1 : node.getSourceSpans().get(0).getLineIndex() + 1;
      links.add(new Reference(target, line));
    }

    @Override
    public void visit(Text part) {
      text.append(part.getLiteral());
    }

    @Override
    public void visit(Code code) {
      text.append(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock block) {
      text.append(block.getLiteral()).append(' ');
    }

    @Override
    public void visit(SoftLineBreak end) {
      text.append(' ');
    }

    @Override
    public void visit(Paragraph paragraph) {
      visitChildren(paragraph);
      text.append(' ');
    }

    @Override
    public void visit(CustomNode node) {
      visitChildren(node);
      if (node instanceof TableCell) {
        text.append(' ');
      }
    }
  }
}
