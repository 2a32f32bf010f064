package dev.runnel.jdbc;

import dev.runnel.history.ChatHistory;
import dev.runnel.history.HistoryConflictException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ToolCall;
import java.util.List;

/** A process that appends turns until it is killed; its test kills it. */
final class KilledWriter {
  static final int CONVERSATIONS = 3;

  private KilledWriter() {}

  public static void main(String[] arguments) throws InterruptedException {
    ChatHistory history =
        new JdbcChatHistory(new CountingDataSource(arguments[0], arguments[1], arguments[2]));
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      String conversation = conversation(i % CONVERSATIONS);
      threads[i] = new Thread(() -> write(history, conversation));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  static String conversation(int number) {
    return "killed-" + number;
  }

  private static void write(ChatHistory history, String conversation) {
    while (true) {
      long version = history.load(conversation).version();
      try {
        long next = history.append(conversation, version, turn(version + 1));
        synchronized (KilledWriter.class) {
          System.out.println(conversation + " " + next);
          System.out.flush();
        }
      } catch (HistoryConflictException another) {
        Thread.onSpinWait(); // another thread came first
      }
    }
  }

  /** Makes a turn that says in each of its messages which one it is. */
  static List<ChatMessage> turn(long number) {
    ToolCall call = new ToolCall("c" + number, "tool", "{}");
    return List.of(
        ChatMessage.user("question " + number + " " + "x".repeat(5000)),
        new AiMessage(List.of(call)),
        ChatMessage.tool(call, "result " + number),
        ChatMessage.ai("answer " + number));
  }
}
