package dev.runnel.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Addresses outside: one that is gone is named; with the profile {@code links}, all are asked for.
 */
class OutsideLinksTest {
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    for (int status : new int[] {200, 403, 404, 500}) {
      server.createContext(
          "/" + status,
          exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
    }
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Test
  void anAddressThatIsGoneIsNamedWithItsPlace() {
    Map<String, String> places =
        Map.of(
            address("/200"),
            "a.md:1",
            address("/403"),
            "a.md:2",
            address("/404"),
            "a.md:3",
            address("/500"),
            "a.md:4",
            "http://127.0.0.1:1/",
            "a.md:5");

    assertThat(new OutsideLinks().broken(places))
        .hasSize(3)
        .contains("a.md:3: " + address("/404") + " answers 404")
        .contains("a.md:4: " + address("/500") + " answers 500")
        .anySatisfy(text -> assertThat(text).startsWith("a.md:5: http://127.0.0.1:1/ cannot be"));
  }

  @Test
  void theProjectsPagesNameAddresses() throws IOException {
    assertThat(new Links(LinksTest.SOURCES.root(), LinksTest.allPages()).outside())
        .hasSizeGreaterThan(10)
        .containsKey("https://docs.langchain4j.dev");
  }

  @Test
  @EnabledIfSystemProperty(
      named = "runnel.links",
      matches = "true",
      disabledReason = "Servers outside are asked with the profile links")
  void noAddressOutsideIsGone() throws IOException {
    Map<String, String> places =
        new Links(LinksTest.SOURCES.root(), LinksTest.allPages()).outside();

    assertThat(new OutsideLinks().broken(places)).isEmpty();
  }
}
