package dev.runnel.history;

import dev.runnel.AbstractChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Pipelines;
import dev.runnel.engine.Restartable;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one turn. Waits for its conversation, loads it, asks, and stores the turn when the
 * last chunk was read.
 *
 * @param <C> the chunks
 */
final class TurnStream<C> extends AbstractChunkStream<C> implements Restartable {
  private static final System.Logger LOGGER = System.getLogger(TurnStream.class.getName());

  private final ChatMemory memory;
  private final CustomRunnel<ChatPrompt, C, ?> asked;
  private final SeenAnswer<C> seen;
  private final Question question;
  private final RunContext run;
  private @Nullable Runnable forget;

  /** Guards what follows: the turn may be closed while it is read. */
  private final Object lock = new Object();

  private State state = State.OPEN;
  private Turnstiles.@Nullable Ticket ticket;
  private @Nullable Pipeline<C> chunks;
  private long version;

  private enum State {
    OPEN,
    /** The answer is whole, and is being stored: nobody else touches the turn. */
    ENDING,
    OVER
  }

  TurnStream(ChatMemory memory, Remembering.Asked<C> asked, Question question, RunContext run) {
    this.memory = memory;
    this.asked = asked.runnel();
    this.seen = asked.seen();
    this.question = question;
    this.run = run;
  }

  @Override
  public void collecting(Runnable forgetting) {
    forget = forgetting;
  }

  @Override
  public boolean hasNext() {
    try {
      boolean more = opened().hasNext();
      if (!more) {
        end();
      }
      return more;
    } catch (Throwable failure) {
      fail(failure);
      throw failure;
    }
  }

  @Override
  public C next() {
    try {
      C chunk = opened().next();
      synchronized (lock) {
        if (state == State.OPEN) {
          seen.add(chunk);
        }
      }
      return chunk;
    } catch (Throwable failure) {
      fail(failure);
      throw failure;
    }
  }

  // ---- beginning

  private Pipeline<C> opened() {
    Pipeline<C> known = chunks;
    return known == null ? begin() : known;
  }

  private Pipeline<C> begin() {
    enter();
    StoredConversation stored = memory.history().load(question.conversation());
    ChatPrompt prompt = question.with(stored.messages(), memory.trimming());
    Pipeline<C> opened = Pipelines.child(asked, prompt, run, List.of());
    @Nullable Runnable forgetting = forget;
    if (forgetting != null) {
      opened.collecting(
          () -> {
            startOver();
            forgetting.run();
          });
    }
    synchronized (lock) {
      checkOpen();
      version = stored.version();
      chunks = opened;
    }
    return opened;
  }

  private void startOver() {
    synchronized (lock) {
      if (state == State.OPEN) {
        seen.startOver();
      }
    }
  }

  private void enter() {
    Turnstiles.Ticket mine;
    synchronized (lock) {
      checkOpen();
      mine = memory.turnstiles().enter(question.conversation(), run);
      ticket = mine;
    }
    try {
      if (!mine.await(memory.waiting())) {
        throw new ConversationBusyException(question.conversation(), memory.waiting());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      StreamClosedException closed =
          new StreamClosedException(
              "The run was interrupted while it waited for conversation '%s'."
                  .formatted(question.conversation()));
      closed.initCause(e);
      throw closed;
    }
    synchronized (lock) {
      checkOpen();
    }
  }

  private void checkOpen() {
    if (state != State.OPEN) {
      throw new StreamClosedException(
          "The turn of conversation '%s' was closed before its end."
              .formatted(question.conversation()));
    }
  }

  // ---- ending

  private void end() {
    synchronized (lock) {
      if (state != State.OPEN) {
        return;
      }
      state = State.ENDING;
    }
    try {
      List<? extends ChatMessage> answer = seen.messages();
      List<ChatMessage> turn = question.turn(answer);
      boolean saysSomething = answer.stream().anyMatch(message -> !message.parts().isEmpty());
      if (saysSomething && !Turns.isOpen(turn)) {
        memory.history().append(question.conversation(), version, turn);
      }
    } finally {
      over();
    }
  }

  private void fail(Throwable failure) {
    try {
      // What is below a run may be closed before the run's own stream.
      cut(run.isCancelled() ? CutTurns.Reason.CANCELLED : CutTurns.Reason.FAILED);
    } catch (RuntimeException notStored) {
      failure.addSuppressed(notStored);
    }
  }

  @Override
  protected void release() {
    try {
      cut(CutTurns.Reason.CANCELLED);
    } catch (RuntimeException notStored) {
      LOGGER.log(
          Level.WARNING,
          "What was seen of a cancelled turn of conversation '"
              + question.conversation()
              + "' could not be stored.",
          notStored);
    }
  }

  private void cut(CutTurns.Reason why) {
    @Nullable Pipeline<C> open;
    synchronized (lock) {
      if (state != State.OPEN) {
        return;
      }
      state = State.ENDING;
      open = chunks;
    }
    try {
      if (open != null) {
        open.close();
      }
      if (memory.keepsCutTurns()) {
        List<ChatMessage> turn = CutTurns.closed(question, seen.messages(), why);
        if (!turn.isEmpty()) {
          memory.history().append(question.conversation(), version, turn);
        }
      }
    } finally {
      over();
    }
  }

  private void over() {
    Turnstiles.@Nullable Ticket left;
    synchronized (lock) {
      state = State.OVER;
      left = ticket;
    }
    if (left != null) {
      left.leave();
    }
  }
}
