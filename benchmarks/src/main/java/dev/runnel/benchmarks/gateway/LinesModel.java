package dev.runnel.benchmarks.gateway;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/**
 * A model that reads the lines of the answer itself, and nothing of them but text.
 *
 * @param client asks
 * @param address the address of the model
 */
record LinesModel(HttpClient client, String address) implements ChatModel {
  @Override
  public String name() {
    return "lines";
  }

  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt prompt, RunContext run) {
    return ChunkStream.from(
        lines()
            .flatMap(
                line -> {
                  String text = ModelText.of(line);
                  return text == null ? Stream.of() : Stream.of(AiMessageChunk.ofText(text));
                }));
  }

  private Stream<String> lines() {
    try {
      return client.send(ModelText.request(address), HttpResponse.BodyHandlers.ofLines()).body();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The model was interrupted.", interrupted);
    }
  }
}
