package dev.runnel.playground;

import dev.runnel.serve.Endpoint;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeRequest;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.ServedChain;
import dev.runnel.serve.ServedPages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The playground's page and what it asks for: the chains, and of each its schemas, its graph and
 * the events of a run, as LangServe's protocol has them. Failures are told with their text.
 */
public final class Playground implements ServedPages {
  private static final String PATH = "/playground";
  private static final String CHAINS = PATH + "/chains";

  /** What the page asks of LangServe's protocol. */
  private static final Set<String> ASKED =
      Set.of("/input_schema", "/output_schema", "/stream_events");

  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Makes the pages of one server; called by {@link java.util.ServiceLoader}. */
  public Playground() {}

  @Override
  public String name() {
    return "playground";
  }

  @Override
  public List<Endpoint> endpoints(Map<String, ServedChain<?, ?, ?>> chains) {
    List<Endpoint> endpoints = new ArrayList<>();
    PageFile page = PageFile.page();
    endpoints.add(new Endpoint("GET", PATH, (request, parts) -> answer(page, request)));
    for (PageFile file : PageFile.all()) {
      endpoints.add(
          new Endpoint("GET", PATH + "/" + file.name(), (request, parts) -> file.response()));
    }
    ServeResponse listed = ServeResponse.json(200, list(chains));
    endpoints.add(new Endpoint("GET", CHAINS, (request, parts) -> listed));
    chains.forEach((path, chain) -> endpoints.addAll(ofChain(CHAINS + path, chain)));
    return endpoints;
  }

  /** The page names its files relative to itself, so its address ends with a slash. */
  private static ServeResponse answer(PageFile page, ServeRequest request) {
    return request.path().endsWith("/")
        ? page.response()
        : ServeResponse.text(308, "The playground is at playground/.\n")
            .with("Location", "playground/");
  }

  private static JsonNode list(Map<String, ServedChain<?, ?, ?>> chains) {
    ArrayNode list = MAPPER.createArrayNode();
    chains.forEach((path, chain) -> list.addObject().put("path", path).put("name", chain.name()));
    ObjectNode json = MAPPER.createObjectNode();
    json.set("chains", list);
    return json;
  }

  private static <I, C, O> List<Endpoint> ofChain(String path, ServedChain<I, C, O> chain) {
    ServedChain<I, C, O> shown =
        new ServedChain<>(
            chain.name(), chain.chain(), chain.input(), options(chain.options()), chain.agent());
    List<Endpoint> endpoints = new ArrayList<>();
    for (Endpoint endpoint : Protocols.LANGSERVE.endpoints(shown)) {
      if (ASKED.contains(endpoint.path())) {
        endpoints.add(new Endpoint(endpoint.method(), path + endpoint.path(), endpoint.handler()));
      }
    }
    endpoints.add(
        new Endpoint(
            "GET",
            path + "/graph",
            (request, parts) ->
                ServeResponse.json(200, MAPPER.readTree(chain.chain().graph().toJson()))));
    return endpoints;
  }

  /** Who presses Stop leaves, and while the model is silent this is seen by a heartbeat. */
  private static ServeOptions options(ServeOptions options) {
    Duration heartbeat =
        options.heartbeat().compareTo(HEARTBEAT) < 0 ? options.heartbeat() : HEARTBEAT;
    return options.withShowFailures(true).withHeartbeat(heartbeat);
  }
}
