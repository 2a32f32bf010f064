package dev.runnel.example;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.example.chains.GuardedJokes;
import dev.runnel.example.chains.GuardedJokesRunnables;
import dev.runnel.model.ChatModel;
import java.util.Iterator;
import java.util.function.Function;

/** Runs a guarded chain over HTTP; each run has a {@link FlakyServer} of its own. */
final class FlakyJoke implements CustomRunnel<String, String, String> {
  private final ChatModel behind;
  private final Function<GuardedJokes, Runnel<String, String, String>> chain;

  /**
   * Makes one.
   *
   * @param behind what answers behind the server
   * @param chain chooses the chain
   */
  FlakyJoke(ChatModel behind, Function<GuardedJokes, Runnel<String, String, String>> chain) {
    this.behind = behind;
    this.chain = chain;
  }

  private Runnel<String, String, String> at(String url) {
    return chain.apply(
        new GuardedJokesRunnables(
            Provider.OPENAI.model("first", null, url), Provider.OPENAI.model("other", null, url)));
  }

  @Override
  public ChunkStream<String> open(String topic, RunContext run) {
    FlakyServer server = FlakyServer.start(behind);
    return ChunkStream.from(new Chunks(server, at(server.url()).stream(topic)));
  }

  @Override
  public Whole<String, String> whole() {
    return Whole.text();
  }

  @Override
  public String name() {
    return "flaky";
  }

  @Override
  public Graph graph() {
    return at("http://127.0.0.1/v1").graph();
  }

  /** Ends the run, and then the server. */
  private static final class Chunks implements Iterator<String>, AutoCloseable {
    private final FlakyServer server;
    private final ChunkStream<String> chunks;

    Chunks(FlakyServer server, ChunkStream<String> chunks) {
      this.server = server;
      this.chunks = chunks;
    }

    @Override
    public boolean hasNext() {
      return chunks.hasNext();
    }

    @Override
    public String next() {
      return chunks.next();
    }

    @Override
    public void close() {
      chunks.close();
      server.close();
    }
  }
}
