package dev.runnel.mcp;

import dev.runnel.serve.WireJson;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Carries messages to a process that it starts: one a line, by its input and output. */
final class StdioLink extends ClientLink {
  private static final Logger LOG = System.getLogger(StdioLink.class.getName());
  private static final int MAX_LINE = 16 * 1024 * 1024;
  private static final int MAX_SHOWN = 300;
  private static final int MAX_SECONDS_TO_END = 2;

  /** Lets the writer see that there is nothing to write any more. */
  private static final String WAKE_UP = "";

  private final List<String> command;
  private final String name;
  private final Map<String, String> environment;
  private final LinkedBlockingQueue<String> outgoing = new LinkedBlockingQueue<>();
  private volatile @Nullable Process process;
  private volatile String lastWords = "";
  private volatile String gone = "";

  StdioLink(List<String> command, Map<String, String> environment) {
    this.command = List.copyOf(command);
    this.name = shown(String.join(" ", command));
    this.environment = Map.copyOf(environment);
  }

  @Override
  String server() {
    return "The MCP server '" + name + "'";
  }

  /** Starts the process; later sessions with it go on with the same one. */
  @Override
  synchronized void start() {
    if (process != null || !gone.isEmpty()) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process started;
    try {
      started = builder.start();
    } catch (IOException failure) {
      end("could not be started: " + failure.getMessage());
      return;
    }
    process = started;
    Thread errors = thread("errors", () -> readErrors(started));
    thread("reader", () -> readMessages(started, errors));
    thread("writer", () -> write(started));
  }

  /** A read from a process cannot be interrupted, which would hold a carrier of virtual threads. */
  private Thread thread(String what, Runnable work) {
    Thread thread = new Thread(work, "runnel-mcp-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  void send(JSONRPCMessage message) {
    outgoing.add(WireJson.write(SdkJson.tree(message)) + "\n");
    if (!gone.isEmpty() && message instanceof JSONRPCRequest request) {
      fail(request.id(), gone);
    }
  }

  private void write(Process started) {
    try (OutputStream out = started.getOutputStream()) {
      while (gone.isEmpty()) {
        out.write(outgoing.take().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException broken) {
      LOG.log(Level.DEBUG, () -> server() + " does not read any more: " + broken.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void readMessages(Process started, Thread errors) {
    LineReader lines = new LineReader(started.getInputStream(), MAX_LINE);
    String why = "has ended";
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        read(line);
      }
    } catch (IOException broken) {
      why = "cannot be read any more: " + broken.getMessage();
    }
    String status = exit(started, errors);
    end(why + status + lastWords);
  }

  /** Whatever else is printed is no message, but may be the only word on what is wrong. */
  private void read(String line) {
    try {
      if (!line.isBlank()) {
        receive(SdkJson.message(line));
      }
    } catch (IOException noMessage) {
      LOG.log(Level.WARNING, () -> server() + " has printed what is no message: " + shown(line));
      lastWords = " It has printed: " + shown(line);
    }
  }

  private void readErrors(Process started) {
    LineReader lines = new LineReader(started.getErrorStream(), MAX_LINE);
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String said = shown(line);
        LOG.log(Level.DEBUG, () -> server() + ": " + said);
        lastWords = said.isBlank() ? lastWords : " It has said: " + said;
      }
    } catch (IOException broken) {
      LOG.log(Level.DEBUG, () -> server() + " cannot be read: " + broken.getMessage());
    }
  }

  private static String shown(String line) {
    return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "..." : line.strip();
  }

  /** Waits for the end, and for the last words, which come on another way. */
  private static String exit(Process started, Thread errors) {
    try {
      boolean ended = started.waitFor(MAX_SECONDS_TO_END, TimeUnit.SECONDS);
      errors.join(TimeUnit.SECONDS.toMillis(MAX_SECONDS_TO_END));
      return ended ? " with status " + started.exitValue() + "." : ".";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ".";
    }
  }

  private void end(String why) {
    if (gone.isEmpty()) {
      gone = server() + " " + why;
      outgoing.add(WAKE_UP);
    }
    failAll(gone);
  }

  @Override
  String lastWords() {
    return lastWords;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::closeNow);
  }

  /**
   * As the specification says: its input is closed, by the writer; then it is asked to end; then it
   * is ended.
   */
  private void closeNow() {
    end(LEFT.strip());
    Process open = process;
    if (open == null) {
      return;
    }
    List<ProcessHandle> children = open.descendants().toList();
    if (!ended(open)) {
      open.destroy();
    }
    if (!ended(open)) {
      open.destroyForcibly();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean ended(Process open) {
    try {
      return open.waitFor(MAX_SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
