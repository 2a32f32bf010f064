package dev.runnel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes {@code docs/dependencies.md}: what each published module brings. Each module's build
 * leaves the tree of its dependencies behind, once it is packaged.
 */
final class DependenciesPage {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path PAGE = ROOT.resolve("docs/dependencies.md");

  private static final Path REPOSITORY =
      Path.of(
          System.getProperty(
              "local.repository", System.getProperty("user.home") + "/.m2/repository"));
  private static final String TREE = "target/dependencies.txt";
  private static final Pattern MODULE = Pattern.compile("<artifactId>(runnel-[^<]+)</artifactId>");

  /** A line of a tree: how deep it stands, its coordinates, and whether a user may leave it out. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?<indent>[ |+\\\\-]*)(?<group>[^: ]+):(?<name>[^:]+):jar:(?<rest>\\S+)(?<mark>.*)");

  private static final Pattern LICENCE =
      Pattern.compile("<license>.*?<name>(.*?)</name>", Pattern.DOTALL);
  private static final Pattern PARENT = Pattern.compile("<parent>(.*?)</parent>", Pattern.DOTALL);

  private static final String HEAD =
      """
      # What each module brings

      All modules have the same version; import `dev.runnel:runnel-bom` to say it once. Below stand the jars of
      others that a module needs when it runs, with the licences that they name. The build fails if a module
      brings anything else than what stands here. The processor's jars are on the compiler's path only.
      """;

  /** What a module brings. */
  record Jar(String group, String name, String version) {
    String coordinates() {
      return group + ":" + name + ":" + version;
    }

    Path file(String ending) {
      return REPOSITORY
          .resolve(group.replace('.', '/'))
          .resolve(name)
          .resolve(version)
          .resolve(name + "-" + version + ending);
    }

    long bytes() {
      return file(".jar").toFile().length();
    }

    /** Returns the licence that its pom names, or the nearest one above that does. */
    String licence() throws IOException {
      String pom = Files.readString(file(".pom"));
      Matcher licence = LICENCE.matcher(pom);
      if (licence.find()) {
        return licence.group(1).strip();
      }
      Matcher parent = PARENT.matcher(pom);
      if (!parent.find()) {
        throw new IllegalStateException("No licence is named by " + coordinates());
      }
      String above = parent.group(1);
      return new Jar(tag("groupId", above), tag("artifactId", above), tag("version", above))
          .licence();
    }

    private static String tag(String name, String xml) {
      return xml.replaceAll("(?s).*<" + name + ">\\s*(.*?)\\s*</" + name + ">.*", "$1");
    }
  }

  private DependenciesPage() {}

  /** Writes the page; is run in this module's folder, after a build of all modules. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(PAGE, text());
  }

  /** Tells whether each published module has left its tree behind. */
  static boolean allWereBuilt() throws IOException {
    return modules().keySet().equals(published());
  }

  /** Returns what the page should be. */
  static String text() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    for (Map.Entry<String, List<Jar>> module : modules().entrySet()) {
      page.append("\n## `").append(module.getKey()).append("`\n\n");
      page.append("`dev.runnel:").append(module.getKey()).append("`: ");
      page.append(description(module.getKey())).append("\n\n");
      List<Jar> jars = module.getValue();
      if (jars.isEmpty()) {
        page.append("Nothing but modules of Runnel.\n");
        continue;
      }
      long bytes = jars.stream().mapToLong(Jar::bytes).sum();
      page.append("%s of them, %s in all.\n\n".formatted(jars.size(), size(bytes)));
      page.append("| jar | size | licence |\n|---|---|---|\n");
      for (Jar jar : jars) {
        page.append(
            "| `%s` | %s | %s |\n".formatted(jar.coordinates(), size(jar.bytes()), jar.licence()));
      }
    }
    return page.toString();
  }

  private static String description(String module) throws IOException {
    return Poms.text(Poms.byName().get(module).pom(), "description")
        .orElseThrow(() -> new IllegalStateException("No description in the pom of " + module));
  }

  private static Map<String, List<Jar>> modules() throws IOException {
    Set<String> published = published();
    Map<String, List<Jar>> modules = new TreeMap<>();
    for (Path folder : folders()) {
      List<String> tree = Files.readAllLines(folder.resolve(TREE));
      Matcher first = LINE.matcher(tree.get(0));
      if (first.matches() && published.contains(first.group("name"))) {
        modules.put(first.group("name"), jars(tree.subList(1, tree.size())));
      }
    }
    return modules;
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> here = Files.list(ROOT);
        Stream<Path> integrations = Files.list(ROOT.resolve("integrations"))) {
      return Stream.concat(here, integrations)
          .filter(folder -> Files.exists(folder.resolve(TREE)))
          .toList();
    }
  }

  private static Set<String> published() throws IOException {
    String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
    return MODULE
        .matcher(bom.substring(bom.indexOf("<dependencyManagement>")))
        .results()
        .map(module -> module.group(1))
        .collect(Collectors.toSet());
  }

  /** Leaves out what is ours, and what is optional with all that only it brings. */
  static List<Jar> jars(List<String> tree) {
    List<Jar> jars = new ArrayList<>();
    int optional = Integer.MAX_VALUE;
    for (String line : tree) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        continue;
      }
      int depth = parts.group("indent").length();
      if (depth > optional) {
        continue;
      }
      optional = parts.group("mark").contains("optional") ? depth : Integer.MAX_VALUE;
      if (optional == Integer.MAX_VALUE && !parts.group("group").equals("dev.runnel")) {
        String version = parts.group("rest").replaceAll(":[a-z]+$", "");
        jars.add(new Jar(parts.group("group"), parts.group("name"), version));
      }
    }
    jars.sort(Comparator.comparing(Jar::coordinates));
    return jars;
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? Math.max(1, bytes / 1000) + " kB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
