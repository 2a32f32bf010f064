package dev.runnel.languageserver.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** A project as {@code mvn help:effective-pom} prints it: with all that it inherits. */
final class EffectivePom {
  private static final String PROCESSOR = "runnel-processor";

  private final Element project;

  private EffectivePom(Element project) {
    this.project = project;
  }

  /**
   * Reads a file with one project or several.
   *
   * @param file the file
   * @param artifactId the project's name
   * @throws IOException if it cannot be read
   */
  static EffectivePom read(Path file, String artifactId) throws IOException {
    Element root = parse(file);
    List<Element> projects =
        root.getTagName().equals("projects") ? children(root, "project") : List.of(root);
    return projects.stream()
        .filter(each -> text(each, "artifactId").equals(artifactId))
        .findFirst()
        .map(EffectivePom::new)
        .orElseThrow(() -> new IOException("It has no project " + artifactId + "."));
  }

  /** Reads the name of the project in a pom. */
  static String artifactId(Path pom) throws IOException {
    return text(parse(pom), "artifactId");
  }

  private static Element parse(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // It throws what the default one also prints.
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(file.toFile()).getDocumentElement();
    } catch (SAXParseException failure) {
      throw new IOException(
          file + ", line " + failure.getLineNumber() + ": " + failure.getMessage(), failure);
    } catch (ParserConfigurationException | SAXException failure) {
      throw new IOException(file + ": " + failure.getMessage(), failure);
    }
  }

  List<Path> sources() {
    return folders("sourceDirectory", "testSourceDirectory");
  }

  List<Path> outputs() {
    return folders("outputDirectory", "testOutputDirectory");
  }

  private List<Path> folders(String... names) {
    return child(project, "build").stream()
        .flatMap(build -> Stream.of(names).map(name -> text(build, name)))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList();
  }

  /**
   * Returns the version of the processor that the compiler plugin names; empty if it names none.
   */
  Optional<String> processorVersion() {
    for (Element configuration : configurations()) {
      Optional<Element> paths = child(configuration, "annotationProcessorPaths");
      for (Element path : paths.map(EffectivePom::children).orElse(List.of())) {
        if (text(path, "artifactId").equals(PROCESSOR)) {
          String version = text(path, "version");
          return version.isEmpty() ? managedVersion() : Optional.of(version);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> managedVersion() {
    return child(project, "dependencyManagement")
        .flatMap(each -> child(each, "dependencies"))
        .stream()
        .flatMap(all -> children(all, "dependency").stream())
        .filter(dependency -> text(dependency, "artifactId").equals(PROCESSOR))
        .map(dependency -> text(dependency, "version"))
        .findFirst();
  }

  /** Returns the options for processors. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    for (Element configuration : configurations()) {
      child(configuration, "compilerArgs").stream()
          .flatMap(all -> children(all).stream())
          .map(argument -> argument.getTextContent().strip())
          .filter(argument -> argument.startsWith("-A") && !options.contains(argument))
          .forEach(options::add);
    }
    return options;
  }

  /** Lists the compiler plugin's settings: for all of its runs, and for each. */
  private List<Element> configurations() {
    List<Element> found = new ArrayList<>();
    child(project, "build").flatMap(build -> child(build, "plugins")).stream()
        .flatMap(plugins -> children(plugins, "plugin").stream())
        .filter(plugin -> text(plugin, "artifactId").equals("maven-compiler-plugin"))
        .forEach(
            plugin -> {
              child(plugin, "configuration").ifPresent(found::add);
              child(plugin, "executions").stream()
                  .flatMap(all -> children(all, "execution").stream())
                  .flatMap(execution -> child(execution, "configuration").stream())
                  .forEach(found::add);
            });
    return found;
  }

  private static String text(Element parent, String name) {
    return child(parent, name).map(each -> each.getTextContent().strip()).orElse("");
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  private static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(each -> each.getTagName().equals(name)).toList();
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
