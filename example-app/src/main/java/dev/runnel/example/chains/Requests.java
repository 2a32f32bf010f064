package dev.runnel.example.chains;

import dev.runnel.Call;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.StringOutputParser;
import java.util.Locale;

/** Lets a model say what a request asks for, and has the chain for that answer it. */
public interface Requests {
  /** What is asked for. */
  enum Kind {
    JOKE,
    POEM,
    OTHER
  }

  /** Asks what is asked for. */
  @Prompt("Which of JOKE, POEM and OTHER is asked for? Answer with that one word.\n\n{request}")
  ChatPrompt classify(String request);

  /** The model, in each of the chains. */
  @StreamingStep
  ChatModel model();

  /** Reads the model's whole answer; whatever it says that is no kind is {@link Kind#OTHER}. */
  @Step
  default Kind kind(String word) {
    return switch (word.strip().toUpperCase(Locale.ROOT)) {
      case "JOKE" -> Kind.JOKE;
      case "POEM" -> Kind.POEM;
      default -> Kind.OTHER;
    };
  }

  /** Routes: what the chosen chain streams goes on as it comes. */
  @Step
  default Call<String, String> route(Kind kind, @Input String request) {
    return switch (kind) {
      case JOKE -> joke().call(request);
      case POEM -> poem().call(request);
      case OTHER -> other().call(request);
    };
  }

  /** Says how to answer where a joke is asked for. */
  @Prompt("Answer with one short joke: {request}")
  ChatPrompt askForJoke(String request);

  /** Says how to answer where a poem is asked for. */
  @Prompt("Answer in two lines that rhyme: {request}")
  ChatPrompt askForPoem(String request);

  /** Takes the text out of each piece of the model's message. */
  @StreamingStep
  default StringOutputParser text() {
    return new StringOutputParser();
  }

  /** From a request for a joke, streaming text, to the whole joke. */
  @Chain({"askForJoke", "model", "text"})
  RunnableSequence<String, String, String> joke();

  /** From a request for a poem, streaming text, to the whole poem. */
  @Chain({"askForPoem", "model", "text"})
  RunnableSequence<String, String, String> poem();

  /** From any other request, streaming text, to the whole answer. */
  @Chain({"model", "text"})
  RunnableSequence<String, String, String> other();

  /** From a request, streaming text, to the whole answer. */
  @Chain({"classify", "model", "kind", "route"})
  RunnableSequence<String, String, String> answer();
}
