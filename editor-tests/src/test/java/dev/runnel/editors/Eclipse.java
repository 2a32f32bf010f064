package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An Eclipse with LSP4E, which a script inside drives. It is started with its plug-ins and a
 * configuration and workspace of its own.
 *
 * @param plugins the plug-ins
 */
record Eclipse(List<Path> plugins) {
  private static final Path SCRIPT = Path.of("src/test/eclipse/Script.java");

  /** What the script needs. */
  private static final String REQUIRED =
      "org.eclipse.core.runtime,org.eclipse.core.resources,org.eclipse.swt,org.eclipse.ui,"
          + "org.eclipse.ui.ide,org.eclipse.ui.workbench.texteditor,org.eclipse.jface.text,"
          + "org.eclipse.text,org.eclipse.jface,org.eclipse.lsp4e.jdt";

  /** Plug-ins that have to be started, with their levels; the others start when they are needed. */
  private static final Map<String, String> STARTED =
      Map.of(
          "org.apache.felix.scr", "@2:start",
          "org.eclipse.equinox.common", "@2:start",
          "org.eclipse.equinox.event", "@2:start",
          "org.eclipse.core.runtime", "@start");

  /** Finds the one in the folder that the variable ECLIPSE names. */
  static Optional<Eclipse> find() throws IOException {
    String named = System.getenv("ECLIPSE");
    if (named == null || !Files.isExecutable(Path.of("/usr/bin/xvfb-run"))) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(Path.of(named, "plugins"))) {
      return Optional.of(new Eclipse(files.sorted().toList()));
    }
  }

  private static String name(Path plugin) {
    return plugin.getFileName().toString().replaceFirst("[-_]\\d.*", "");
  }

  private Path plugin(String name) {
    return plugins.stream().filter(each -> name(each).equals(name)).findFirst().orElseThrow();
  }

  /** Returns the command that starts it, with the script. */
  List<String> command(Path folder) throws IOException, InterruptedException {
    Path script = script(Files.createDirectories(folder.resolve("script")));
    Path configuration = Files.createDirectories(folder.resolve("configuration"));
    String bundles =
        Stream.concat(plugins.stream(), Stream.of(script))
            .filter(each -> !name(each).equals("org.eclipse.osgi"))
            .map(each -> "reference:file:" + each + STARTED.getOrDefault(name(each), ""))
            .collect(Collectors.joining(","));
    Files.writeString(
        configuration.resolve("config.ini"),
        """
        osgi.framework=file:%s
        osgi.bundles=%s
        osgi.bundles.defaultStartLevel=4
        eclipse.product=org.eclipse.platform.ide
        eclipse.application=org.eclipse.ui.ide.workbench
        """
            .formatted(plugin("org.eclipse.osgi"), bundles));
    return List.of(
        "/usr/bin/xvfb-run",
        "--auto-servernum",
        "--server-args=-screen 0 1400x900x24",
        Jdk.newest().resolve("bin/java").toString(),
        "-jar",
        plugin("org.eclipse.equinox.launcher").toString(),
        "-nosplash",
        "-consoleLog",
        "-configuration",
        configuration.toString(),
        "-data",
        folder.resolve("workspace").toString());
  }

  /** Compiles the script to a plug-in that runs with the workbench. */
  private Path script(Path folder) throws IOException, InterruptedException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path log = folder.resolve("javac.log");
    Process javac =
        new ProcessBuilder(
                Jdk.newest().resolve("bin/javac").toString(),
                "--release",
                "21",
                "-proc:none",
                "-cp",
                plugins.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                "-d",
                classes.toString(),
                SCRIPT.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(javac.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(javac.exitValue()).as(Files.readString(log)).isZero();
    return pack(classes, folder.resolve("dev.runnel.eclipse-1.jar"));
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes entries = manifest.getMainAttributes();
    entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    entries.putValue("Bundle-ManifestVersion", "2");
    entries.putValue("Bundle-SymbolicName", "dev.runnel.eclipse;singleton:=true");
    entries.putValue("Bundle-Version", "1.0.0");
    entries.putValue("Require-Bundle", REQUIRED);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> compiled = Files.walk(classes)) {
      out.putNextEntry(new JarEntry("plugin.xml"));
      out.write(
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <?eclipse version="3.4"?>
          <plugin>
            <extension point="org.eclipse.ui.startup">
              <startup class="dev.runnel.eclipse.Script"/>
            </extension>
          </plugin>
          """
              .getBytes(StandardCharsets.UTF_8));
      for (Path each : compiled.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        out.write(Files.readAllBytes(each));
      }
    }
    return jar;
  }
}
