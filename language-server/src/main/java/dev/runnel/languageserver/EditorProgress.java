package dev.runnel.languageserver;

import dev.runnel.languageserver.project.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Shows in the editor what takes long, where the editor can show that. Thread-safe. */
final class EditorProgress implements Progress {
  private final Editor editor;
  private final AtomicLong last = new AtomicLong();
  private final Map<String, Runnable> cancels = new ConcurrentHashMap<>();
  private volatile boolean isSeen;

  EditorProgress(Editor editor) {
    this.editor = editor;
  }

  /** Notes whether the editor can show it. */
  void configure(boolean seen) {
    isSeen = seen;
  }

  @Override
  public Task begin(String title, Runnable cancel) {
    RunnelClient client = editor.client();
    if (!isSeen || client == null) {
      return Task.UNSEEN;
    }
    String token = "runnel-" + last.incrementAndGet();
    cancels.put(token, cancel);
    ShownTask task = new ShownTask(client, token, title);
    client
        .createProgress(new WorkDoneProgressCreateParams(Either.forLeft(token)))
        .whenComplete(
            (created, refused) -> {
              if (refused == null) {
                task.show();
              }
            });
    return task;
  }

  /** Cancels what the author does not want to wait for, if it still goes on. */
  void cancel(Either<String, Integer> token) {
    Optional.ofNullable(token.getLeft()).map(cancels::get).ifPresent(Runnable::run);
  }

  /**
   * A task in the editor. It is shown once the editor has agreed, and not at all if it has ended by
   * then.
   */
  private final class ShownTask implements Task {
    private enum State {
      ASKED,
      SHOWN,
      ENDED
    }

    private final RunnelClient client;
    private final String token;
    private final WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
    private State state = State.ASKED;

    ShownTask(RunnelClient client, String token, String title) {
      this.client = client;
      this.token = token;
      begin.setTitle(title);
      begin.setCancellable(true);
    }

    synchronized void show() {
      if (state == State.ASKED) {
        state = State.SHOWN;
        tell(begin);
      }
    }

    @Override
    public synchronized void report(String stage) {
      begin.setMessage(stage);
      if (state == State.SHOWN) {
        WorkDoneProgressReport report = new WorkDoneProgressReport();
        report.setMessage(stage);
        report.setCancellable(true);
        tell(report);
      }
    }

    @Override
    public synchronized void close() {
      cancels.remove(token);
      if (state == State.SHOWN) {
        tell(new WorkDoneProgressEnd());
      }
      state = State.ENDED;
    }

    private void tell(WorkDoneProgressNotification news) {
      client.notifyProgress(new ProgressParams(Either.forLeft(token), Either.forLeft(news)));
    }
  }
}
