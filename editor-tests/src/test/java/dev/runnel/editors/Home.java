package dev.runnel.editors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The home of an author: Runnel's server, Maven's settings, and a folder of programs. */
final class Home {
  private static final Path SERVER = Path.of(System.getProperty("runnel.server"));

  private final Path folder;

  private Home(Path folder) {
    this.folder = folder;
  }

  /** Furnishes an empty folder for work on a project. */
  static Home in(Path folder, Quickstart project) throws IOException {
    Home home = new Home(folder);
    Path jar = folder.resolve(".local/share/runnel/runnel-language-server-all.jar");
    Files.createDirectories(jar.getParent());
    Files.copy(SERVER, jar);
    Path maven = Files.createDirectories(folder.resolve(".m2"));
    Files.copy(project.settingsFile(), maven.resolve("settings.xml"));
    home.program("java", List.of(Jdk.newest().resolve("bin/java").toString()));
    return home;
  }

  Path folder() {
    return folder;
  }

  /** Adds a program to the author's path. */
  void program(String name, List<String> command) throws IOException {
    script(Files.createDirectories(folder.resolve("bin")).resolve(name), command);
  }

  /** Adds Eclipse's Java server, which looks for Maven's settings in this home. */
  void javaServer(Path data) throws IOException {
    List<String> command = new ArrayList<>(JavaServer.command(data));
    command.add(1, "-Duser.home=" + folder);
    program("jdtls", command);
  }

  /** Writes a script that runs a command with more arguments. */
  static void script(Path file, List<String> command) throws IOException {
    String words = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(file, "#!/bin/sh\nexec " + words + " \"$@\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Returns what an author's shell says of that home. */
  Map<String, String> environment() {
    return Map.of(
        "HOME", folder.toString(),
        "XDG_CONFIG_HOME", folder.resolve(".config").toString(),
        "XDG_DATA_HOME", folder.resolve(".local/share").toString(),
        "XDG_STATE_HOME", folder.resolve(".local/state").toString(),
        "XDG_CACHE_HOME", folder.resolve(".cache").toString(),
        "PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
  }
}
