package dev.runnel.serve;

import dev.runnel.model.ChatPrompt;
import dev.runnel.shared.Background;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.Map;

/** Chains whose streams are kept, and what their clients do. */
final class KeptChains {
  private KeptChains() {}

  /** Serves a chain below two paths. */
  static ChainService service(Wire wire, ScriptedChatModel model, ServeOptions options) {
    return ChainService.builder()
        .add("/a", served(wire, model, options), wire.protocol())
        .add("/b", served(wire, model, options), wire.protocol())
        .build();
  }

  private static ServedChain<?, ?, ?> served(
      Wire wire, ScriptedChatModel model, ServeOptions options) {
    return wire == Wire.PLAIN
        ? ServedChain.of("a", new JokesRunnables(model).joke(), options)
        : ServedChain.of("a", model, ChainInput.of(ChatPrompt.class), options);
  }

  static StreamedBody body(ServeResponse response) {
    return ((ServeResponse.Streamed) response).body();
  }

  static Background<Boolean> write(StreamedBody body, ResponseSink sink) {
    return Background.run(
        () -> {
          body.writeTo(sink);
          return true;
        });
  }

  static String read(ServeResponse response) {
    RecordingSink sink = RecordingSink.patient();
    body(response).writeTo(sink);
    return sink.text();
  }

  static ServeRequest get(String path, Map<String, String> headers) {
    return new ServeRequest("GET", path, Map.of(), headers, new byte[0]);
  }
}
