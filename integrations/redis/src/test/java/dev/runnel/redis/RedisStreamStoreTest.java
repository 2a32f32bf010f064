package dev.runnel.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.redis.RedisStreamStore.Settings;
import dev.runnel.serve.StreamStore;
import dev.runnel.serve.StreamStore.Ending;
import dev.runnel.serve.StreamStore.Following;
import dev.runnel.serve.StreamStore.Kept;
import dev.runnel.serve.StreamStore.Recording;
import dev.runnel.serve.StreamStore.State;
import dev.runnel.serve.StreamStore.Terms;
import dev.runnel.serve.StreamStoreContract;
import dev.runnel.serve.StreamStoreException;
import dev.runnel.shared.Eventually;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A Redis server, where the system property {@code runnel.redis.url} names one. */
@EnabledIfSystemProperty(
    named = "runnel.redis.url",
    matches = "redis:.+",
    disabledReason = "no Redis server is named by -Drunnel.redis.url")
class RedisStreamStoreTest extends StreamStoreContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static RedisClient client;
  private static RedisCommands<String, String> redis;
  private static RedisStreamStore store;

  private final String id = UUID.randomUUID().toString();

  @BeforeAll
  static void connect() {
    client = RedisClient.create(System.getProperty("runnel.redis.url"));
    redis = client.connect().sync();
    store =
        RedisStreamStore.connect(
            client, Settings.DEFAULT.withMaxBytes(MAX_BYTES).withTimeout(Duration.ofSeconds(20)));
  }

  @AfterAll
  static void disconnect() {
    if (client != null) {
      store.close();
      client.shutdown();
    }
  }

  @Override
  protected StreamStore store() {
    return store;
  }

  private static long connections() {
    return redis.clientList().lines().count();
  }

  private List<String> keys() {
    return redis.keys("*" + id + "*");
  }

  private Recording begin(Duration ttl, Duration lease) {
    return store.begin("name-" + id, id, new Terms(ttl, lease));
  }

  @Test
  void saysThatWhoeverRanAStreamIsGone() {
    Recording recording = begin(MINUTE, Duration.ofMillis(100));
    recording.append("a".getBytes(UTF_8));
    try (Following following = store.follow(id, 0).orElseThrow()) {
      assertThat(following.await(PATIENCE).events()).hasSize(1);

      Kept kept = following.await(PATIENCE);

      assertThat(kept.events()).isEmpty();
      assertThat(kept.state()).isEqualTo(State.LOST);
    }
  }

  @Test
  void readsAStreamThatIsLongerThanOneAnswer() {
    Recording recording = begin(MINUTE, MINUTE);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      all.add(Integer.toString(i));
      recording.append(all.get(i).getBytes(UTF_8));
    }
    recording.end(Ending.WHOLE);
    List<String> read = new ArrayList<>();
    try (Following following = store.follow(id, 0).orElseThrow()) {
      Kept kept;
      do {
        kept = following.await(Duration.ZERO);
        kept.events().forEach(event -> read.add(new String(event, UTF_8)));
      } while (kept.state() == State.OPEN);
    }

    assertThat(read).isEqualTo(all);
  }

  @Test
  void takesNoStreamWithAGap() {
    Recording recording = begin(MINUTE, MINUTE);
    recording.append("a".getBytes(UTF_8));
    redis.del(keys().toArray(String[]::new));

    assertThatThrownBy(() -> recording.append("b".getBytes(UTF_8)))
        .isInstanceOf(StreamStoreException.class)
        .hasMessage("The store has lost the stream.");
    assertThat(redis.keys("*" + id + "*:events")).isEmpty();
  }

  @Test
  void leavesNothingInRedisWhereARunIsKilled() {
    Recording recording = begin(Duration.ofMillis(100), Duration.ofMillis(100));
    recording.append("a".getBytes(UTF_8));
    store.askToStop(id);

    Eventually.isTrue(() -> keys().isEmpty());
    assertThat(redis.exists("runnel:name:name-" + id)).isZero();
  }

  @Test
  void everythingInRedisHasAnExpiry() {
    Recording recording = begin(MINUTE, MINUTE);
    recording.append("a".getBytes(UTF_8));
    store.askToStop(id);
    try (Following following = store.follow(id, 0).orElseThrow()) {
      following.await(Duration.ZERO);
    }
    assertThat(keys()).hasSizeGreaterThanOrEqualTo(5).allMatch(key -> redis.pttl(key) > 0);

    recording.end(Ending.WHOLE);

    assertThat(keys()).isNotEmpty().allMatch(key -> redis.pttl(key) > 0);
  }

  @Test
  void usesTwoConnectionsHoweverManyReadersThereAre() {
    long before = connections();
    RedisStreamStore another = RedisStreamStore.connect(client);
    Recording recording = another.begin("n" + id, id, new Terms(MINUTE, MINUTE));
    recording.append("a".getBytes(UTF_8));
    List<Following> readers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Following reader = another.follow(id, 0).orElseThrow();
      assertThat(reader.await(PATIENCE).events()).hasSize(1);
      readers.add(reader);
    }
    assertThat(connections()).isEqualTo(before + 2);
    String channel = redis.pubsubChannels("*" + id + "*").toString();
    assertThat(channel).contains(id);

    readers.forEach(Following::close);

    Eventually.isTrue(() -> redis.pubsubChannels("*" + id + "*").isEmpty());
    recording.end(Ending.WHOLE);
    another.close();
    Eventually.isTrue(() -> connections() == before);
  }

  @Test
  void saysThatItIsClosed() {
    RedisStreamStore another = RedisStreamStore.connect(client);
    Recording recording = another.begin("n" + id, id, new Terms(MINUTE, MINUTE));
    Following reader = another.follow(id, 0).orElseThrow();
    another.close();

    assertThatThrownBy(() -> recording.append(new byte[1]))
        .isInstanceOf(StreamStoreException.class);
    assertThatThrownBy(() -> recording.beat(true)).isInstanceOf(StreamStoreException.class);
    assertThatThrownBy(() -> recording.end(Ending.CUT)).isInstanceOf(StreamStoreException.class);
    assertThatThrownBy(() -> reader.await(PATIENCE)).isInstanceOf(StreamStoreException.class);
    assertThatThrownBy(() -> another.find("n")).isInstanceOf(StreamStoreException.class);
    assertThatThrownBy(() -> another.begin("m", "m", new Terms(MINUTE, MINUTE)))
        .isInstanceOf(StreamStoreException.class);
    reader.close();
  }

  @Test
  void refusesSettingsThatKeepNothing() {
    assertThatThrownBy(() -> Settings.DEFAULT.withMaxBytes(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Settings.DEFAULT.withTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
