package dev.runnel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The modules of this project, as their poms describe them. */
final class Poms {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Poms() {}

  /**
   * A module.
   *
   * @param folder its folder below the root, with {@code /}
   * @param pom what its pom says
   */
  record Module(String folder, Element pom) {
    String name() {
      return text(pom, "artifactId").orElseThrow();
    }

    boolean isPublished() {
      return !property("skipPublishing").equals(Optional.of("true"));
    }

    boolean hasSources() {
      return Files.isDirectory(ROOT.resolve(folder).resolve("src/main/java"));
    }

    Optional<String> property(String name) {
      return text(pom, "properties", name);
    }

    /** Lists our modules that it depends on, in any scope. */
    List<String> ownDependencies() {
      return all(pom, "dependencies", "dependency").stream()
          .filter(dependency -> text(dependency, "groupId").equals(Optional.of("dev.runnel")))
          .map(dependency -> text(dependency, "artifactId").orElseThrow())
          .toList();
    }

    @Override
    public String toString() {
      return folder;
    }
  }

  static Element parent() throws IOException {
    return read(ROOT.resolve("pom.xml"));
  }

  /** Reads all modules that the parent names. */
  static List<Module> modules() throws IOException {
    List<Module> modules = new ArrayList<>();
    for (Element module : all(parent(), "modules", "module")) {
      String folder = module.getTextContent().strip();
      modules.add(new Module(folder, read(ROOT.resolve(folder).resolve("pom.xml"))));
    }
    return modules;
  }

  static Map<String, Module> byName() throws IOException {
    return modules().stream().collect(Collectors.toMap(Module::name, Function.identity()));
  }

  static Element read(Path pom) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(pom.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("Cannot read " + pom, e);
    }
  }

  /** Finds the elements at the end of a path of names. */
  static List<Element> all(Element element, String... path) {
    Stream<Element> found = Stream.of(element);
    for (String name : path) {
      found = found.flatMap(at -> children(at, name));
    }
    return found.toList();
  }

  static Optional<String> text(Element element, String... path) {
    return all(element, path).stream().map(found -> found.getTextContent().strip()).findFirst();
  }

  private static Stream<Element> children(Element element, String name) {
    return IntStream.range(0, element.getChildNodes().getLength())
        .mapToObj(element.getChildNodes()::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE && node.getNodeName().equals(name))
        .map(Element.class::cast);
  }
}
