package dev.runnel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.rag.content.Content;
import dev.runnel.model.Document;
import dev.runnel.shared.DocSnippets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the code of docs/coming-from.md: both sides of each row do the same. */
@Timeout(60)
class ComingFromPageTest {
  private static final Scripted PERSON =
      Scripted.saying("{\"name\":\"Ann\",\"age\":7,\"languages\":[\"English\"]}");
  private static final Scripted AGENT = new Scripted(List.of("weather"), "Yes, take an umbrella.");

  private static List<String> rows(Class<?> theirs) {
    List<String> their = DocSnippets.regions(theirs);
    List<String> ours = DocSnippets.regions(RunnelRows.class);
    assertThat(their).hasSameSizeAs(ours);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      rows.add(their.get(i));
      rows.add(ours.get(i));
    }
    return rows;
  }

  @Test
  void showsTheCodeThatIsRunHere() {
    List<String> both = new ArrayList<>(rows(LangChain4jRows.class));
    both.addAll(rows(SpringAiRows.class));

    assertThat(DocSnippets.blocks("coming-from.md", "java")).containsExactlyElementsOf(both);
  }

  @Test
  void allAskTheSame() {
    String asked = "system: You are kind.\nuser: Tell me a joke about parrots";

    assertThat(RunnelRows.ask(Echo.forRunnel())).isEqualTo(asked);
    assertThat(LangChain4jRows.ask(Echo.forLangChain4j())).isEqualTo(asked);
    assertThat(SpringAiRows.ask(Echo.forSpringAi())).isEqualTo(asked);
  }

  @Test
  void allStreamTheSame() {
    List<String> ours = new ArrayList<>();
    List<String> langChain4j = new ArrayList<>();
    List<String> springAi = new ArrayList<>();
    RunnelRows.stream(Echo.forRunnel(), ours::add);
    LangChain4jRows.stream(Echo.streamingForLangChain4j(), langChain4j::add);
    SpringAiRows.stream(Echo.forSpringAi(), springAi::add);

    assertThat(ours)
        .containsExactly("user:", " Tell", " me", " a", " joke", " about", " parrots")
        .isEqualTo(langChain4j)
        .isEqualTo(springAi);
  }

  @Test
  void allReadTheSameRecord() {
    List<String> languages = List.of("English");

    assertThat(RunnelRows.answer(PERSON.forRunnel()))
        .isEqualTo(new RunnelRows.Person("Ann", 7, languages));
    assertThat(LangChain4jRows.answer(PERSON.forLangChain4j()))
        .isEqualTo(new LangChain4jRows.Person("Ann", 7, languages));
    assertThat(SpringAiRows.answer(PERSON.forSpringAi()))
        .isEqualTo(new SpringAiRows.Person("Ann", 7, languages));
  }

  @Test
  void allCallTheTool() {
    assertThat(RunnelRows.tool(AGENT.forRunnel())).isEqualTo("Yes, take an umbrella.");
    assertThat(LangChain4jRows.tool(AGENT.forLangChain4j())).isEqualTo("Yes, take an umbrella.");
    assertThat(SpringAiRows.tool(AGENT.forSpringAi())).isEqualTo("Yes, take an umbrella.");
  }

  @Test
  void allRememberTheSame() {
    String asked = "user: My name is Anna.\nai: user: My name is Anna.\nuser: What is my name?";

    assertThat(RunnelRows.memory(Echo.forRunnel())).isEqualTo(asked);
    assertThat(LangChain4jRows.memory(Echo.forLangChain4j())).isEqualTo(asked);
    assertThat(SpringAiRows.memory(Echo.forSpringAi())).isEqualTo(asked);
  }

  @Test
  void allAnswerFromWhatIsFound() {
    String note = "Lunch is at noon.";

    List<String> asked =
        List.of(
            RunnelRows.retrieve(Echo.forRunnel(), query -> List.of(Document.of(note))),
            LangChain4jRows.retrieve(Echo.forLangChain4j(), query -> List.of(Content.from(note))),
            SpringAiRows.retrieve(
                Echo.forSpringAi(),
                query -> List.of(new org.springframework.ai.document.Document(note))));

    assertThat(asked).allSatisfy(prompt -> assertThat(prompt).contains(note, "When is lunch?"));
  }

  @Test
  void allSendThePicture() {
    byte[] png = {1, 2, 3};

    assertThat(RunnelRows.picture(Echo.forRunnel(), png))
        .isEqualTo("user: What is this? [picture]")
        .isEqualTo(LangChain4jRows.picture(Echo.forLangChain4j(), png))
        .isEqualTo(SpringAiRows.picture(Echo.forSpringAi(), png));
  }

  @Test
  void allCountTheSameTokens() {
    assertThat(RunnelRows.tokens(Echo.forRunnel()))
        .isEqualTo(10)
        .isEqualTo(LangChain4jRows.tokens(Echo.forLangChain4j()))
        .isEqualTo(SpringAiRows.tokens(Echo.forSpringAi()));
  }
}
