package dev.runnel.serve;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** AG-UI 1.0: a run as events, for {@code HttpAgent} and what is built on it. */
final class AgUiProtocol implements Protocol {
  @Override
  public String name() {
    return "ag-ui";
  }

  @Override
  public List<Endpoint> endpoints(ServedChain<?, ?, ?> chain) {
    return List.of(new Endpoint("POST", "", (request, parts) -> run(chain, request)));
  }

  private static <I> ServeResponse run(ServedChain<I, ?, ?> chain, ServeRequest request) {
    ObjectNode body = RequestBody.object(request);
    RequestObject asked = new RequestObject(body, "");
    String thread = asked.text("threadId");
    String run = asked.text("runId");
    I input = RequestBody.chat(chain.input(), RoleMessages.ofAgUi(body));
    UUID id = UUID.randomUUID();
    return EventText.response(chain.events(input, new AgUiEncoder(thread, run, id), id));
  }

  @Override
  public ServeResponse refusal(InvalidRequestException failure) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", failure.reason());
    if (!failure.pointer().isEmpty()) {
      body.put("pointer", failure.pointer());
    }
    return ServeResponse.json(failure.status(), body);
  }
}
