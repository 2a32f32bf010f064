package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServeCommandTest {
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
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Session session = Session.plain();

      assertThat(session.run("serve", "--port", Integer.toString(taken.getLocalPort())))
          .isEqualTo(Screen.FAILED);

      assertThat(session.err.shown()).contains("Port " + taken.getLocalPort());
    }
  }
}
