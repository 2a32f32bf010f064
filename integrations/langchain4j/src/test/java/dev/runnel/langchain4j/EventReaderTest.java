package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventReaderTest {
  private static final List<String> PIECES =
      List.of(
          "data:",
          "data: ",
          "data:  ",
          "event:",
          "event: ",
          "id: 7",
          ": comment",
          "retry:",
          "data",
          "\n",
          "\n",
          "\n\n",
          "\r",
          "\r\n",
          "\r\n\r\n",
          "{\"a\":1}",
          "[DONE]",
          " ",
          "d\u00e9",
          "\u20ac",
          "\ud83e\udd9c",
          "\u2028",
          "x".repeat(700));

  @Test
  void itFindsTheEventsThatLangChain4jFindsHoweverTheirBytesCome() throws IOException {
    Random random = new Random(11);
    int events = 0;
    for (int round = 0; round < 10_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      byte[] bytes = bytes(text.toString());
      if (bytes.length > 0 && random.nextInt(4) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256); // maybe no UTF-8
      }

      List<ServerSentEvent> found = events(inPieces(bytes, random));

      assertThat(found).as("%s", text).isEqualTo(ofLangChain4j(bytes));
      events += found.size();
    }
    assertThat(events).isGreaterThan(4_000);
  }

  @Test
  void anEventIsThereBeforeMoreBytesAre() throws IOException {
    for (String end : List.of("\n\n", "\r\r", "\r\n\r")) {
      EventReader reader = new EventReader(thenFailing("data: a" + end));

      assertThat(reader.next()).as("%s", bytes(end)).isEqualTo(new ServerSentEvent(null, "a"));
      assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessage("no more");
    }
  }

  @Test
  void anEventOfManyLinesIsOne() throws IOException {
    String line = "data: " + "y".repeat(100) + "\n";
    EventReader reader =
        new EventReader(new ByteArrayInputStream(bytes(line.repeat(10_000) + "\n")));

    ServerSentEvent event = reader.next();

    assertThat(event).isNotNull();
    assertThat(event.data().lines()).hasSize(10_000).containsOnly("y".repeat(100));
    assertThat(reader.next()).isNull();
  }

  private static List<ServerSentEvent> events(InputStream body) throws IOException {
    List<ServerSentEvent> events = new ArrayList<>();
    EventReader reader = new EventReader(body);
    for (ServerSentEvent event = reader.next(); event != null; event = reader.next()) {
      events.add(event);
    }
    return events;
  }

  private static List<ServerSentEvent> ofLangChain4j(byte[] bytes) {
    List<ServerSentEvent> events = new ArrayList<>();
    new DefaultServerSentEventParser()
        .parse(
            new ByteArrayInputStream(bytes),
            new ServerSentEventListener() {
              @Override
              public void onEvent(ServerSentEvent event) {
                events.add(event);
              }

              @Override
              public void onError(Throwable failure) {
                throw new AssertionError(failure);
              }
            });
    return events;
  }

  /** Gives a few bytes with each read. */
  private static InputStream inPieces(byte[] bytes, Random random) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(40)));
      }
    };
  }

  /** Gives bytes, and fails where more are asked for. */
  private static InputStream thenFailing(String text) {
    return new FilterInputStream(new ByteArrayInputStream(bytes(text))) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0) {
          throw new IOException("no more");
        }
        return count;
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
