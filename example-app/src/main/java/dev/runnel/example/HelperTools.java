package dev.runnel.example;

import dev.runnel.annotations.Tool;
import dev.runnel.model.Document;
import java.util.List;

/** What the example's agent may call. */
class HelperTools {
  private final LuceneRetriever documents = LuceneRetriever.of(Guide.documents(), 2);

  /**
   * Finds documents about people by the words that they hold. Ask it before saying anything of a
   * person.
   *
   * @param words what to search for
   */
  @Tool
  List<String> search(String words) {
    return documents.invoke(words).stream().map(Document::text).toList();
  }

  /**
   * Tells the weather in a city.
   *
   * @param city the city's name in English
   */
  @Tool
  String weather(String city) {
    return "Sunny in " + city + ", 21 degrees";
  }

  /**
   * Sends a mail. Somebody must approve it before.
   *
   * @param to the name of who gets it
   * @param text what it says
   */
  @Tool(name = "send_mail", approval = true)
  String sendMail(String to, String text) {
    return "Sent to " + to + ".";
  }
}
