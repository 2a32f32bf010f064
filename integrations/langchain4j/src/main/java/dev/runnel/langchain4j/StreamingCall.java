package dev.runnel.langchain4j;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.RunnelException;
import dev.runnel.StreamClosedException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.FinishReason;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.Refusal;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a streaming model: takes what LangChain4j calls back with, and hands it on.
 *
 * <p>LangChain4j calls from one thread at a time, which may be the reader's. What a model leaves
 * out of the pieces, but tells at the end, is made up for at the end: so the chunks always add up
 * to the whole answer.
 */
final class StreamingCall implements StreamingChatResponseHandler {
  private final String name;
  private final ModelProvider provider;
  private final Dialect dialect;
  private final Cancellation cancellation;
  private final AnswerStream answer = new AnswerStream();
  private final StreamedCalls toolCalls;
  private boolean textSeen;
  private boolean reasoningSeen;
  private boolean emitted;
  private @Nullable StreamingHandle handle;

  private StreamingCall(
      String name,
      ModelProvider provider,
      Dialect dialect,
      Set<String> tools,
      Cancellation cancellation) {
    this.name = name;
    this.dialect = dialect;
    this.provider = provider;
    this.toolCalls = new StreamedCalls(tools);
    this.cancellation = cancellation;
  }

  /**
   * Starts the call on a thread of the run's executor: a model may block while it connects, or even
   * while it streams, and the reader must be able to leave nevertheless.
   */
  static ChunkStream<AiMessageChunk> start(
      String name, StreamingChatModel model, Requests requests, ChatPrompt prompt, RunContext run) {
    ChatRequest request = requests.of(prompt);
    Cancellation cancellation = new Cancellation(run.executor(), prompt.options());
    StreamingCall call =
        new StreamingCall(
            name, model.provider(), requests.dialect(), toolNames(request), cancellation);
    call.answer.onClose(cancellation::cancel);
    cancellation.readBy(call.answer::pull);
    if (!showsEvents(model)) {
      cancellation.passEvents();
    }
    Runnable task =
        () -> {
          try {
            model.chat(request, call);
            if (!cancellation.isTaken()) {
              requests.warnOfClient(prompt.options());
            }
          } catch (Throwable failure) {
            call.onError(failure);
          }
        };
    run.executor().execute(run.wrap(() -> cancellation.run(task)));
    return call.answer;
  }

  /** Tells whether a listener, or a model that wraps one, may look at the events of an answer. */
  private static boolean showsEvents(StreamingChatModel model) {
    return !model.listeners().isEmpty()
        || !model.getClass().getName().startsWith("dev.langchain4j.model.");
  }

  private static Set<String> toolNames(ChatRequest request) {
    Set<String> names = new HashSet<>();
    if (request.toolSpecifications() != null) {
      request.toolSpecifications().forEach(tool -> names.add(tool.name()));
    }
    return names;
  }

  @Override
  public void onPartialResponse(String partialResponse) {
    textSeen = true;
    emit(AiMessageChunk.ofText(partialResponse));
  }

  @Override
  public void onPartialResponse(PartialResponse partialResponse, PartialResponseContext context) {
    cancelWith(context.streamingHandle());
    onPartialResponse(partialResponse.text());
  }

  @Override
  public void onPartialThinking(PartialThinking partialThinking) {
    reasoningSeen = true;
    emit(AiMessageChunk.ofReasoning(partialThinking.text()));
  }

  @Override
  public void onPartialThinking(PartialThinking partialThinking, PartialThinkingContext context) {
    cancelWith(context.streamingHandle());
    onPartialThinking(partialThinking);
  }

  @Override
  public void onPartialToolCall(PartialToolCall partialToolCall) {
    emit(toolCalls.piece(partialToolCall));
  }

  @Override
  public void onPartialToolCall(PartialToolCall partialToolCall, PartialToolCallContext context) {
    cancelWith(context.streamingHandle());
    onPartialToolCall(partialToolCall);
  }

  @Override
  public void onCompleteToolCall(CompleteToolCall completeToolCall) {
    AiMessageChunk rest = toolCalls.rest(completeToolCall);
    if (rest != null) {
      emit(rest);
    }
  }

  @Override
  public void onUnmappedRawEvent(Object rawEvent) {
    WireEnd end = cancellation.wireEnd();
    if (!end.isWatched() && rawEvent instanceof ServerSentEvent event) {
      ProviderErrorException error = end.see(event);
      if (error != null) {
        onError(error);
      }
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse completeResponse) {
    @Nullable ProviderErrorException none =
        provider == ModelProvider.OPEN_AI ? cancellation.wireEnd().withoutAnswer() : null;
    if (none != null && !emitted) {
      onError(none);
      return;
    }
    AiMessage whole = Responses.toMessage(completeResponse, dialect);
    AiMessageChunk missing;
    try {
      missing = toolCalls.missing(whole.toolCalls());
    } catch (RunnelException disagree) {
      onError(disagree);
      return;
    }
    AiMessageChunk last = new AiMessageChunk(rest(whole, missing), info(whole), whole.extras());
    boolean cut = provider == ModelProvider.OPEN_AI && isCut(last);
    if (tells(last) || (!emitted && !cut)) {
      emit(last);
    }
    if (cut) {
      onError(
          new RunnelException(
              "The answer of '%s' ended without the mark of its end: the connection was cut."
                      .formatted(name)
                  + " What came before was handed on; ask again for a whole answer."));
    } else {
      answer.complete();
    }
  }

  private static boolean tells(AiMessageChunk last) {
    return !last.isEmpty() || !last.extras().isEmpty() || last.info().id() != null;
  }

  private AnswerInfo info(AiMessage whole) {
    String raw = cancellation.wireEnd().finishReason();
    FinishReason reason = whole.finishReason();
    return whole
        .info()
        .withFinishReason(
            raw == null || (reason != null && reason != FinishReason.OTHER) ? reason : reason(raw),
            raw);
  }

  /** Knows the words of providers that LangChain4j does not know. */
  private static FinishReason reason(String raw) {
    return switch (raw) {
      case "refusal" -> FinishReason.CONTENT_FILTER;
      case "model_context_window_exceeded" -> FinishReason.LENGTH;
      default -> FinishReason.OTHER;
    };
  }

  /** Returns the parts, or what completes them, that were not streamed. */
  private List<ChunkPart> rest(AiMessage whole, @Nullable AiMessageChunk missing) {
    List<ChunkPart> rest = new ArrayList<>();
    for (MessagePart part : whole.parts()) {
      if (part instanceof Reasoning reasoning) {
        rest.addAll(rest(reasoning));
      } else if (!(part instanceof ToolCall) && !(textSeen && part instanceof TextPart)) {
        rest.add(part);
      }
    }
    if (missing != null) {
      rest.addAll(missing.parts());
    }
    String refusal = cancellation.wireEnd().refusal();
    if (!refusal.isEmpty()) {
      rest.add(new Refusal(refusal));
    }
    return rest;
  }

  /** LangChain4j joins the signatures of several parts, and gives them when all was streamed. */
  private List<Reasoning> rest(Reasoning whole) {
    if (!reasoningSeen || whole.redacted()) {
      return List.of(whole);
    }
    return whole.signature() == null
        ? List.of()
        : whole
            .signature()
            .lines()
            .map(signature -> Reasoning.signed("", signature, dialect.provider()))
            .toList();
  }

  /** A body whose length is not told ends silently when it is cut. */
  private boolean isCut(AiMessageChunk last) {
    WireEnd end = cancellation.wireEnd();
    return end.isWatched() ? !end.isMarked() : last.finishReason() == null && last.usage() == null;
  }

  @Override
  public void onError(Throwable error) {
    answer.fail(unwrap(error));
  }

  private void emit(AiMessageChunk chunk) {
    emitted = true;
    try {
      answer.emit(chunk);
    } catch (StreamClosedException nobodyReads) {
      // The connection is being closed, or will be with the next piece: see cancelWith.
      cancellation.cancel();
    }
  }

  private void cancelWith(StreamingHandle newHandle) {
    if (!newHandle.equals(handle)) {
      handle = newHandle;
      cancellation.onCancel(newHandle::cancel);
    }
  }

  private static Throwable unwrap(Throwable error) {
    Throwable unwrapped = error;
    while ((unwrapped instanceof CompletionException || unwrapped instanceof ExecutionException)
        && unwrapped.getCause() != null) {
      unwrapped = unwrapped.getCause();
    }
    return unwrapped;
  }
}
