package dev.runnel.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RunnableSequence;
import dev.runnel.agent.AgentAnswer;
import dev.runnel.agent.AgentChunk;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Answer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.answer.AnswerException;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.json.Partial;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.UserMessage;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models and agents that answer with a type, and remember it. */
class TypedAgentTest {
  record City(String name) {}

  record Cities(List<City> cities) {}

  private static final String GOOD = "{\"cities\":[{\"name\":\"Rome\"},{\"name\":\"Oslo\"}]}";
  private static final Cities BOTH = new Cities(List.of(new City("Rome"), new City("Oslo")));
  private static final AtomicInteger CALLS = new AtomicInteger();

  abstract static class Guide {
    @Prompt(value = "{question}", conversation = "guide")
    abstract ChatPrompt ask(String question);

    @StreamingStep
    @Answer(value = Cities.class, repairs = 2)
    @Remember("memory")
    abstract ChatModel model();

    @StreamingStep
    @Answer(value = Cities.class, repairs = 2)
    @Agent
    ChatModel agent() {
      return model();
    }

    @StreamingStep
    @Answer(value = Cities.class, repairs = 2)
    @Agent
    @Remember("memory")
    ChatModel both() {
      return model();
    }

    abstract ChatMemory memory();

    /** Looks a city up. */
    @Tool
    String look(String city) {
      CALLS.incrementAndGet();
      return city + " is large.";
    }

    @Chain({"ask", "model"})
    abstract RunnableSequence<String, Cities, Cities> whole();

    @Chain({"ask", "model"})
    abstract RunnableSequence<String, Partial<Cities>, Cities> growing();

    @Chain({"ask", "model"})
    abstract RunnableSequence<String, City, Cities> elements();

    @Chain({"ask", "model"})
    abstract RunnableSequence<String, String, Cities> text();

    @Chain({"ask", "agent"})
    abstract RunnableSequence<String, Cities, Cities> ofAgent();

    @Chain({"ask", "agent"})
    abstract RunnableSequence<String, City, Cities> elementsOfAgent();

    @Chain({"ask", "agent"})
    abstract RunnableSequence<String, AgentChunk, Cities> watched();

    @Chain({"ask", "agent"})
    abstract RunnableSequence<String, AgentChunk, AgentAnswer> plain();

    @Chain({"ask", "both"})
    abstract RunnableSequence<String, Partial<Cities>, Cities> ofBoth();
  }

  private final ChatHistory history = ChatHistory.inMemory();
  private ScriptedChatModel model;

  private Guide guide(Script... scripts) {
    ScriptedChatModel.Builder builder = ScriptedChatModel.builder();
    List.of(scripts).forEach(builder::next);
    model = builder.build();
    CALLS.set(0);
    return new TypedAgentTest_GuideRunnables(model, ChatMemory.of(history));
  }

  private static Script call() {
    return Script.of("Let me look.").call(0, "c1", "look", "{\"city\": \"Rome\"}");
  }

  private List<ChatMessage> stored() {
    return history.load("guide").messages();
  }

  static Stream<Function<Guide, RunnableSequence<String, ?, Cities>>> remembering() {
    return Stream.of(Guide::whole, Guide::growing, Guide::elements, Guide::text);
  }

  // ---- a memory

  @ParameterizedTest
  @MethodSource("remembering")
  void theTurnIsStoredAsTheModelWroteIt(
      Function<Guide, RunnableSequence<String, ?, Cities>> chain) {
    Guide guide = guide(Script.of(GOOD), Script.of("{\"cities\":[]}"));

    assertThat(chain.apply(guide).invoke("Which?")).isEqualTo(BOTH);
    assertThat(stored()).extracting(ChatMessage::text).containsExactly("Which?", GOOD);
    assertThat(chain.apply(guide).invoke("And others?")).isEqualTo(new Cities(List.of()));
    assertThat(model.lastRequest().messages())
        .extracting(ChatMessage::text)
        .containsExactly("Which?", GOOD, "And others?");
    assertThat(stored()).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("remembering")
  void neitherARepairedAnswerNorTheComplaintIsStored(
      Function<Guide, RunnableSequence<String, ?, Cities>> chain) {
    Guide guide = guide(Script.of("{\"cities\": 1}"), Script.of("[]"), Script.of(GOOD));

    assertThat(chain.apply(guide).invoke("Which?")).isEqualTo(BOTH);
    assertThat(stored()).extracting(ChatMessage::text).containsExactly("Which?", GOOD);
  }

  @ParameterizedTest
  @MethodSource("remembering")
  void anAnswerThatIsNoneIsNotStored(Function<Guide, RunnableSequence<String, ?, Cities>> chain) {
    Guide guide = guide(Script.of("No."), Script.of("No."), Script.of("No."));

    assertThatThrownBy(() -> chain.apply(guide).invoke("Which?"))
        .isInstanceOf(AnswerException.class);
    assertThat(stored()).isEmpty();
  }

  // ---- agents

  @Test
  void anAgentAnswersWithATypeAfterItsTools() {
    Guide guide = guide(call(), Script.of(GOOD));

    assertThat(guide.ofAgent().invoke("Which?")).isEqualTo(BOTH);
    assertThat(model.requests())
        .allSatisfy(
            request -> {
              assertThat(request.options().responseFormat()).isNotNull();
              assertThat(request.options().tools()).hasSize(1);
            });
  }

  @Test
  void whatAnAgentSaysBeforeItsToolsIsNoPartOfTheAnswer() {
    Guide guide =
        guide(
            Script.of("{\"cities\":[{\"name\":\"Wrong\"}]}")
                .call(0, "c1", "look", "{\"city\": \"Rome\"}"),
            Script.of(GOOD));

    assertThat(guide.elementsOfAgent().stream("Which?").toList())
        .containsExactlyElementsOf(BOTH.cities());
  }

  @Test
  void theEventsOfAnAgentStreamBesideItsTypedWhole() {
    Guide guide = guide(call(), Script.of(GOOD), call(), Script.of(GOOD));

    assertThat(guide.watched().stream("Which?").toList())
        .hasAtLeastOneElementOfType(AgentChunk.ToolEnded.class);
    assertThat(guide.watched().invoke("Which?")).isEqualTo(BOTH);
  }

  @Test
  void anAgentsOwnAnswerCanBeReadOnceItFits() {
    assertThat(guide(call(), Script.of(GOOD)).plain().invoke("Which?").turns()).hasSize(2);
    assertThatThrownBy(
            () ->
                guide(Script.of("No."), Script.of("No."), Script.of("No."))
                    .plain()
                    .invoke("Which?"))
        .isInstanceOf(AnswerException.class);
  }

  @Test
  void aRepairGoesOnFromWhatTheToolsHaveGiven() {
    Guide guide = guide(call(), Script.of("Two cities."), Script.of(GOOD));

    assertThat(guide.ofAgent().invoke("Which?")).isEqualTo(BOTH);
    assertThat(CALLS).hasValue(1);
    assertThat(model.lastRequest().messages())
        .hasExactlyElementsOfTypes(
            UserMessage.class,
            AiMessage.class,
            ToolMessage.class,
            AiMessage.class,
            UserMessage.class);
  }

  @Test
  void anAgentThatAnswersWithATypeRemembersItsTools() {
    Guide guide = guide(call(), Script.of(GOOD));

    assertThat(guide.ofBoth().invoke("Which?")).isEqualTo(BOTH);
    assertThat(stored())
        .hasExactlyElementsOfTypes(
            UserMessage.class, AiMessage.class, ToolMessage.class, AiMessage.class);
  }
}
