package dev.runnel.languageserver.compile;

import dev.runnel.languageserver.project.Project;
import dev.runnel.languageserver.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;

/**
 * The files of one compilation: what is open in the editor stands in for what is on the disk, and
 * what is written stays in memory. All is compiled in the unnamed module, on the class path.
 */
final class EditedFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private static final String MODULE = "module-info";

  private final Project project;
  private final Map<Path, EditedFile> edited = new HashMap<>();
  private final Map<String, MemoryFile> resources = new HashMap<>();
  private final StepFiles steps;
  private final BooleanSupplier isOutdated;

  EditedFiles(
      JavaFileManager files,
      StepFiles steps,
      Project project,
      List<SourceText> documents,
      BooleanSupplier isOutdated) {
    super(files);
    this.steps = steps;
    this.project = project;
    this.isOutdated = isOutdated;
    documents.forEach(source -> edited.put(source.path(), new EditedFile(source)));
  }

  /** Returns a file to compile. */
  EditedFile root(SourceText source) {
    return edited.computeIfAbsent(source.path(), path -> new EditedFile(source));
  }

  /** Returns the resources that were written. */
  Map<String, MemoryFile> resources() {
    return resources;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    checkCurrent();
    Iterable<JavaFileObject> found = super.list(location, packageName, kinds, recurse);
    if (location != StandardLocation.SOURCE_PATH && location != StandardLocation.CLASS_PATH) {
      return found;
    }
    List<JavaFileObject> files = new ArrayList<>();
    for (JavaFileObject file : found) {
      if (!file.isNameCompatible(MODULE, file.getKind())
          && !(file.getKind() == Kind.SOURCE && edited.containsKey(Path.of(file.toUri())))) {
        files.add(file.getKind() == Kind.SOURCE ? steps.newest(file) : file);
      }
    }
    if (location == StandardLocation.SOURCE_PATH && kinds.contains(Kind.SOURCE)) {
      edited.values().stream().filter(file -> isIn(file, packageName, recurse)).forEach(files::add);
    }
    return files;
  }

  private boolean isIn(EditedFile file, String packageName, boolean recurse) {
    return binaryName(file)
        .map(name -> name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "")
        .filter(name -> name.equals(packageName) || (recurse && name.startsWith(packageName + ".")))
        .isPresent();
  }

  private Optional<String> binaryName(EditedFile file) {
    Path path = file.source().path();
    return project.sources().stream()
        .filter(path::startsWith)
        .findFirst()
        .map(folder -> folder.relativize(path).toString())
        .map(name -> name.replaceFirst("\\.java$", "").replace('/', '.').replace('\\', '.'))
        .filter(name -> !name.endsWith(MODULE));
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    if (file instanceof EditedFile source) {
      return binaryName(source).orElse("");
    }
    return super.inferBinaryName(location, file);
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    if (one instanceof EditedFile
        || other instanceof EditedFile
        || one instanceof MemoryFile
        || other instanceof MemoryFile) {
      return one.toUri().equals(other.toUri());
    }
    return super.isSameFile(one, other);
  }

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.CLASS_OUTPUT || super.hasLocation(location);
  }

  @Override
  public boolean contains(Location location, FileObject file) throws IOException {
    if (file instanceof EditedFile source) {
      return location == StandardLocation.SOURCE_PATH && binaryName(source).isPresent();
    }
    return !(file instanceof MemoryFile) && super.contains(location, file);
  }

  @Override
  @SuppressWarnings("NullAway") // The compiler expects null where there is no file.
  public JavaFileObject getJavaFileForInput(Location location, String name, Kind kind)
      throws IOException {
    return location instanceof StandardLocation && name.equals(MODULE)
        ? null
        : super.getJavaFileForInput(location, name, kind);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String name, Kind kind, FileObject sibling) {
    return new MemoryFile(name.replace('.', '/'), kind);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String name, FileObject sibling) {
    MemoryFile file = new MemoryFile(name, Kind.OTHER);
    resources.put(name, file);
    return file;
  }

  /** Does not close what the next compilation uses, too. */
  @Override
  public void close() {}

  void checkCurrent() {
    if (isOutdated.getAsBoolean()) {
      throw new Cancelled();
    }
  }
}
