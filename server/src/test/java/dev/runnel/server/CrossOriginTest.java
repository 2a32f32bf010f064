package dev.runnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.serve.ServeRequest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
  private static boolean isMisdirected(String host, boolean onLoopback) {
    ServeRequest request =
        new ServeRequest("GET", "/", Map.of(), Map.of("Host", host), new byte[0]);
    return new CrossOrigin(Set.of("https://app.example.com:8443"), onLoopback)
        .isMisdirected(request);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, false",
    "localhost:8080, false",
    "LOCALHOST, false",
    "chains.localhost:80, false",
    "127.0.0.1, false",
    "127.0.0.1:8080, false",
    "127.1.2.3, false",
    "[::1], false",
    "[::1]:8080, false",
    "app.example.com, false",
    "app.example.com:443, false",
    "evil.example.com, true",
    "evil.example.com:8080, true",
    "localhost.evil.example.com, true",
    "127.0.0.1.evil.example.com, true",
    "notlocalhost, true",
    "127evil0.0.1, true",
    "192.168.0.1, true",
    "[::2]:8080, true"
  })
  void onLoopbackOtherHostsAreMisdirected(String host, boolean misdirected) {
    assertThat(isMisdirected(host, true)).isEqualTo(misdirected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example.com", "192.168.0.1:8080", "localhost"})
  void beyondLoopbackAnyNameMayBeTheServers(String host) {
    assertThat(isMisdirected(host, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoNamesNoHostIsNoBrowser(boolean onLoopback) {
    assertThat(isMisdirected("", onLoopback)).isFalse();
  }
}
