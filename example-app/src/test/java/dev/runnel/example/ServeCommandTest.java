package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServeCommandTest {
  private static final Pattern PLAYGROUND =
      Pattern.compile("(http\\S*/playground/)#chain=(\\S*)&input=(\\S*)");
  private static final Pattern CURL = Pattern.compile("curl -N -d '(.*)' (http\\S*)");

  @Test
  void theCommandForCurlIsAnsweredWithTheGuidesJoke() throws Exception {
    Session session = Session.plain();
    Background<Integer> serving =
        Background.run(() -> session.run("serve", "--port", "0", "--pace", "0"));
    Eventually.isTrue(() -> session.out.shown().contains("OpenAI"));
    Matcher curl = CURL.matcher(session.out.shown());
    assertThat(curl.find()).isTrue();

    HttpRequest request =
        HttpRequest.newBuilder(URI.create(curl.group(2)))
            .POST(BodyPublishers.ofString(curl.group(1)))
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();

    assertThat(answer).contains("data: ").contains("event: end").doesNotContain("event: error");
    serving.interrupt();
    assertThat(serving.result()).isZero();
  }

  @Test
  void eachLinkToThePlaygroundNamesAChainAndAQuestionThatItAnswers() throws Exception {
    Session session = Session.plain();
    Background<Integer> serving =
        Background.run(() -> session.run("serve", "--port", "0", "--pace", "0"));
    Eventually.isTrue(() -> session.out.shown().contains("OpenAI"));
    HttpClient client = HttpClient.newHttpClient();
    List<MatchResult> links = PLAYGROUND.matcher(session.out.shown()).results().toList();
    assertThat(links).hasSize(7);

    for (MatchResult link : links) {
      URI events = URI.create(link.group(1) + "chains" + link.group(2) + "/stream_events");
      String input = URLDecoder.decode(link.group(3), StandardCharsets.UTF_8);
      HttpRequest request =
          HttpRequest.newBuilder(events)
              .POST(BodyPublishers.ofString("{\"input\":" + input + "}"))
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).body())
          .as(link.group())
          .contains("event: end")
          .doesNotContain("event: error");
    }
    serving.interrupt();
    assertThat(serving.result()).isZero();
  }

  @Test
  void onATerminalThePlaygroundIsOpened() throws Exception {
    Session session = Session.onTerminal();
    Background<Integer> serving =
        Background.run(() -> session.run("serve", "--port", "0", "--pace", "0"));
    Eventually.isTrue(() -> !session.pages.isEmpty());
    serving.interrupt();

    assertThat(serving.result()).isZero();
    assertThat(session.pages).singleElement().asString().matches(PLAYGROUND);
  }

  @Test
  void itIsNotOpenedWhereNobodyWantsIt() throws Exception {
    Session session = Session.onTerminal();
    Background<Integer> serving =
        Background.run(() -> session.run("serve", "--no-open", "--port", "0", "--pace", "0"));
    Eventually.isTrue(() -> session.out.shown().contains("OpenAI"));
    serving.interrupt();

    assertThat(serving.result()).isZero();
    assertThat(session.pages).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Session session = Session.plain();

      assertThat(session.run("serve", "--port", Integer.toString(taken.getLocalPort())))
          .isEqualTo(Screen.FAILED);

      assertThat(session.err.shown()).contains("Port " + taken.getLocalPort());
    }
  }
}
