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
      return below(chain, "stream");
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

  /** Returns where LangServe is asked for the events of a run. */
  static URI eventsOf(URI chain) {
    return below(chain, "stream_events");
  }

  /** Returns where a run is stopped that goes on without its clients. */
  static URI streamOf(URI chain, String run) {
    return below(chain, run + "/stream");
  }

  private static URI below(URI chain, String name) {
    String base = chain.toString();
    return URI.create(base + (base.endsWith("/") ? name : "/" + name));
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
