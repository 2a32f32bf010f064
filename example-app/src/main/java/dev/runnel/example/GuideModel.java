package dev.runnel.example;

import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.model.UserMessage;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the model that needs no key and no network: it replays the tokens of the guide, a poem and
 * a conversation.
 *
 * <p>To a question about documents that the guide does not ask, it answers by quoting them.
 */
final class GuideModel {
  private static final Pattern ABOUT_DOCUMENTS =
      Pattern.compile("following context:\n(?<context>.*)\n\nQuestion: ", Pattern.DOTALL);
  private static final String JOKE = "joke about " + Guide.question("prompt_model_str");
  private static final String POEM = "poem about " + Guide.question("prompt_model_str");

  /** What can be asked of the chain that routes, one for each of its ways. */
  static final List<String> REQUESTS = List.of("a " + JOKE, "a " + POEM, Guide.question("model"));

  private static final String CLASSIFYING = "Which of JOKE, POEM and OTHER is asked for?";
  private static final List<String> POEM_TOKENS =
      List.of(
          "Green",
          " of",
          " feather",
          ",",
          " loud",
          " of",
          " voice",
          ",\n",
          "the",
          " par",
          "rot",
          " talks",
          " and",
          " has",
          " no",
          " choice",
          ".");

  /** The mail out of which a journey is extracted. */
  static final String MAIL =
      "Ann and Bob here: on 2 May by train from Rome to Milan, and back by bus on the 4th. 200 at"
          + " the most, please.";

  /** What is asked of the picture. */
  static final String LOOKING = "What colour is it?";

  private static final List<String> JOURNEY_TOKENS =
      List.of(
          "{\"travellers\": [\"Ann\"",
          ", \"Bob\"]",
          ", \"legs\": [{\"from\": \"Rome\"",
          ", \"to\": \"Milan\", \"means\": \"train\"",
          ", \"day\": \"2026-05-02\"}",
          ", {\"from\": \"Milan\", \"to\": \"Rome\"",
          ", \"means\": \"bus\", \"day\": \"2026-05-04\"}]",
          ", \"budget\": 200}");

  private static final Pattern TOKEN = Pattern.compile("\\s*\\S+");

  private GuideModel() {}

  /**
   * Makes the model.
   *
   * @param pace the mean time between two tokens
   */
  static ChatModel replaying(Duration pace) {
    return withChat(ScriptedChatModel.builder().name("GuideModel"), pace)
        .when(prompt -> asks(prompt, "model"), script("model", pace))
        .when(prompt -> classifies(prompt, JOKE), paced(List.of("J", "OKE"), pace))
        .when(prompt -> classifies(prompt, POEM), paced(List.of("PO", "EM"), pace))
        .whenAsked(CLASSIFYING, paced(List.of("OTHER"), pace))
        .whenAsked(JOKE, script("prompt_model_str", pace))
        .whenAsked(POEM, paced(POEM_TOKENS, pace))
        .when(prompt -> asks(prompt, "model_json"), script("model_json", pace))
        .whenAsked(MAIL, paced(JOURNEY_TOKENS, pace))
        .when(GuideModel::looks, paced(List.of("It", " is", " green", "."), pace))
        .whenAsked(
            "Question: " + Guide.question("retrieval_chain"), script("retrieval_chain", pace))
        .otherwise(prompt -> paced(quoteDocuments(prompt), pace))
        .build();
  }

  private static ScriptedChatModel.Builder withChat(
      ScriptedChatModel.Builder builder, Duration pace) {
    for (ChatReplay turn : ChatReplay.TURNS) {
      builder.when(turn::isAskedBy, paced(tokens(turn.reply()), pace));
    }
    return builder;
  }

  private static boolean asks(ChatPrompt prompt, String caseName) {
    return prompt.text().equals(Guide.question(caseName));
  }

  private static boolean looks(ChatPrompt prompt) {
    return prompt.text().equals(LOOKING)
        && prompt.messages().get(0) instanceof UserMessage user
        && user.parts().stream().anyMatch(Media.class::isInstance);
  }

  private static boolean classifies(ChatPrompt prompt, String request) {
    return prompt.text().startsWith(CLASSIFYING) && prompt.text().endsWith(request);
  }

  private static Script script(String caseName, Duration pace) {
    return paced(Guide.tokens(caseName), pace);
  }

  /** Takes between half and one and a half of the mean time, and longer before the first token. */
  private static Script paced(List<String> tokens, Duration pace) {
    Script script = Script.empty();
    Random variation = new Random(tokens.size());
    double factor = 8;
    for (String token : tokens) {
      if (!pace.isZero()) {
        script = script.pause(Duration.ofNanos((long) (pace.toNanos() * factor)));
      }
      script = script.text(token);
      factor = 0.5 + variation.nextDouble();
    }
    return script;
  }

  private static List<String> quoteDocuments(ChatPrompt prompt) {
    Matcher matcher = ABOUT_DOCUMENTS.matcher(prompt.text());
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "The guide has no answer to '%s'. Ask a real model with --model."
              .formatted(prompt.text()));
    }
    String context = matcher.group("context");
    String answer =
        context.isBlank()
            ? "The documents say nothing about it."
            : "The documents say: " + context.strip().replaceAll("\n\n", "; ") + ".";
    return tokens(answer);
  }

  private static List<String> tokens(String answer) {
    return TOKEN.matcher(answer).results().map(found -> found.group()).toList();
  }
}
