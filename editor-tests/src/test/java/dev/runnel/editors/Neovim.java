package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.DocSnippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Debian's Neovim without a window, in an author's home: with the settings that the page shows. */
final class Neovim {
  private static final Path USUAL = Path.of("/usr/bin/nvim");
  private static final Path SERVER = Path.of(System.getProperty("runnel.server"));

  private final Path home;
  private final Path folder;

  private Neovim(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /** Finds the Neovim that the variable NEOVIM names, or else Debian's. */
  static Optional<Path> executable() {
    String named = System.getenv("NEOVIM");
    return Optional.of(named == null ? USUAL : Path.of(named)).filter(Files::isExecutable);
  }

  /** Furnishes an author's home: both servers, Neovim's settings, and Maven's. */
  static Neovim in(Path home, Quickstart project) throws IOException {
    Path jar = home.resolve(".local/share/runnel/runnel-language-server-all.jar");
    Files.createDirectories(jar.getParent());
    Files.copy(SERVER, jar);
    Path maven = Files.createDirectories(home.resolve(".m2"));
    Files.copy(project.settingsFile(), maven.resolve("settings.xml"));
    Path config = Files.createDirectories(home.resolve(".config/nvim"));
    Files.writeString(config.resolve("init.lua"), settings());
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path java = Jdk.newest().resolve("bin/java");
    script(bin.resolve("java"), List.of(java.toString()));
    List<String> command = new ArrayList<>(JavaServer.command(home.resolve("jdtls")));
    command.add(1, "-Duser.home=" + home);
    script(bin.resolve("jdtls"), command);
    return new Neovim(home, project.folder());
  }

  /** Returns the settings that the page shows. */
  static String settings() {
    return DocSnippets.blocks("ide.md", "lua").get(0);
  }

  private static void script(Path file, List<String> command) throws IOException {
    String words = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(file, "#!/bin/sh\nexec " + words + " \"$@\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Returns what an author's shell says of that home. */
  Map<String, String> environment() {
    return Map.of(
        "HOME", home.toString(),
        "XDG_CONFIG_HOME", home.resolve(".config").toString(),
        "XDG_DATA_HOME", home.resolve(".local/share").toString(),
        "XDG_STATE_HOME", home.resolve(".local/state").toString(),
        "XDG_CACHE_HOME", home.resolve(".cache").toString(),
        "PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
  }

  /** Lets a script drive it, and returns what that has seen. */
  String drive(Path script) throws IOException, InterruptedException {
    Path seen = home.resolve("seen.json");
    Path log = home.resolve("nvim.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                executable().orElseThrow().toString(),
                "--headless",
                "-c",
                "luafile " + script.toAbsolutePath())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment());
    builder.environment().put("SEEN", seen.toString());
    builder.environment().put("PATIENCE", "240000");
    Process neovim = builder.start();
    try {
      assertThat(neovim.waitFor(550, TimeUnit.SECONDS)).as("Neovim ends").isTrue();
      String result = Files.exists(seen) ? Files.readString(seen) : "nothing";
      assertThat(neovim.exitValue()).as(result + Files.readString(log)).isZero();
      return result;
    } finally {
      neovim.descendants().forEach(ProcessHandle::destroyForcibly);
      neovim.destroyForcibly();
    }
  }
}
