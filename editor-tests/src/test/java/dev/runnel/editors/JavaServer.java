package dev.runnel.editors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says how to start Eclipse's Java server, which npm has brought. */
final class JavaServer {
  private static final Path SERVER = Path.of("target/node/node_modules/coc-java/server");

  private JavaServer() {}

  /**
   * Returns its command.
   *
   * @param data an empty folder, in which it keeps what it knows
   */
  static List<String> command(Path data) throws IOException {
    Path configuration = Files.createDirectories(data.resolve("configuration"));
    Files.copy(SERVER.resolve("config_linux/config.ini"), configuration.resolve("config.ini"));
    return List.of(
        Jdk.newest().resolve("bin/java").toString(),
        "-Declipse.application=org.eclipse.jdt.ls.core.id1",
        "-Declipse.product=org.eclipse.jdt.ls.core.product",
        "-Dosgi.bundles.defaultStartLevel=4",
        "-Dlog.level=WARNING",
        "-Xmx1G",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--add-modules=ALL-SYSTEM",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-jar",
        launcher().toAbsolutePath().toString(),
        "-configuration",
        configuration.toAbsolutePath().toString(),
        "-data",
        data.resolve("workspace").toAbsolutePath().toString());
  }

  /**
   * Returns what an editor sends it when it starts: the project, and whose Maven settings to take.
   */
  static Map<String, Object> options(Quickstart project) {
    Map<String, Object> maven = Map.of("userSettings", project.settingsFile().toString());
    return Map.of(
        "workspaceFolders",
        List.of(project.folder().toUri().toString()),
        "settings",
        Map.of(
            "java",
            Map.of(
                "configuration",
                Map.of("maven", maven),
                "import",
                Map.of("gradle", Map.of("enabled", false)))));
  }

  private static Path launcher() throws IOException {
    try (Stream<Path> plugins = Files.list(SERVER.resolve("plugins"))) {
      return plugins
          .filter(
              plugin -> plugin.getFileName().toString().startsWith("org.eclipse.equinox.launcher_"))
          .findFirst()
          .orElseThrow();
    }
  }
}
