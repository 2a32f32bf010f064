package dev.runnel.site;

import java.io.IOException;
import java.nio.file.Path;

/** Adds a version to a site. */
final class Main {
  private Main() {}

  /**
   * Runs in the root of the sources, after a build.
   *
   * @param arguments the site's folder, the version, and {@code --no-api} to leave the Javadoc out
   * @throws IOException if something cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("Which folder, and which version? See .ci/site.");
    }
    Sources sources = new Sources(Path.of("").toAbsolutePath());
    Versions versions = new Versions(Path.of(arguments[0]).toAbsolutePath());
    String version = arguments[1];
    Path folder = versions.folderOf(version);
    new Site(sources, version).write(folder);
    if (arguments.length < 3 || !arguments[2].equals("--no-api")) {
      new ApiDocs(sources).write(folder.resolve("api"), version);
    }
    versions.complete();
    System.out.println("The site is in " + versions.site().resolve("index.html"));
  }
}
