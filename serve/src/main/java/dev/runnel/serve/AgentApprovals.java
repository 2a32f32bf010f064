package dev.runnel.serve;

import dev.runnel.agent.Agent;
import dev.runnel.agent.Decision;
import dev.runnel.agent.PausedAgent;
import dev.runnel.agent.PausedAgentException;
import dev.runnel.agent.Resumption;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The approvals of an agent. With a key the state goes to the client, signed, and comes back with
 * the decisions; without one it stays in the memory of this server, and the client has its id.
 */
final class AgentApprovals implements Approvals {
  private static final String STATE = "state";
  private static final String CALLS = "calls";
  private static final String ALGORITHM = "HmacSHA256";

  private final ServedChain<Resumption, ?, ?> resuming;
  private final @Nullable Key key;
  private final AgentStates states = new AgentStates();

  private AgentApprovals(ServedChain<Resumption, ?, ?> resuming) {
    this.resuming = resuming;
    Key given = resuming.options().stateKey();
    this.key = given == null ? null : keyOf(resuming.name(), given);
  }

  /** Makes the key of one agent: what one has been allowed must not be what another one does. */
  private static Key keyOf(String name, Key given) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(given);
      return new SecretKeySpec(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)), ALGORITHM);
    } catch (GeneralSecurityException unfit) {
      throw new IllegalArgumentException(
          "The key for states of agents is none for " + ALGORITHM + ": " + unfit.getMessage() + ".",
          unfit);
    }
  }

  static Approvals of(ServedChain<?, ?, ?> chain) {
    Agent agent = (Agent) chain.agent();
    return new AgentApprovals(
        ServedChain.of(
            chain.name(), agent.resuming(), ChainInput.of(Resumption.class), chain.options()));
  }

  @Override
  public @Nullable ObjectNode keep(Object value, Map<String, String> shownIds) {
    PausedAgent state = AgentReader.stateOf(value);
    if (state == null) {
      return null;
    }
    ObjectNode token = JsonNodeFactory.instance.objectNode();
    token.put(STATE, key == null ? states.put(state) : state.toJson(key));
    ObjectNode calls = JsonNodeFactory.instance.objectNode();
    shownIds.forEach(calls::put);
    if (!calls.isEmpty()) {
      token.set(CALLS, calls);
    }
    return token;
  }

  @Override
  public ServedRun<?> resume(RequestObject token, Map<String, Verdict> verdicts) {
    String text = token.text(STATE);
    PausedAgent state = key == null ? states.get(text, token) : signed(text, token, key);
    Map<String, Decision> decisions = new HashMap<>();
    verdicts.forEach((id, verdict) -> decisions.put(id, decision(verdict)));
    Resumption resumption = token.make(STATE, () -> new Resumption(state, decisions));
    if (key == null) {
      states.take(text, token);
    }
    Set<String> denied = new HashSet<>();
    verdicts.forEach(
        (id, verdict) -> {
          if (!verdict.approved()) {
            denied.add(id);
          }
        });
    return new ServedRun<>(
        resuming, resumption, new RunApprovals(this, true, shownIds(token), denied));
  }

  private static PausedAgent signed(String text, RequestObject token, Key key) {
    try {
      return PausedAgent.fromJson(text, key);
    } catch (PausedAgentException wrong) {
      throw token.refused(STATE, String.valueOf(wrong.getMessage()));
    }
  }

  private static Decision decision(Verdict verdict) {
    if (!verdict.approved()) {
      return Decision.reject(verdict.reason());
    }
    String arguments = verdict.arguments();
    return arguments == null ? Decision.approve() : Decision.edit(arguments);
  }

  private static Map<String, String> shownIds(RequestObject token) {
    Map<String, String> ids = new HashMap<>();
    if (token.has(CALLS)) {
      RequestObject calls = token.object(CALLS);
      for (Map.Entry<String, JsonNode> call : calls.json().properties()) {
        ids.put(call.getKey(), calls.text(call.getKey()));
      }
    }
    return ids;
  }
}
