package dev.runnel.mcp;

import dev.runnel.StreamClosedException;
import dev.runnel.Textual;
import dev.runnel.event.EventPayload;
import dev.runnel.event.Progress;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tells the client of one call how it gets on: each piece counts one more, and is the message; what
 * a step tells by {@link dev.runnel.RunContext#progress} is the number, with its total. MCP wants
 * numbers that grow, so what does not is left out.
 */
final class CallProgress implements Consumer<Object>, RunListener {
  private final McpAsyncServerExchange exchange;
  private final Object token;

  /** Steps tell of themselves on their own threads, but a client is told by one at a time. */
  private final ReentrantLock lock = new ReentrantLock();

  private long told;

  CallProgress(McpAsyncServerExchange exchange, Object token) {
    this.exchange = exchange;
    this.token = token;
  }

  @Override
  public void accept(Object piece) {
    lock.lock();
    try {
      told++;
      tell(ProgressNotification.builder(token, (double) told).message(text(piece)));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean wantsChunks(RunInfo run) {
    return false;
  }

  @Override
  public void onCustom(RunEvent.Custom event) {
    if (!(event.payload() instanceof Progress progress)) {
      return;
    }
    lock.lock();
    try {
      if (progress.done() > told) {
        told = progress.done();
        ProgressNotification.Builder number = ProgressNotification.builder(token, (double) told);
        tell(progress.total() < 0 ? number : number.total((double) progress.total()));
      }
    } catch (StreamClosedException left) {
      // Whoever reads the answer has left, which ends the run.
    } finally {
      lock.unlock();
    }
  }

  private void tell(ProgressNotification.Builder notification) {
    exchange.progressNotification(notification.build()).block();
  }

  private static String text(Object piece) {
    if (piece instanceof Textual textual) {
      return textual.text();
    }
    return piece instanceof CharSequence text
        ? text.toString()
        : EventPayload.toJson(piece).toString();
  }
}
