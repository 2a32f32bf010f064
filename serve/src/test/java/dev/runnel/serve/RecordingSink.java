package dev.runnel.serve;

import dev.runnel.shared.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A client that keeps what it gets, and may leave or stop reading, by itself or when told to. */
final class RecordingSink implements ResponseSink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> writes = new ArrayList<>();
  private final CountDownLatch aborted = new CountDownLatch(1);
  private volatile int leavesAfter;
  private volatile int readsOnly;
  private volatile boolean isSeenToLeave;

  private RecordingSink(int leavesAfter, int readsOnly) {
    this.leavesAfter = leavesAfter;
    this.readsOnly = readsOnly;
  }

  static RecordingSink patient() {
    return new RecordingSink(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** A client that leaves: later writes fail. */
  static RecordingSink leavingAfter(int writes) {
    return new RecordingSink(writes, Integer.MAX_VALUE);
  }

  /** A client that stops reading: the next write blocks until the connection is broken. */
  static RecordingSink stuckAfter(int writes) {
    return new RecordingSink(Integer.MAX_VALUE, writes);
  }

  void leave() {
    leavesAfter = 0;
  }

  /** Leaves so that the server sees it without a write. */
  void leaveVisibly() {
    isSeenToLeave = true;
  }

  @Override
  public boolean hasClientLeft() {
    return isSeenToLeave;
  }

  void stopReading() {
    readsOnly = 0;
  }

  @Override
  public void write(byte[] written) throws IOException {
    int before = count();
    if (before >= leavesAfter) {
      throw new IOException("Broken pipe");
    }
    if (before >= readsOnly) {
      awaitAbort();
      throw new IOException("The connection was broken.");
    }
    synchronized (this) {
      bytes.writeBytes(written);
      writes.add(new String(written, StandardCharsets.UTF_8));
    }
  }

  private void awaitAbort() throws IOException {
    try {
      aborted.await();
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  @Override
  public void abort() {
    aborted.countDown();
  }

  boolean isAborted() {
    return aborted.getCount() == 0;
  }

  synchronized int count() {
    return writes.size();
  }

  synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  void awaitWrites(int number) {
    Eventually.isTrue(() -> count() >= number);
  }
}
