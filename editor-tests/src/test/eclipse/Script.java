package dev.runnel.eclipse;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;

/**
 * Writes a chain in Eclipse's Java editor, as its author does, and writes down what is seen: in the
 * file that the variable SEEN names, a line for each thing.
 */
public final class Script implements IStartup {
  private static final int COMPLETION = ISourceViewer.CONTENTASSIST_PROPOSALS;
  private static final int QUICK_FIX = ISourceViewer.QUICK_ASSIST;

  private final List<String> seen = new ArrayList<>();

  @Override
  public void earlyStartup() {
    Thread script = new Thread(this::run, "script");
    script.setDaemon(true);
    script.start();
  }

  private void run() {
    try {
      write();
    } catch (Exception | AssertionError failure) {
      seen.add("failed: " + failure);
      failure.printStackTrace();
    }
    try {
      Files.write(Path.of(System.getenv("SEEN")), seen);
      ui(() -> PlatformUI.getWorkbench().close());
    } catch (Exception failure) {
      failure.printStackTrace();
    }
  }

  private void write() throws Exception {
    open(new File(System.getenv("PROJECT")));

    replace("\"model\"", "\"mo\"");
    await("an error while typing", () -> errors().contains("[UnknownStep] at \"mo\""));
    seen.add("typed: " + errors());
    save();
    await("an error of the compiler", () -> errors().contains("[Runnel/UnknownStep]"));
    await("one error", () -> errors().lines().count() == 1);
    seen.add("saved: " + errors());

    choose(COMPLETION, "\"mo", 3, "model");
    seen.add("completed: " + lineOf("@Chain"));
    save();
    await("no error", () -> errors().isEmpty());

    replace("ask(String", "question(String");
    await("the old name", () -> errors().contains("[UnknownStep] at \"ask\""));
    choose(QUICK_FIX, "\"ask\"", 2, "Rename here, too: 'question'");
    await("the new name in the chain", () -> lineOf("@Chain").contains("\"question\""));
    seen.add("repaired: " + lineOf("@Chain"));
    save();
    await("no error", () -> errors().isEmpty());
  }

  private void open(File folder) throws Exception {
    IWorkspace workspace = ResourcesPlugin.getWorkspace();
    IProjectDescription description =
        workspace.loadProjectDescription(IPath.fromOSString(folder + "/.project"));
    IProject project = workspace.getRoot().getProject(description.getName());
    project.create(description, null);
    project.open(null);
    IFile file = project.getFile("src/main/java/com/example/Jokes.java");
    ui(() -> IDE.openEditor(page(), file));
  }

  private static IWorkbenchPage page() {
    return PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
  }

  private static ITextEditor editor() {
    return (ITextEditor) page().getActiveEditor();
  }

  private static IDocument document() {
    return editor().getDocumentProvider().getDocument(editor().getEditorInput());
  }

  private static void replace(String old, String text) throws Exception {
    ui(
        () -> {
          document().replace(document().get().indexOf(old), old.length(), text);
          return true;
        });
  }

  private static void save() throws Exception {
    ui(
        () -> {
          editor().doSave(new NullProgressMonitor());
          return true;
        });
  }

  private static String lineOf(String text) throws Exception {
    return ui(
        () ->
            document().get().lines().filter(line -> line.contains(text)).findFirst().orElse("-"));
  }

  /** Lists the errors that the editor shows, and what is marked. */
  private static String errors() throws Exception {
    return ui(
        () -> {
          IAnnotationModel model =
              editor().getDocumentProvider().getAnnotationModel(editor().getEditorInput());
          List<String> errors = new ArrayList<>();
          for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext(); ) {
            Annotation each = all.next();
            if (each.getType().endsWith(".error") && !each.isMarkedDeleted()) {
              Position at = model.getPosition(each);
              errors.add(each.getText() + " at " + document().get(at.offset, at.length));
            }
          }
          return String.join("\n", errors);
        });
  }

  /** Asks again where a server was not there in time, as an author does. */
  private static void choose(int operation, String text, int offset, String proposal)
      throws Exception {
    await(
        "the proposal " + proposal,
        () -> {
          select(text, offset);
          ui(
              () -> {
                editor().getAdapter(ITextOperationTarget.class).doOperation(operation);
                return true;
              });
          return awaitShortly(() -> proposals().contains(proposal)) || pressed(SWT.ESC);
        });
    int index = proposals().indexOf(proposal);
    for (int i = 0; i < index; i++) {
      press(SWT.ARROW_DOWN, '\0');
    }
    press(0, SWT.CR);
    await("the end of the list", () -> proposals().isEmpty());
  }

  private static boolean pressed(char key) throws Exception {
    press(0, key);
    return false;
  }

  private static void select(String text, int offset) throws Exception {
    ui(
        () -> {
          editor().selectAndReveal(document().get().indexOf(text) + offset, 0);
          editor().setFocus();
          return true;
        });
  }

  private static List<String> proposals() throws Exception {
    return ui(
        () -> {
          List<String> texts = new ArrayList<>();
          for (Shell shell : Display.getCurrent().getShells()) {
            if (shell.isVisible() && shell.getText().isEmpty()) {
              addItems(shell, texts);
            }
          }
          return texts;
        });
  }

  private static void addItems(Control control, List<String> texts) {
    if (control instanceof Table table && table.isVisible()) {
      for (TableItem item : table.getItems()) {
        texts.add(item.getText());
      }
    } else if (control instanceof Composite parts) {
      for (Control part : parts.getChildren()) {
        addItems(part, texts);
      }
    }
  }

  /** Lets the editor's text have a key: which window has keys depends on a window manager. */
  private static void press(int code, char character) throws Exception {
    ui(
        () -> {
          Event key = new Event();
          key.keyCode = code == 0 ? character : code;
          key.character = character;
          editor().getAdapter(Control.class).notifyListeners(SWT.KeyDown, key);
          return true;
        });
  }

  private static <T> T ui(Callable<T> work) throws Exception {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Exception> failure = new AtomicReference<>();
    PlatformUI.getWorkbench()
        .getDisplay()
        .syncExec(
            () -> {
              try {
                result.set(work.call());
              } catch (Exception thrown) {
                failure.set(thrown);
              }
            });
    if (failure.get() != null) {
      throw failure.get();
    }
    return result.get();
  }

  private static void await(String what, Callable<Boolean> seen) throws Exception {
    if (!await(seen, TimeUnit.SECONDS.toNanos(Long.parseLong(System.getenv("PATIENCE"))))) {
      String shells =
          ui(
              () ->
                  List.of(Display.getCurrent().getShells()).stream()
                      .map(Shell::getText)
                      .collect(Collectors.joining(", ")));
      throw new AssertionError(
          "There is not " + what + ". Errors: " + errors() + "; windows: " + shells);
    }
  }

  private static boolean awaitShortly(Callable<Boolean> seen) throws Exception {
    return await(seen, TimeUnit.SECONDS.toNanos(2));
  }

  private static boolean await(Callable<Boolean> seen, long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    while (!seen.call()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return true;
  }
}
