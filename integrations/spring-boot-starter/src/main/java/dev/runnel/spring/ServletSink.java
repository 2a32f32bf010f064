package dev.runnel.spring;

import dev.runnel.serve.ResponseSink;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of an answer to a servlet's response.
 *
 * <p>A patient one keeps what comes before the first chunk to itself, until that chunk or a
 * heartbeat comes: until then, a failure is the container's to answer, with a status.
 */
final class ServletSink implements ResponseSink {
  private final HttpServletResponse response;
  private final Map<String, String> headers;
  private final ReentrantLock lock = new ReentrantLock();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean patient;
  private boolean committed;
  private volatile @Nullable Throwable failure;
  private volatile boolean aborted;
  private volatile boolean left;

  private ServletSink(HttpServletResponse response, Map<String, String> headers, boolean patient) {
    this.response = response;
    this.headers = headers;
    this.patient = patient;
  }

  static ServletSink of(HttpServletResponse response, Map<String, String> headers) {
    return new ServletSink(response, headers, false);
  }

  static ServletSink patient(HttpServletResponse response, Map<String, String> headers) {
    return new ServletSink(response, headers, true);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    lock.lock();
    try {
      if (failure != null) {
        throw new IOException("The answer has ended.");
      }
      if (patient) {
        patient = false;
        kept.write(bytes);
        return;
      }
      if (!committed) {
        committed = true;
        headers.forEach(response::setHeader);
      }
      OutputStream out = response.getOutputStream();
      kept.writeTo(out);
      kept.reset();
      out.write(bytes);
      out.flush();
    } catch (IOException gone) {
      left = true;
      throw gone;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean takeFailure(Throwable failure) {
    lock.lock();
    try {
      if (committed || kept.size() == 0) {
        return false;
      }
      this.failure = failure;
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void abort() {
    aborted = true;
  }

  /** Throws what the container is to answer, or what makes it break the connection. */
  void finish() throws Exception {
    Throwable taken = failure;
    if (taken instanceof Error error) {
      throw error;
    }
    if (taken instanceof Exception exception) {
      throw exception;
    }
    if (aborted && !left) {
      throw new IOException("The answer was broken off.");
    }
  }
}
