package dev.runnel.serve;

import dev.runnel.agent.Agent;
import dev.runnel.agent.AgentAnswer;
import dev.runnel.agent.AgentChunk;
import dev.runnel.agent.PausedAgent;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.Extras;
import dev.runnel.model.MessagePart;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sees what an agent streams as the pieces of an answer. Keeps nothing. */
final class AgentReader {
  private AgentReader() {}

  static boolean isChunk(Object value) {
    return value instanceof AgentChunk;
  }

  static boolean isAnswer(Object value) {
    return value instanceof AgentAnswer;
  }

  static boolean isAgent(Object chain) {
    return chain instanceof Agent;
  }

  /** Returns the state that a chunk or an answer has; null if the agent has not stopped there. */
  static @Nullable PausedAgent stateOf(Object value) {
    if (value instanceof AgentChunk.Paused stop) {
      return stop.state();
    }
    return value instanceof AgentAnswer answer ? answer.paused() : null;
  }

  /** Sees what an agent gave as the answer of a model that calls what waits for approval. */
  static AiMessage answer(Object whole) {
    AgentAnswer answer = (AgentAnswer) whole;
    List<MessagePart> parts = new ArrayList<>();
    parts.add(new TextPart(answer.text()));
    PausedAgent paused = answer.paused();
    if (paused != null) {
      parts.addAll(paused.asked());
    }
    AnswerInfo last = answer.turns().isEmpty() ? AnswerInfo.NONE : answer.message().info();
    AnswerInfo usage = new AnswerInfo(null, null, null, null, null, null, answer.usage());
    return new AiMessage(parts, last.merge(usage), Extras.NONE);
  }

  /** Reads one chunk. That a call begins or grows is told by the pieces of the model as well. */
  static void read(Object chunk, AnswerReader answer, StringBuilder out) {
    if (chunk instanceof AgentChunk.ModelPiece piece) {
      answer.read(shown(piece), out);
    } else if (chunk instanceof AgentChunk.ModelAnswered whole) {
      answer.answered(whole.message().toolCalls(), out);
    } else if (chunk instanceof AgentChunk.ToolProgress progress) {
      answer.progress(progress.call().id(), progress.piece(), out);
      readInside(progress.call().id(), progress.piece(), answer, out);
    } else if (chunk instanceof AgentChunk.ToolEnded end) {
      answer.result(end.result().result(), out);
    } else if (chunk instanceof AgentChunk.TurnEnded end) {
      answer.read(end.text(), out);
      if (end.finish() == null) {
        answer.nextTurn(out);
      }
    } else if (chunk instanceof AgentChunk.Paused stop) {
      answer.paused(stop, stop.state().asked(), out);
    } else if (chunk instanceof AgentChunk.Resumed start) {
      Set<String> done =
          start.state().results().stream().map(ToolMessage::callId).collect(Collectors.toSet());
      Set<ToolCall> shown = new LinkedHashSet<>(start.state().answer().toolCalls());
      shown.addAll(start.state().asked());
      answer.resumed(List.copyOf(shown), done, out);
    }
  }

  /**
   * Reads the result of a call that was shown since an agent inside of another one asked for it.
   */
  private static void readInside(
      String path, Object piece, AnswerReader answer, StringBuilder out) {
    if (piece instanceof AgentChunk.ToolProgress progress) {
      readInside(path + "/" + progress.call().id(), progress.piece(), answer, out);
    } else if (piece instanceof AgentChunk.ToolEnded end) {
      ToolResult result = end.result().result();
      answer.result(
          new ToolResult(
              path + "/" + result.callId(),
              result.name(),
              result.parts(),
              result.failed(),
              result.extras()),
          out);
    }
  }

  /** Leaves out the text where the agent shows that of its last answer alone. */
  private static AiMessageChunk shown(AgentChunk.ModelPiece chunk) {
    AiMessageChunk piece = chunk.piece();
    if (!chunk.text().isEmpty() || piece.text().isEmpty()) {
      return piece;
    }
    List<ChunkPart> parts =
        piece.parts().stream().filter(part -> !(part instanceof TextPart)).toList();
    return new AiMessageChunk(parts, piece.info(), piece.extras());
  }
}
