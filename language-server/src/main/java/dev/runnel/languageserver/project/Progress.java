package dev.runnel.languageserver.project;

/** Shows the author what takes long. Thread-safe. */
public interface Progress {
  /** Shows nothing. */
  Progress NONE = (title, cancel) -> Task.UNSEEN;

  /**
   * Shows that something has begun.
   *
   * @param title what it is
   * @param cancel ends it, if the author wants that; once the task is closed, it must do nothing
   * @return the task, which is shown until it is closed
   */
  Task begin(String title, Runnable cancel);

  /** Something that takes long. */
  interface Task extends AutoCloseable {
    /** Is not shown. */
    Task UNSEEN =
        new Task() {
          @Override
          public void report(String stage) {}

          @Override
          public void close() {}
        };

    /** Says what is being done now. */
    void report(String stage);

    /** Takes it from the screen. */
    @Override
    void close();
  }
}
