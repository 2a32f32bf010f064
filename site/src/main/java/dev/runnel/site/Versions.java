package dev.runnel.site;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The versions of a site, a folder for each: {@code 1.2.3} for a release, {@code next} for what is
 * not released yet, and {@code latest}, a copy of the newest release.
 *
 * @param site the folder of all
 */
record Versions(Path site) {
  private static final String NEXT = "next";
  private static final String LATEST = "latest";
  private static final Pattern RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  /** Returns the folder of a version. */
  Path folderOf(String version) {
    return site.resolve(isRelease(version) ? version : NEXT);
  }

  static boolean isRelease(String version) {
    return RELEASE.matcher(version).matches();
  }

  /** Lists the folders that are there: the newest release first, and what comes next last. */
  List<String> all() throws IOException {
    try (Stream<Path> folders = Files.list(site)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> isRelease(name) || name.equals(NEXT))
          .sorted(Comparator.comparing(Versions::sortKey).reversed())
          .toList();
    }
  }

  private static Version sortKey(String name) {
    return Version.parse(name.equals(NEXT) ? "0" : name);
  }

  /** Makes {@code latest}, the list of versions, and the page that leads to the latest one. */
  void complete() throws IOException {
    List<String> all = all();
    Path latest = site.resolve(LATEST);
    Folders.delete(latest);
    Folders.copy(site.resolve(all.get(0)), latest);
    String names =
        all.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "[", "]"));
    Files.writeString(site.resolve("versions.js"), "window.versions = " + names + ";\n");
    Files.writeString(
        site.resolve("index.html"),
        """
        <!doctype html>
        <meta charset="utf-8">
        <title>Runnel</title>
        <meta http-equiv="refresh" content="0; url=latest/index.html">
        <a href="latest/index.html">Runnel</a>
        """);
    Files.writeString(site.resolve(".nojekyll"), "");
  }
}
