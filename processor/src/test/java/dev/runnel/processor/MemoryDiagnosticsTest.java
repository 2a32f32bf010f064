package dev.runnel.processor;

import org.junit.jupiter.api.Test;

class MemoryDiagnosticsTest {
  private static final String MEMORY = "dev.runnel.history.ChatMemory";

  private static DiagnosticsOf chats(String body) {
    return DiagnosticsOf.source(
        "Chats",
        """
        public abstract class Chats {
          record Question(String user, String text) {}
          @Prompt(value = "{question.text}", conversation = "{question.user}")
          abstract ChatPrompt ask(Question question);
          %s
          @Chain({"ask", "model"})
          abstract RunnableSequence<Question, String, String> chat();
        }
        """
            .formatted(body.indent(2).replace("ChatMemory", MEMORY)));
  }

  @Test
  void whatIsRightReportsNothing() {
    chats(
            """
            @Remember("memory") @StreamingStep abstract ChatModel model();
            @Remember("own") @StreamingStep
            ChatModel other() { return null; }
            abstract ChatMemory memory();
            final ChatMemory own() { return null; }
            ChatMemory noComponent(String id) { return null; }
            @Chain({"ask", "other"})
            abstract ChunkStream<String> otherChat(Question question);
            """)
        .areNone();
  }

  @Test
  void aNameThatIsNoMemoryIsShown() {
    chats(
            """
            @Remember(«"memroy") @StreamingStep abstract ChatModel model();
            @Remember(«"text") @StreamingStep abstract ChatModel second();
            @Remember(«"taking") @StreamingStep abstract ChatModel third();
            @Remember(«"hidden") @StreamingStep abstract ChatModel fourth();
            abstract ChatMemory memory();
            String text() { return ""; }
            ChatMemory taking(String id) { return null; }
            private ChatMemory hidden() { return null; }
            """)
        .are(
            "[Runnel/CannotRemember] 'model' cannot remember: there is no method 'memroy'. Did you"
                + " mean 'memory'? The memories are: memory, hidden.",
            "[Runnel/CannotRemember] 'second' cannot remember: 'text' returns String, or takes"
                + " something. A memory is a method that takes nothing and returns a ChatMemory.",
            "[Runnel/CannotRemember] 'third' cannot remember: 'taking' returns ChatMemory, or takes"
                + " something. A memory is a method that takes nothing and returns a ChatMemory.",
            "[Runnel/CannotRemember] 'fourth' cannot remember: 'hidden' is private or static, and the"
                + " generated class overrides it. Remove 'private' and 'static'.");
  }

  @Test
  void whereThereIsNoMemoryTheFixDeclaresOne() {
    chats("@Remember(«\"memory\") @StreamingStep abstract ChatModel model();")
        .are(
            "[Runnel/CannotRemember] 'model' cannot remember: there is no method 'memory'. Declare"
                + " it: ChatMemory memory();");
  }

  @Test
  void aStepThatCannotRememberIsShown() {
    chats(
            """
            @StreamingStep abstract ChatModel model();
            abstract ChatMemory memory();
            @Remember(«"memory") @Step
            String shout(String text) { return text; }
            @Remember(«"memory") @Step abstract Retriever retriever();
            @Remember(«"memory") @StreamingStep
            abstract Runnel<ChatPrompt, String, String> texts();
            @Remember(«"memory")
            String noStep() { return ""; }
            """)
        .are(
            "[Runnel/CannotRemember] 'shout' cannot remember: it is no component that is asked by a"
                + " ChatPrompt. Put @Remember on the model or the agent.",
            "[Runnel/CannotRemember] 'retriever' cannot remember: it is no component that is asked by"
                + " a ChatPrompt. Put @Remember on the model or the agent.",
            "[Runnel/CannotRemember] 'texts' cannot remember: its whole does not tell the messages"
                + " that a conversation goes on with. Remember at the model or the agent within, or"
                + " give it a body that returns memory.over(component, whole -> messages).",
            "[Runnel/CannotRemember] 'noStep' cannot remember: it is no step. Put @Remember on a"
                + " component, such as a ChatModel, beside @Step.");
  }

  @Test
  void aMemoryThatNothingUsesIsShown() {
    chats(
            """
            @StreamingStep abstract ChatModel model();
            abstract ChatMemory «memory();
            """)
        .are(
            "[Runnel/UnusedMemory] Nothing remembers by 'memory', which is abstract and returns a"
                + " ChatMemory. Write @Remember(\"memory\") on the component that is to remember, or"
                + " remove 'memory'.");
  }

  @Test
  void placeholdersOfTheConversationAreCheckedAsAnyOther() {
    DiagnosticsOf.source(
            "Chats",
            """
            interface Chats {
              @Prompt(value = "{text}", conversation = «"{usr}")
              ChatPrompt ask(String text, String user);
              @Chain("ask") ChatPrompt prompt(String text);
            }
            """)
        .begin("[Runnel/UnknownPlaceholder] ");
  }
}
