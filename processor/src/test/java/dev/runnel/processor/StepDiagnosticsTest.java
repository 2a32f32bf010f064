package dev.runnel.processor;

import org.junit.jupiter.api.Test;

class StepDiagnosticsTest {
  private static final String FORMS =
      " A step takes a whole (@Step R m(P whole)), each chunk (@StreamingStep R m(T chunk)) or a"
          + " stream (R m(ChunkStream<T> chunks)), and returns R, Optional<R>, a stream, iterator or"
          + " publisher of R, CompletionStage<R> or Call<R, O>, or is void with an Emitter<R> out.";

  private static DiagnosticsOf steps(String body) {
    return DiagnosticsOf.source(
        "Steps", "public abstract class Steps {\n" + body.indent(2) + "}\n");
  }

  @Test
  void allLegalFormsAreLegal() {
    steps(
            """
            @Step String one(String whole) { return ""; }
            @StreamingStep Optional<String> maybe(String chunk) { return null; }
            @Step Iterator<String> iterator(ChunkStream<String> chunks) { return null; }
            @Step Iterable<String> iterable(Flow.Publisher<String> chunks) { return null; }
            @Step Stream<String> stream(org.reactivestreams.Publisher<String> chunks) { return null; }
            @Step reactor.core.publisher.Flux<String> flux(reactor.core.publisher.Flux<String> chunks)
                throws Exception { return null; }
            @Step CompletableFuture<String> later(String whole, RunContext run) { return null; }
            @Step Call<String, String> call(String whole) { return null; }
            @StreamingStep void emit(int chunk, Emitter<? super String> out) {}
            @StreamingStep Transformer<String, Integer> transformer() { return null; }
            @StreamingStep abstract ChatModel model();
            @Step abstract Retriever retriever();
            @StreamingStep @From("one") ChatModel second() { return null; }
            """)
        .areNone();
  }

  @Test
  void aStepIsNotPrivate() {
    steps("@Step private String «hidden(String text) { return text; }")
        .are(
            "[Runnel/PrivateStep] Step 'hidden' is private: the generated class could not call it."
                + " Remove 'private'.");
  }

  @Test
  void signaturesThatCannotBeStepsAreExplained() {
    steps(
            """
            @Step static String «fixed(String text) { return text; }
            @Step <T> T «generic(T value) { return value; }
            @Step String «variable(String... texts) { return ""; }
            @Step void «nothing(String text) {}
            @Step String «both(String text, Emitter<String> out) { return ""; }
            @Step void «twice(String text, Emitter<String> out, Emitter<String> other) {}
            @Step String «streams(ChunkStream<String> one, ChunkStream<String> two) { return ""; }
            @Step Optional «raw(String text) { return null; }
            @Step abstract String «bodyless(String text);
            @Step @StreamingStep String «twofold(String text) { return text; }
            @Step @Input String «input(String text) { return text; }
            """)
        .are(
            "[Runnel/UnsupportedSignature] Method 'fixed' cannot be a step: it is static. Remove"
                + " 'static': steps are called on the instance.",
            "[Runnel/UnsupportedSignature] Method 'generic' cannot be a step: it has type"
                + " parameters, and nothing says what they are in a chain. Move them to Steps, or"
                + " write the types.",
            "[Runnel/UnsupportedSignature] Method 'variable' cannot be a step: its last parameter is"
                + " variable. Take a List or an array.",
            "[Runnel/UnsupportedSignature] Method 'nothing' cannot be a step: it gives nothing."
                + " Return a value, or take an Emitter<R> out."
                + FORMS,
            "[Runnel/UnsupportedSignature] Method 'both' cannot be a step: it has an Emitter and"
                + " returns String. Return void and emit everything, or remove the Emitter.",
            "[Runnel/UnsupportedSignature] Method 'twice' cannot be a step: it has more than one"
                + " Emitter. Keep one of them.",
            "[Runnel/UnsupportedSignature] Method 'streams' cannot be a step: it takes more than one"
                + " stream, and only one can set its pace. Take the whole of all but one.",
            "[Runnel/UnsupportedSignature] Method 'raw' cannot be a step: it returns a raw Optional."
                + " Say of what: Optional<R>."
                + FORMS,
            "[Runnel/UnsupportedSignature] Method 'bodyless' cannot be a step: it is abstract, and"
                + " returns no component that could be passed in. Give it a body, or return a"
                + " component, such as a ChatModel, and take no data.",
            "[Runnel/UnsupportedSignature] Method 'twofold' cannot be a step: it has more than one"
                + " of @Step, @StreamingStep and @Prompt. Keep one of them.",
            "[Runnel/UnsupportedSignature] Method 'input' cannot be a step: @Input and @From on a"
                + " method are for components and chains. Put them on the parameter that they are"
                + " meant for.");
  }

  @Test
  void componentsThatCannotBeStepsAreExplained() {
    steps(
            """
            @StreamingStep abstract Runnel «raw();
            @StreamingStep abstract Runnel<?, String, String> «unknown();
            @StreamingStep ChatModel «context(RunContext run) { return null; }
            @StreamingStep ChatModel «data(String text) { return null; }
            @StreamingStep abstract Transformer<String, String> «once();
            @Step Transformer<String, String> «whole() { return null; }
            """)
        .are(
            "[Runnel/UnsupportedSignature] Method 'raw' cannot be a step: it returns a raw Runnel."
                + " Say what it takes, streams and gives, such as Runnel<String, String, String>.",
            "[Runnel/UnsupportedSignature] Method 'unknown' cannot be a step: the input of its"
                + " Runnel<?, String, String> is ?, so nothing can be passed to it. Say what it"
                + " takes.",
            "[Runnel/UnsupportedSignature] Method 'context' cannot be a step: a component is made"
                + " once for all runs, so it can take no RunContext. Remove the parameter.",
            "[Runnel/UnsupportedSignature] Method 'data' cannot be a step: it takes data and returns"
                + " a runnel, which nothing would run. Return a Call: runnel.call(input); or take no"
                + " data, if it is a component.",
            "[Runnel/UnsupportedSignature] Method 'once' cannot be a step: it is abstract, and a"
                + " Transformer is made anew for each run. Give it a body, or return a"
                + " TransformerRunnel, which is shared by all runs.",
            "[Runnel/UnsupportedSignature] Method 'whole' cannot be a step: a Transformer reads"
                + " chunk by chunk. Annotate it with @StreamingStep, not @Step.");
  }

  @Test
  void placeholdersAreParameters() {
    steps(
            """
            record Country(String name, Capital capital) {}
            record Capital(String name) {}
            interface City { String getName(); boolean isLarge(); }
            @Prompt(«"About {topc}")
            abstract ChatPrompt unknown(String topic);
            @Prompt(system = «"You know {country.nam}", value = "{country.capital.name}")
            abstract ChatPrompt property(Country country);
            @Prompt("{{{city.name}}} {city.large}")
            abstract ChatPrompt right(City city, List<ChatMessage> history);
            """)
        .are(
            "[Runnel/UnknownPlaceholder] The placeholder {topc}, at character 7 of the text, is no"
                + " parameter of 'unknown'. Did you mean 'topic'? The parameters are: topic.",
            "[Runnel/UnknownPlaceholder] The placeholder {country.nam}, at character 10 of the"
                + " text, reads 'nam', which Country does not have. Did you mean 'name'? The record components and getters are:"
                + " name, capital.");
  }

  @Test
  void aPlaceInATextOfManyLinesHasALine() {
    steps(
            """
            @Prompt(«\"""
                You are kind.
                  Tell {who} about {topc}.
                \""")
            abstract ChatPrompt lines(String topic, @Input String who);
            """)
        .are(
            "[Runnel/UnknownPlaceholder] The placeholder {topc}, in line 2, column 20 of the text, is"
                + " no parameter of 'lines'. Did you mean 'topic'? The parameters are: topic, who.");
  }

  @Test
  void bracesMatch() {
    steps(
            """
            @Prompt(«"About {topic")
            abstract ChatPrompt open(String topic);
            @Prompt(«"About topic}")
            abstract ChatPrompt closed(String topic);
            @Prompt(«"About {the topic} {topic}")
            abstract ChatPrompt words(String topic);
            """)
        .are(
            "[Runnel/BadTemplate] The template of 'open' is wrong: the brace at character 7 of"
                + " the text is never closed. Write {{ for a brace.",
            "[Runnel/BadTemplate] The template of 'closed' is wrong: the brace at character 12 of"
                + " the text closes nothing. Write }} for a brace.",
            "[Runnel/BadTemplate] The template of 'words' is wrong: {the topic}, at character 7 of"
                + " the text, is no placeholder. Name a parameter, such as {topic} or {country.name}, or write {{ and }} for"
                + " braces.");
  }

  @Test
  void eachParameterOfAPromptIsUsed() {
    steps(
            """
            @Prompt("About {topic}")
            abstract ChatPrompt ask(String topic, String «style, List<AiMessage> history);
            """)
        .are(
            "[Runnel/UnusedPromptParameter] Parameter 'style' of 'ask' is in no placeholder. Put"
                + " {style} into the template, or remove the parameter; only a List<ChatMessage>,"
                + " as the history, and media are used without one.");
  }

  @Test
  void mediaAreNoText() {
    steps(
            """
            record Page(String title, dev.runnel.model.Media scan) {}
            @Prompt("About {topic}")
            abstract ChatPrompt right(String topic, dev.runnel.model.Media one, List<dev.runnel.model.Media> more);
            @Prompt(«"About {picture}")
            abstract ChatPrompt one(dev.runnel.model.Media picture);
            @Prompt(value = "About {topic}", system = «"See {pictures}")
            abstract ChatPrompt more(String topic, List<dev.runnel.model.Media> pictures);
            @Prompt(«"{page.title}: {page.scan}")
            abstract ChatPrompt part(Page page);
            """)
        .are(
            "[Runnel/BadTemplate] The template of 'one' is wrong: {picture}, at character 7 of the"
                + " text, is media, which are no text."
                + MEDIA_FIX,
            "[Runnel/BadTemplate] The template of 'more' is wrong: {pictures}, at character 5 of the"
                + " text, is media, which are no text."
                + MEDIA_FIX,
            "[Runnel/BadTemplate] The template of 'part' is wrong: {page.scan}, at character 15 of"
                + " the text, is media, which are no text."
                + MEDIA_FIX);
  }

  private static final String MEDIA_FIX =
      " Leave it out: a parameter that is Media, or a List<Media>, stands behind the text.";

  @Test
  void aPromptIsAbstractAndReturnsAPrompt() {
    steps(
            """
            @Prompt("About {topic}")
            ChatPrompt «body(String topic) { return null; }
            @Prompt("About {topic}")
            abstract String «text(String topic);
            """)
        .are(
            "[Runnel/NotAbstract] Prompt 'body' has a body, but its body is generated from the"
                + " template. Remove the body, or make it a @Step that builds the prompt.",
            "[Runnel/UnsupportedSignature] Method 'text' cannot be a step: it has @Prompt and"
                + " returns String. Return a ChatPrompt.");
  }

  @Test
  void eachPrivateTypeIsNamedOnce() {
    steps(
            """
            private record Hidden() {}
            private record Other() {}
            @Step String takes(Hidden «hidden) { return ""; }
            @Step List<Hidden> also(String text) { return null; }
            @Step List<Other> «gives(String text) { return null; }
            """)
        .are(
            "[Runnel/PrivateType] Step 'takes' uses Hidden, which is private: the generated class"
                + " could not see it. Remove 'private' from Hidden.",
            "[Runnel/PrivateType] Step 'gives' uses Other, which is private: the generated class"
                + " could not see it. Remove 'private' from Other.");
  }
}
