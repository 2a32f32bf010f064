package dev.runnel.remote;

import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a chain on another server is talked to. */
public enum RemoteProtocol {
  /** Runnel's plain protocol: the input is the body. */
  PLAIN("message") {
    @Override
    URI uri(URI chain) {
      return chain;
    }

    @Override
    JsonNode body(JsonNode input) {
      return input;
    }
  },

  /** LangServe's protocol, of Runnel's servers and of those written in Python. */
  LANGSERVE("data") {
    @Override
    URI uri(URI chain) {
      String base = chain.toString();
      return URI.create(base + (base.endsWith("/") ? "stream" : "/stream"));
    }

    @Override
    JsonNode body(JsonNode input) {
      return JsonNodeFactory.instance.objectNode().set("input", input);
    }
  };

  private final String chunkEvent;

  RemoteProtocol(String chunkEvent) {
    this.chunkEvent = chunkEvent;
  }

  /** Returns the name of the events that bring chunks. */
  String chunkEvent() {
    return chunkEvent;
  }

  /** Returns where a run is asked for. */
  abstract URI uri(URI chain);

  /** Returns what is sent. */
  abstract JsonNode body(JsonNode input);
}
