package dev.runnel.languageserver.compile;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.annotation.processing.Processor;

/**
 * Loads a project's own Runnel processor, apart from the server's classes. Not thread-safe.
 *
 * <p>The jars' times are part of what is remembered, so that a processor that was built anew is
 * loaded anew. It reads the files of services itself: a {@link java.util.ServiceLoader} would fail
 * where another processor on the path is broken.
 */
final class ProcessorLoader implements AutoCloseable {
  private static final String SERVICES = "META-INF/services/" + Processor.class.getName();
  private static final String VERSION = "META-INF/maven/dev.runnel/runnel-processor/pom.properties";

  /**
   * The classes of a path, and which of them is the processor's. How that failed first is kept:
   * Java says less of a class the second time.
   */
  private record Loaded(
      List<String> path,
      URLClassLoader loader,
      Optional<String> processor,
      Optional<String> version,
      Optional<String> broken) {
    Loaded brokenBy(String failure) {
      return new Loaded(path, loader, processor, version, Optional.of(failure));
    }
  }

  private Optional<Loaded> loaded = Optional.empty();

  /**
   * Makes a processor.
   *
   * @param path where it is
   * @return empty if it is not there
   * @throws IOException if the path cannot be read, or the processor be made
   */
  Optional<LoadedProcessor> load(List<Path> path) throws IOException {
    List<String> stamp = stamp(path);
    if (loaded.filter(known -> known.path().equals(stamp)).isEmpty()) {
      close();
      URLClassLoader loader = loader(path);
      loaded =
          Optional.of(
              new Loaded(stamp, loader, processor(loader), version(loader), Optional.empty()));
    }
    Loaded known = loaded.get();
    if (known.processor().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new LoadedProcessor(make(known, known.processor().get()), known.version()));
  }

  private Processor make(Loaded known, String name) throws IOException {
    if (known.broken().isPresent()) {
      throw new IOException(known.broken().get());
    }
    try {
      return Class.forName(name, true, known.loader())
          .asSubclass(Processor.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError failure) {
      String broken =
          "Runnel's processor cannot be loaded: "
              + failure
              + (failure instanceof UnsupportedClassVersionError
                  ? ". Start the language server with a JDK that is not older than the project's."
                  : ". The processor path has to hold all that it needs.");
      loaded = Optional.of(known.brokenBy(broken));
      throw new IOException(broken, failure);
    }
  }

  private static Optional<String> processor(ClassLoader loader) throws IOException {
    for (URL file : Collections.list(loader.getResources(SERVICES))) {
      try (InputStream in = open(file)) {
        Optional<String> found =
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(name -> name.startsWith("dev.runnel."))
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> version(ClassLoader loader) throws IOException {
    URL file = loader.getResource(VERSION);
    if (file == null) {
      return Optional.empty();
    }
    try (InputStream in = open(file)) {
      Properties properties = new Properties();
      properties.load(in);
      return Optional.ofNullable(properties.getProperty("version"));
    }
  }

  /** A cache would keep a jar open that is going to be built anew. */
  private static InputStream open(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  /** Says what stands on a path, and since when: another stamp means that it was built anew. */
  static List<String> stamp(List<Path> path) {
    return path.stream().map(each -> each + " " + each.toFile().lastModified()).toList();
  }

  private static URLClassLoader loader(List<Path> path) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path each : path) {
      urls.add(each.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @Override
  public void close() throws IOException {
    if (loaded.isPresent()) {
      loaded.get().loader().close();
      loaded = Optional.empty();
    }
  }
}
