package dev.runnel.testkit;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.UserMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model's provider demands of the messages that it is sent. It refuses any other request,
 * with status 400, and so does the {@link #checking model} that a test puts before its own:
 *
 * <pre>{@code
 * ChatModel model = HistoryRules.ANTHROPIC.checking(ScriptedChatModel.of("Hello"));
 * }</pre>
 *
 * <p>All of them demand that each call of an answer has exactly one result, directly behind the
 * answer, and that there are no other results.
 */
public enum HistoryRules {
  /** OpenAI's chat completions. */
  OPENAI,
  /** Anthropic's messages: ids differ, arguments are objects, signed reasoning comes back. */
  ANTHROPIC,
  /** Google's Gemini: signatures of calls come back. */
  GEMINI,
  /** Mistral: ids of nine letters and digits, and no question directly behind a result. */
  MISTRAL;

  private static final Pattern NINE = Pattern.compile("[a-zA-Z0-9]{9}");

  /**
   * Puts the rules before a model: a request that breaks one fails before the model is asked.
   *
   * @param model the model
   * @return a model that asks that one
   */
  public ChatModel checking(ChatModel model) {
    return new CheckedChatModel(model, this);
  }

  /**
   * Checks messages.
   *
   * @param messages the messages, the oldest first
   * @throws RefusedHistoryException if the provider refuses them
   */
  public void check(List<ChatMessage> messages) {
    check(messages, List.of());
  }

  /** Checks messages that go on after answers which the model has given. */
  void check(List<ChatMessage> messages, List<AiMessage> given) {
    checkResults(messages);
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof AiMessage answer) {
        checkAnswer(answer, i);
        checkSignatures(answer, given, i);
      }
    }
    checkOrder(messages);
    if (this == ANTHROPIC) {
      checkIdsDiffer(messages);
    }
  }

  private void checkResults(List<ChatMessage> messages) {
    Set<String> open = new HashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      ChatMessage message = messages.get(i);
      if (message instanceof ToolMessage result) {
        refuseIf(
            !open.remove(result.callId()),
            i,
            "result '" + result.callId() + "' has no open call directly before it");
        continue;
      }
      refuseIf(!open.isEmpty(), i, "before it calls " + open + " have no result");
      if (message instanceof AiMessage answer) {
        for (ToolCall call : calls(answer)) {
          refuseIf(call.id().isBlank(), i, "call '" + call.name() + "' has no id");
          refuseIf(!open.add(call.id()), i, "two calls have the id '" + call.id() + "'");
        }
      }
    }
    refuseIf(!open.isEmpty(), messages.size(), "at the end calls " + open + " have no result");
  }

  private void checkAnswer(AiMessage answer, int at) {
    refuseIf(
        calls(answer).isEmpty() && answer.parts().isEmpty(),
        at,
        "an answer says and calls nothing");
    for (ToolCall call : calls(answer)) {
      refuseIf(
          this == MISTRAL && !NINE.matcher(call.id()).matches(),
          at,
          "the id '" + call.id() + "' is not of nine letters and digits");
      refuseIf(
          (this == ANTHROPIC || this == GEMINI) && !isObject(call.arguments()),
          at,
          "the arguments of call '" + call.id() + "' are no JSON object: " + call.arguments());
    }
    for (MessagePart part : answer.parts()) {
      refuseIf(
          this == ANTHROPIC && part instanceof TextPart text && text.text().isBlank(),
          at,
          "a text is empty");
    }
  }

  /** Checks that what the model signed has come back as it was, in its order. */
  private void checkSignatures(AiMessage answer, List<AiMessage> given, int at) {
    if (this != ANTHROPIC && this != GEMINI) {
      return;
    }
    for (AiMessage original : given) {
      if (isSame(answer, original)) {
        refuseIf(
            !signed(answer).equals(signed(original)),
            at,
            "what the model signed is missing or was changed: it was "
                + signed(original)
                + " and is "
                + signed(answer));
      }
    }
  }

  private static boolean isSame(AiMessage answer, AiMessage original) {
    List<ToolCall> calls = calls(answer);
    List<ToolCall> originals = calls(original);
    if (calls.isEmpty() || calls.size() != originals.size()) {
      return false;
    }
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).name().equals(originals.get(i).name())
          || !calls.get(i).arguments().equals(originals.get(i).arguments())) {
        return false;
      }
    }
    return answer.text().equals(original.text());
  }

  private static List<Object> signed(AiMessage answer) {
    List<Object> signed = new ArrayList<>();
    for (MessagePart part : answer.parts()) {
      if (part instanceof Reasoning reasoning && reasoning.signature() != null) {
        signed.add(reasoning);
      } else if (part instanceof ToolCall call && !call.extras().isEmpty()) {
        signed.add(call.extras());
      }
    }
    return signed;
  }

  private void checkOrder(List<ChatMessage> messages) {
    boolean begun = false;
    for (int i = 0; i < messages.size(); i++) {
      ChatMessage message = messages.get(i);
      if (message instanceof SystemMessage) {
        continue;
      }
      refuseIf(
          !begun && this != OPENAI && !(message instanceof UserMessage),
          i,
          "the first message is none of the user");
      begun = true;
      refuseIf(
          this == MISTRAL
              && message instanceof UserMessage
              && i > 0
              && messages.get(i - 1) instanceof ToolMessage,
          i,
          "a question stands directly behind a result");
    }
    ChatMessage last = messages.get(messages.size() - 1);
    refuseIf(
        this == ANTHROPIC
            && last instanceof AiMessage answer
            && !answer.text().equals(answer.text().stripTrailing()),
        messages.size() - 1,
        "the last answer ends with white space");
  }

  private void checkIdsDiffer(List<ChatMessage> messages) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof AiMessage answer) {
        for (ToolCall call : calls(answer)) {
          refuseIf(!ids.add(call.id()), i, "two calls have the id '" + call.id() + "'");
        }
      }
    }
  }

  private static List<ToolCall> calls(AiMessage answer) {
    return answer.toolCalls().stream().filter(call -> !call.providerExecuted()).toList();
  }

  private static boolean isObject(String json) {
    if (json.isBlank()) {
      return true; // adapters send an empty object
    }
    try {
      return JsonMapper.shared().readTree(json).isObject();
    } catch (JacksonException noJson) {
      return false;
    }
  }

  private void refuseIf(boolean wrong, int at, String what) {
    if (wrong) {
      throw new RefusedHistoryException(
          "400: %s refuses message %s of the request: %s.".formatted(this, at, what));
    }
  }
}
