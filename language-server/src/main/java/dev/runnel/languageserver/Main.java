package dev.runnel.languageserver;

import com.google.gson.JsonObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;

/** Runs the server: it speaks the Language Server Protocol over standard input and output. */
public final class Main {
  private Main() {}

  /**
   * Starts the server, and ends with the editor.
   *
   * @param arguments options, such as {@code --diagnostics=whileTyping}
   * @throws InterruptedException if it is interrupted
   * @throws ExecutionException if the editor cannot be read
   */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    PrintStream out = System.out;
    // Whatever else is printed must not come between the messages.
    System.setOut(System.err);
    run(options(arguments), System.in, out);
    // The compiler's threads do not hold up the end.
    System.exit(0);
  }

  private static JsonObject options(String... arguments) {
    try {
      return CommandLine.read(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      throw wrong;
    }
  }

  /** Serves one editor until it leaves. */
  static void run(JsonObject options, InputStream in, OutputStream out)
      throws InterruptedException, ExecutionException {
    ExecutorService messages =
        Executors.newCachedThreadPool(RunnelServer.daemon("runnel-messages"));
    try (RunnelServer server = new RunnelServer(options)) {
      Launcher<RunnelClient> launcher =
          new Launcher.Builder<RunnelClient>()
              .setLocalService(server)
              .setRemoteInterface(RunnelClient.class)
              .setInput(in)
              .setOutput(out)
              .setExecutorService(messages)
              .create();
      server.connect(launcher.getRemoteProxy());
      Future<Void> listening = launcher.startListening();
      server.onExit(() -> listening.cancel(true));
      listening.get();
    } catch (CancellationException exit) {
      // The editor has said that it leaves, and does not have to close its end first.
      return;
    } finally {
      messages.shutdownNow();
    }
  }
}
