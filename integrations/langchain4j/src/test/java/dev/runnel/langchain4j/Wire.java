package dev.runnel.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.FinishReason;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.testkit.adapter.AnthropicEvents;
import dev.runnel.testkit.adapter.ChatExchange;
import dev.runnel.testkit.adapter.ChatServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider on the loopback interface, as its public reference describes it: gives answers in
 * order, and refuses a request whose messages it does not allow.
 */
enum Wire {
  OPENAI {
    @Override
    ChatModel model(ChatServer server) {
      return OpenAiOverHttpTest.model(server);
    }

    @Override
    void send(ChatExchange exchange, AiMessage answer) throws IOException {
      exchange.startEvents();
      int index = 0;
      for (MessagePart part : answer.parts()) {
        if (part instanceof TextPart text) {
          exchange.text(text.text());
        } else if (part instanceof ToolCall call) {
          exchange.event(
              ChatExchange.delta(
                  ("{\"tool_calls\":[{\"index\":%s,\"id\":%s,\"type\":\"function\","
                          + "\"function\":{\"name\":%s,\"arguments\":%s}}]}")
                      .formatted(
                          index++, json(call.id()), json(call.name()), json(call.arguments())),
                  null));
        }
      }
      boolean isCut = answer.finishReason() == FinishReason.LENGTH;
      exchange.finish(isCut ? "length" : index > 0 ? "tool_calls" : "stop").done();
    }

    @Override
    void check(JsonNode messages) {
      Set<String> open = new HashSet<>();
      for (JsonNode message : messages) {
        boolean isResult = message.path("role").asString().equals("tool");
        if (isResult) {
          refuseIf(!open.remove(message.path("tool_call_id").asString()), "orphan result", message);
          refuseIf(
              message.path("content").findValuesAsString("type").stream()
                  .anyMatch(type -> !type.equals("text")),
              "Image URLs are only allowed for messages with role 'user'",
              message);
        } else {
          refuseIf(!open.isEmpty(), "tool_calls must be followed by tool messages", message);
        }
        for (JsonNode call : message.path("tool_calls")) {
          refuseIf(!open.add(call.path("id").asString()), "two calls of one id", message);
          refuseIf(!call.at("/function/arguments").isString(), "arguments are no text", message);
        }
      }
      refuseIf(!open.isEmpty(), "tool_calls must be followed by tool messages", messages);
    }
  },

  ANTHROPIC {
    @Override
    ChatModel model(ChatServer server) {
      return LangChain4jChatModel.of(
          AnthropicStreamingChatModel.builder()
              .baseUrl(server.baseUrl())
              .apiKey("none")
              .modelName("claude")
              .maxTokens(2000)
              .thinkingType("enabled")
              .thinkingBudgetTokens(1024)
              .returnThinking(true)
              .sendThinking(true)
              .httpClientBuilder(CancellableHttpClient.builder())
              .build());
    }

    @Override
    void send(ChatExchange exchange, AiMessage answer) throws IOException {
      AnthropicEvents events = AnthropicEvents.start(exchange);
      for (MessagePart part : answer.parts()) {
        if (part instanceof TextPart text) {
          events.text(text.text());
        } else if (part instanceof Reasoning thought) {
          events.thinking(thought.signature(), thought.text());
        } else if (part instanceof ToolCall call) {
          events.call(call.id(), call.name(), call.arguments());
        }
      }
      boolean isCut = answer.finishReason() == FinishReason.LENGTH;
      String reason = answer.toolCalls().isEmpty() ? "end_turn" : "tool_use";
      events.end(isCut ? "max_tokens" : reason, 2);
    }

    @Override
    void check(JsonNode messages) {
      Set<String> open = new HashSet<>();
      Set<String> all = new HashSet<>();
      for (JsonNode message : messages) {
        checkResults(message, open);
        for (JsonNode block : message.path("content")) {
          String type = block.path("type").asString();
          refuseIf(
              type.equals("text") && block.path("text").asString().isBlank(),
              "text content blocks must be non-empty",
              message);
          if (type.equals("tool_use")) {
            open.add(block.path("id").asString());
            refuseIf(!all.add(block.path("id").asString()), "ids must be unique", message);
            refuseIf(!block.path("input").isObject(), "input must be an object", message);
          }
        }
      }
      refuseIf(!open.isEmpty(), "tool_use without tool_result", messages);
      checkThinking(messages);
    }

    private void checkResults(JsonNode message, Set<String> open) {
      boolean textBefore = false;
      for (JsonNode block : message.path("content")) {
        if (block.path("type").asString().equals("tool_result")) {
          refuseIf(textBefore, "tool_result must come first", message);
          refuseIf(!open.remove(block.path("tool_use_id").asString()), "orphan result", message);
        } else if (message.path("role").asString().equals("user")) {
          textBefore = true;
        }
      }
      refuseIf(!open.isEmpty(), "tool_use without tool_result " + open, message);
    }

    /**
     * Thinking is on: an answer with calls that are being answered begins with a signed thought.
     */
    private void checkThinking(JsonNode messages) {
      for (JsonNode message : messages) {
        JsonNode first = message.path("content").path(0);
        refuseIf(
            first.path("type").asString("").equals("thinking")
                && !first.path("signature").asString("").equals("c2lnbmVk"),
            "signature in thinking is not valid",
            message);
      }
    }
  },

  GEMINI {
    @Override
    ChatModel model(ChatServer server) {
      return LangChain4jChatModel.of(
          GoogleAiGeminiStreamingChatModel.builder()
              .baseUrl(server.baseUrl())
              .apiKey("none")
              .modelName("gemini")
              .returnThinking(true)
              .sendThinking(true)
              .httpClientBuilder(CancellableHttpClient.builder())
              .build());
    }

    @Override
    void send(ChatExchange exchange, AiMessage answer) throws IOException {
      exchange.startEvents();
      @Nullable String signature = null;
      for (MessagePart part : answer.parts()) {
        if (part instanceof Reasoning thought) {
          signature = thought.signature();
          send(exchange, "{\"text\":%s,\"thought\":true}".formatted(json(thought.text())), null);
        } else if (part instanceof TextPart text) {
          send(exchange, "{\"text\":%s}".formatted(json(text.text())), null);
        } else if (part instanceof ToolCall call) {
          send(
              exchange,
              "{\"functionCall\":{\"id\":%s,\"name\":%s,\"args\":%s}%s}"
                  .formatted(
                      json(call.id()),
                      json(call.name()),
                      call.arguments().isEmpty() ? "{}" : call.arguments(),
                      signature == null ? "" : ",\"thoughtSignature\":" + json(signature)),
              null);
          signature = null;
        }
      }
      send(exchange, "{\"text\":\"\"}", "STOP");
      exchange.raw("0\r\n\r\n");
    }

    private void send(ChatExchange exchange, String part, @Nullable String finish)
        throws IOException {
      exchange.event(
          "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[%s]},\"index\":0%s}],%s}"
              .formatted(
                  part,
                  finish == null ? "" : ",\"finishReason\":" + json(finish),
                  "\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2,"
                      + "\"totalTokenCount\":5},\"modelVersion\":\"gemini\",\"responseId\":\"r\""));
    }

    @Override
    JsonNode messages(JsonNode request) {
      return request.path("contents");
    }

    @Override
    void check(JsonNode contents) {
      List<String> open = new ArrayList<>();
      String before = "";
      for (JsonNode content : contents) {
        List<String> results = names(content, "functionResponse"); // those in a row count as one
        refuseIf(
            results.size() > open.size() || !results.equals(open.subList(0, results.size())),
            "the number of function response parts must equal that of function call parts",
            content);
        open = new ArrayList<>(open.subList(results.size(), open.size()));
        String role = content.path("role").asString();
        refuseIf(
            !open.isEmpty() && (results.isEmpty() || role.equals("model")),
            "the number of function response parts must equal that of function call parts",
            content);
        List<String> calls = names(content, "functionCall");
        refuseIf(!calls.isEmpty() && !role.equals("model"), "calls of a user", content);
        refuseIf(
            !calls.isEmpty() && before.equals("model"),
            "function call turn comes immediately after a user turn or a function response turn",
            content);
        open.addAll(calls);
        before = role;
      }
      refuseIf(!open.isEmpty(), "function calls without responses", contents);
      checkSignatures(contents);
    }

    /** The first call of each step has the signature that it came with. */
    private void checkSignatures(JsonNode contents) {
      for (JsonNode content : contents) {
        boolean hasThought = !content.findValues("thought").isEmpty();
        boolean hasCall = !names(content, "functionCall").isEmpty();
        refuseIf(
            hasThought && hasCall && content.findValues("thoughtSignature").isEmpty(),
            "Function call is missing a thought_signature",
            content);
      }
    }

    private List<String> names(JsonNode content, String kind) {
      List<String> names = new ArrayList<>();
      for (JsonNode part : content.path("parts")) {
        if (part.has(kind)) {
          names.add(part.at("/" + kind + "/name").asString());
        }
      }
      return names;
    }

    @Override
    boolean canSay(AiMessage answer) {
      return answer.toolCalls().stream()
          .allMatch(call -> call.arguments().isEmpty() || call.arguments().matches("\\{.*\\}"));
    }
  };

  abstract ChatModel model(ChatServer server);

  /** Tells whether the provider can give an answer: not all write arguments as text. */
  boolean canSay(AiMessage answer) {
    return true;
  }

  /** Returns the messages of a request. */
  JsonNode messages(JsonNode request) {
    return request.path("messages");
  }

  abstract void send(ChatExchange exchange, AiMessage answer) throws IOException;

  abstract void check(JsonNode messages);

  /** Starts a server that gives answers in order, and refuses what the provider refuses. */
  ChatServer start(List<AiMessage> answers) {
    AtomicInteger next = new AtomicInteger();
    return ChatServer.start(
        exchange -> {
          try {
            check(messages(exchange.request()));
          } catch (Refused refused) {
            exchange.error("400 Bad Request", refused.getMessage());
            return;
          }
          send(exchange, answers.get(next.getAndIncrement()));
        });
  }

  static void refuseIf(boolean wrong, String why, JsonNode where) {
    if (wrong) {
      throw new Refused(why + ": " + where);
    }
  }

  static String json(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
