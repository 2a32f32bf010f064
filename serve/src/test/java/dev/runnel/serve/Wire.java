package dev.runnel.serve;

import java.util.Map;

/** The protocols that know clients that come back. */
enum Wire {
  PLAIN(Protocols.PLAIN),
  AI_SDK(Protocols.AI_SDK);

  static final String CHAT = "chat-0123456789abcdef";

  private final Protocol protocol;

  Wire(Protocol protocol) {
    this.protocol = protocol;
  }

  Protocol protocol() {
    return protocol;
  }

  ServeRequest ask() {
    return ask(CHAT);
  }

  ServeRequest ask(String chat) {
    return this == PLAIN
        ? ServeRequest.post("/a", "\"parrots\"")
        : ServeRequest.post(
            "/a",
            "{\"id\":\"%s\",\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"a\"}]}]}"
                .formatted(chat));
  }

  /** Returns the address of the stream of a run. */
  String address(StreamedBody body) {
    return "/a/" + (this == PLAIN ? body.runId().toString() : CHAT) + "/stream";
  }

  ServeRequest stop(StreamedBody body) {
    return new ServeRequest("DELETE", address(body), Map.of(), Map.of(), new byte[0]);
  }

  /** Returns what a stream has at its end only. */
  String end() {
    return this == PLAIN ? "event: end\n" : "data: [DONE]\n";
  }
}
