package dev.runnel.kept;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar with the chains of this package as one version's processor has generated them, as its
 * runtime's users have compiled them, and with what they gave then.
 *
 * <p>The main method writes one of today's classes: {@code .ci/keep-classes} calls it.
 */
record KeptJar(Path file) {
  private static final Path FOLDER = Path.of("src", "test", "kept");
  private static final String PACKAGE = Program.class.getPackageName();
  private static final String TOLD = "told.txt";

  /** Lists the jars of all versions that are kept. */
  static List<KeptJar> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(KeptJar::new)
          .toList();
    }
  }

  /** Writes the jar of a version; is run in this module's folder, after its tests are compiled. */
  public static void main(String[] arguments) throws IOException {
    Path file = FOLDER.resolve(arguments[0] + ".jar");
    Files.createDirectories(FOLDER);
    write(file, Path.of("target", "test-classes"), new Program().get());
  }

  static void write(Path file, Path classes, List<String> told) throws IOException {
    Path folder = classes.resolve(PACKAGE.replace('.', '/'));
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(KeptJar::isKept).sorted().toList()) {
        String name = classes.relativize(path).toString().replace('\\', '/');
        add(zip, name, Files.readAllBytes(path));
      }
      add(zip, TOLD, String.join("\n", told).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Leaves out what writes and reads the jars. */
  private static boolean isKept(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && !name.startsWith("KeptJar") && !name.contains("Test");
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Runs the version's program with its own classes on today's runtime. */
  List<String> run() throws Exception {
    try (URLClassLoader loader = new OwnFirst(file.toUri().toURL())) {
      Class<?> program = loader.loadClass(Program.class.getName());
      Object instance = program.getConstructor().newInstance();
      List<?> lines = (List<?>) ((Supplier<?>) instance).get();
      return lines.stream().map(String.class::cast).toList();
    }
  }

  /** Tells what the program gave when the jar was written. */
  List<String> told() throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, null);
        InputStream in = loader.getResourceAsStream(TOLD)) {
      if (in == null) {
        throw new IOException(file + " has no " + TOLD);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }

  /** Takes the classes of this package from the jar, and all others from the tests' class path. */
  static final class OwnFirst extends URLClassLoader {
    OwnFirst(URL jar) {
      super(new URL[] {jar}, KeptJar.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(PACKAGE + ".")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
