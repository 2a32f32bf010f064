package dev.runnel.languageserver.compile;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;

/**
 * Loads a project's own Runnel processor, apart from the server's classes. Not thread-safe.
 *
 * <p>The jars' times are part of what is remembered, so that a processor that was built anew is
 * loaded anew.
 */
final class ProcessorLoader implements AutoCloseable {
  private record Loaded(List<String> path, URLClassLoader loader) {}

  private Optional<Loaded> loaded = Optional.empty();

  /**
   * Makes a processor.
   *
   * @param path where it is
   * @return empty if it is not there
   * @throws IOException if the path cannot be read
   */
  Optional<Processor> load(List<Path> path) throws IOException {
    List<String> stamp = stamp(path);
    if (loaded.filter(known -> known.path().equals(stamp)).isEmpty()) {
      close();
      loaded = Optional.of(new Loaded(stamp, loader(path)));
    }
    try {
      return ServiceLoader.load(Processor.class, loaded.get().loader()).stream()
          .filter(found -> found.type().getName().startsWith("dev.runnel."))
          .map(ServiceLoader.Provider::get)
          .findFirst();
    } catch (ServiceConfigurationError | LinkageError broken) {
      throw new IOException("The processor cannot be loaded: " + broken, broken);
    }
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
