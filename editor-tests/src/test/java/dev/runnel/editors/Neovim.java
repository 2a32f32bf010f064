package dev.runnel.editors;

import dev.runnel.shared.DocSnippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's Neovim without a window, in an author's home: with the settings that the page shows. */
final class Neovim {
  private final Home home;
  private final Path folder;

  private Neovim(Home home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /** Finds the Neovim that the variable NEOVIM names, or else Debian's. */
  static Optional<Path> executable() {
    return DrivenEditor.executable("NEOVIM", "/usr/bin/nvim");
  }

  /** Makes a home for an author of a project. */
  static Neovim in(Path folder, Quickstart project) throws IOException {
    Home home = Home.in(folder, project);
    Path config = Files.createDirectories(folder.resolve(".config/nvim"));
    Files.writeString(config.resolve("init.lua"), settings());
    home.javaServer(folder.resolve("jdtls"));
    return new Neovim(home, project.folder());
  }

  /** Returns the settings that the page shows. */
  static String settings() {
    return DocSnippets.blocks("ide.md", "lua").get(0);
  }

  /** Returns what an author's shell says of that home. */
  Map<String, String> environment() {
    return home.environment();
  }

  /** Lets a script drive it, and returns what that has seen. */
  String drive(Path script) throws IOException, InterruptedException {
    return DrivenEditor.run(
        home,
        folder,
        "240000",
        List.of(
            executable().orElseThrow().toString(),
            "--headless",
            "-c",
            "luafile " + script.toAbsolutePath()));
  }
}
