package dev.runnel.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets clients come and leave in all ways, and counts what is left of them. */
@Timeout(120)
class LeftoversTest {
  private static final JsonNode NOTHING = JsonMapper.shared().createObjectNode();

  /** What a client does, in no good order. */
  private enum Visit {
    LOOK,
    CALL,
    LEAVE_A_STREAM,
    LEAVE_A_SILENT_CALL,
    LEAVE_ALL_OPEN,
    BE_REFUSED;

    void pay(McpToolClient client, List<ChunkStream<?>> left) throws Exception {
      switch (this) {
        case LOOK -> client.tools();
        case CALL -> client.tool("echo").invoke(NOTHING);
        case BE_REFUSED -> client.tool("fails").invoke(NOTHING);
        case LEAVE_A_STREAM -> {
          try (ChunkStream<McpProgress> pieces = client.tool("endless").stream(NOTHING)) {
            pieces.next();
          }
        }
        case LEAVE_A_SILENT_CALL -> leaveSilent(client);
        case LEAVE_ALL_OPEN -> leaveOpen(client.tool("endless").stream(NOTHING), left);
      }
    }

    private static void leaveOpen(ChunkStream<?> pieces, List<ChunkStream<?>> left) {
      pieces.next();
      left.add(pieces);
    }

    private static void leaveSilent(McpToolClient client) throws Exception {
      ChunkStream<McpProgress> pieces = client.tool("silent").stream(NOTHING);
      Background<Boolean> reading = Background.run(pieces::hasNext);
      pieces.close();
      assertThat(reading.failure()).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void nothingIsLeftOfAnyVisit(Carrier carrier) throws Exception {
    visit(carrier, 1, 1);
    long sockets = sockets();
    long threads = threads();
    long processes = processes();

    visit(carrier, carrier == Carrier.STDIO ? 2 : 6, new Random().nextLong());

    Eventually.isTrue(
        () -> {
          System.gc();
          return sockets() <= sockets && threads() <= threads && processes() <= processes;
        });
  }

  private static void visit(Carrier carrier, int clients, long seed) throws Exception {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (Carrier.Served served = carrier.serve()) {
      for (int i = 0; i < clients; i++) {
        List<ChunkStream<?>> left = new ArrayList<>();
        try (McpToolClient client = served.client().connect()) {
          for (int visits = 0; visits < 8; visits++) {
            Visit.values()[random.nextInt(Visit.values().length)].pay(client, left);
          }
        }
        left.forEach(ChunkStream::close);
      }
      if (served.server() != null) {
        Eventually.isZero(() -> running(served));
      }
    }
  }

  private static int running(Carrier.Served served) {
    try (McpToolClient client = served.client().connect()) {
      return Integer.parseInt(client.tool("running").invoke(NOTHING).text());
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("runnel-mcp") || name.startsWith("HttpClient"))
        .count();
  }

  private static long processes() {
    return ProcessHandle.current().descendants().count();
  }

  private static long sockets() {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> links = Files.list(descriptors)) {
      return links.filter(LeftoversTest::isOpen).count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isOpen(Path link) {
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("socket:") || target.startsWith("pipe:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
