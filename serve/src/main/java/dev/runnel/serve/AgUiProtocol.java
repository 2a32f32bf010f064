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
    Approvals approvals = Approvals.of(chain);
    return List.of(new Endpoint("POST", "", (request, parts) -> run(chain, approvals, request)));
  }

  private static <I> ServeResponse run(
      ServedChain<I, ?, ?> chain, Approvals approvals, ServeRequest request) {
    ObjectNode body = RequestBody.object(request);
    AgUiRequest asked = AgUiRequest.read(body);
    ServedRun<?> run =
        asked.verdicts().isEmpty()
            ? new ServedRun<>(
                chain,
                RequestBody.chat(chain.input(), RoleMessages.ofAgUi(body)),
                RunApprovals.ofNew(approvals))
            : approvals.resume(asked.token(), asked.verdicts());
    UUID id = UUID.randomUUID();
    return EventText.response(run.events(new AgUiEncoder(asked, id, run.approvals()), id));
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
