package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RunTimeoutException;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.shared.Background;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chains as operators of jobs in a cluster of two task managers. */
class FlinkChainTest {
  private static LocalCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = LocalCluster.start();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void reset() {
    Desk.reset();
  }

  @AfterEach
  void allIsClosed() {
    assertThat(SharedChains.count()).isZero();
    assertThat(Desk.CLOSED).hasValue(Desk.MADE.get());
    assertThat(Desk.OPEN).hasValue(0);
  }

  private static FlinkChain<TicketDesk, String, Tickets.Label, Tickets.Label> labelled(int millis) {
    return FlinkChain.of(() -> new TicketDesk(millis), TicketDesk::labelled);
  }

  private static List<String> tickets(int count) {
    return IntStream.range(0, count).mapToObj(i -> "ticket " + i).toList();
  }

  @Test
  void eachInputHasOneAnswer() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(2);
    Seen<Answer<String, Tickets.Label>> seen = new Seen<>("one");
    labelled(1)
        .answers(job.fromData(tickets(200)).rebalance())
        .map(seen)
        .returns(labelledType())
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(seen.values())
        .extracting(Answer::input)
        .containsExactlyInAnyOrderElementsOf(tickets(200));
    assertThat(seen.values())
        .allSatisfy(each -> assertThat(each.value().text()).isEqualTo("answer to " + each.input()));
  }

  private static TypeInformation<Answer<String, Tickets.Label>> labelledType() {
    FlinkChain<TicketDesk, String, Tickets.Label, Tickets.Label> chain = labelled(1);
    return ChainOutputs.of(chain.types(), chain.types().input()).answer();
  }

  @Test
  void answersKeepTheOrderIfAsked() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    Seen<Answer<String, Tickets.Label>> seen = new Seen<>("ordered");
    labelled(1)
        .inOrder()
        .withCapacity(10)
        .answers(job.fromData(tickets(100)))
        .map(seen)
        .returns(labelledType())
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(seen.values()).extracting(Answer::input).containsExactlyElementsOf(tickets(100));
    assertThat(Desk.MOST_OPEN.get()).isBetween(2, 10);
  }

  @Test
  void chunksAreNumberedAndAddUp() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(2);
    Seen<String> seen = new Seen<>("chunks");
    FlinkChain<TicketDesk, String, String, String> chain =
        FlinkChain.of(() -> new TicketDesk(1), TicketDesk::spelled);
    chain
        .chunks(job.fromData("abc", "xy"))
        .map(each -> each.input() + each.attempt() + each.number() + each.chunk())
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(seen.values())
        .containsExactlyInAnyOrder("abc00A", "abc01B", "abc02C", "xy00X", "xy01Y");
  }

  @Test
  void eventsOfAllRunsCome() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    Seen<EventRow> seen = new Seen<>("events");
    FlinkChain<TicketDesk, String, String, String> chain =
        FlinkChain.of(() -> new TicketDesk(1), TicketDesk::spelled);
    ChainStreams<String, String, String> streams =
        chain.withEvents().withChunks().run(job.fromData("ab"));
    Seen<String> answers = new Seen<>("with events");
    streams.events().map(seen).returns(EventRow.class).sinkTo(new DiscardingSink<>());
    streams
        .answers()
        .map(Answer::value)
        .returns(String.class)
        .map(answers)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(answers.values()).containsExactly("AB");
    assertThat(seen.values())
        .extracting(EventRow::event)
        .startsWith("on_chain_start")
        .endsWith("on_chain_end");
    assertThat(seen.values()).extracting(EventRow::root).containsOnly(seen.values().get(0).root());
    assertThat(seen.values()).extracting(EventRow::name).contains("spelled", "loud");
  }

  @Test
  void aFailureIsADeadLetterWithItsStep() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    ChainStreams<String, Tickets.Label, Tickets.Label> streams =
        labelled(1).withDeadLetters().run(job.fromData("a", "poison", "b"));
    Seen<String> answers = new Seen<>("beside letters");
    Seen<String> letters = new Seen<>("letters");
    streams
        .answers()
        .map(Answer::input)
        .returns(String.class)
        .map(answers)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    streams
        .deadLetters()
        .map(
            each ->
                each.input() + "|" + each.exception() + "|" + each.message() + "|" + each.step())
        .returns(String.class)
        .map(letters)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(answers.values()).containsExactlyInAnyOrder("a", "b");
    assertThat(letters.values())
        .containsExactly("poison|java.lang.IllegalArgumentException|This ticket is poisoned.|ask");
  }

  @Test
  void elseAFailureEndsTheJobAndSaysWhatCanBeDone() {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    labelled(1).answers(job.fromData("poison")).sinkTo(new DiscardingSink<>());
    assertThatThrownBy(() -> cluster.run(job))
        .hasStackTraceContaining("A run of the chain labelled failed.")
        .hasStackTraceContaining("FlinkChain.withDeadLetters()")
        .hasStackTraceContaining("This ticket is poisoned.");
  }

  @Test
  void aModelThatNeverAnswersIsADeadLetter() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    Seen<String> letters = new Seen<>("late letters");
    labelled(1)
        .withTimeout(Duration.ofMillis(50))
        .withDeadLetters()
        .run(job.fromData("never"))
        .deadLetters()
        .map(DeadLetter::exception)
        .returns(String.class)
        .map(letters)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(letters.values()).containsExactly(RunTimeoutException.class.getName());
  }

  @Test
  void aCancelledJobClosesItsOpenCalls() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(2);
    labelled(1)
        .answers(job.fromData("never 1", "never 2", "never 3").rebalance())
        .sinkTo(new DiscardingSink<>());
    JobID id = cluster.submit(job);
    Desk.whenAsked(3).get(1, TimeUnit.MINUTES);
    cluster.flink().cancelJob(id).get(1, TimeUnit.MINUTES);
    assertThat(cluster.result(id).getJobStatus().orElseThrow()).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void anAnswerThatIsKnownIsNotAskedAgain() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(2);
    DataStream<String> twice = job.fromData("a", "b", "a", "b", "a").setParallelism(1);
    Seen<String> seen = new Seen<>("cached");
    labelled(1)
        .withCapacity(1)
        .withCache("1", Duration.ofHours(1))
        .answers(twice)
        .map(each -> each.input() + ": " + each.value().text())
        .returns(String.class)
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(seen.values()).hasSize(5).contains("a: answer to a", "b: answer to b");
    assertThat(Desk.ASKED).hasValue(2);
  }

  @Test
  void aLargeAnswerPassesTheNetwork() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(2);
    String large = "x".repeat(1_000_000);
    Seen<Integer> seen = new Seen<>("large");
    labelled(1)
        .answers(job.fromData(large))
        .rebalance()
        .map(each -> each.value().text().length())
        .returns(Integer.class)
        .map(seen)
        .returns(Integer.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(seen.values()).containsExactly(1_000_010);
  }

  @Test
  void whatFlinkDoesNotKnowIsCarriedAsJson() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(2);
    Seen<String> seen = new Seen<>("reports");
    FlinkChain<TicketDesk, String, Tickets.Report, Tickets.Report> chain =
        FlinkChain.of(() -> new TicketDesk(1), TicketDesk::reported);
    chain
        .answers(job.fromData("abc"))
        .rebalance()
        .map(each -> each.value().toString())
        .returns(String.class)
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(seen.values())
        .containsExactly("Report[topic=Optional[abc], words={abc=3}, kind=Bug[where=in abc]]");
  }

  @Test
  void aFactoryThatFailsFailsTheJobWithItsReason() {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    FlinkChain<TicketDesk, String, Tickets.Label, Tickets.Label> chain =
        FlinkChain.of(
            () -> {
              throw new IllegalStateException("There is no key.");
            },
            TicketDesk::labelled);
    chain.answers(job.fromData("a")).sinkTo(new DiscardingSink<>());
    assertThatThrownBy(() -> cluster.run(job)).hasStackTraceContaining("There is no key.");
  }

  @Test
  void aFactoryThatHoldsWhatCannotBeSentIsRefused() {
    Object lock = new Object();
    FlinkChain<TicketDesk, String, Tickets.Label, Tickets.Label> chain =
        FlinkChain.of(() -> new TicketDesk(lock.hashCode() > 0 ? 1 : 2), TicketDesk::labelled);
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    assertThatThrownBy(
            () -> {
              chain.answers(job.fromData("a")).sinkTo(new DiscardingSink<>());
              cluster.run(job);
            })
        .hasStackTraceContaining("Object")
        .hasStackTraceContaining("erializable");
  }

  @Test
  void aSlowReaderHoldsTheRuns() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    FlinkChain<TicketDesk, String, String, String> chain =
        FlinkChain.of(() -> new TicketDesk(1), TicketDesk::spelled);
    Seen<Integer> ahead = new Seen<>("ahead");
    chain
        .chunks(job.fromData("x".repeat(20_000)))
        .map(each -> Desk.ASKED.get() - (int) each.number())
        .map(ahead)
        .returns(Integer.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(ahead.values()).hasSize(20_000).allMatch(each -> each <= 18);
  }

  @Test
  void aFullOperatorHoldsItsSource() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    Seen<String> read = new Seen<>("read");
    DataStream<String> tickets =
        job.fromSequence(1, 1_000_000).map(i -> "never " + i).map(read).returns(String.class);
    labelled(1).withCapacity(5).answers(tickets).sinkTo(new DiscardingSink<>());
    JobID id = cluster.submit(job);
    Desk.whenAsked(5).get(1, TimeUnit.MINUTES);
    cluster.flink().cancelJob(id).get(1, TimeUnit.MINUTES);
    cluster.result(id);
    assertThat(read.values()).hasSizeLessThanOrEqualTo(6);
    assertThat(Desk.ASKED).hasValue(5);
  }

  /** An object that Flink may use again for the next input. */
  public static class Reused {
    public String text = "";
  }

  private static final Reused REUSED = new Reused();

  @Test
  void anInputIsKeptThoughItsObjectIsUsedAgain() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    job.getConfig().enableObjectReuse();
    DataStream<Reused> inputs =
        job.fromData(tickets(50))
            .map(
                text -> {
                  REUSED.text = text;
                  return REUSED;
                })
            .returns(Reused.class);
    Seen<String> seen = new Seen<>("reused");
    FlinkChain<TicketDesk, Reused, String, String> chain =
        FlinkChain.of(
            "reused",
            () -> new TicketDesk(1),
            desk -> RunnableLambda.of("reads", input -> input.text),
            TypeInformation.of(Reused.class),
            Types.STRING,
            Types.STRING);
    chain
        .withCapacity(50)
        .answers(inputs)
        .map(each -> each.input().text)
        .returns(String.class)
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(seen.values()).containsExactlyInAnyOrderElementsOf(tickets(50));
  }

  @Test
  void noAnswerIsLateForItsWatermark() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    DataStream<String> inputs =
        job.fromData(tickets(200))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<String>forGenerator(context -> new EachItsWatermark())
                    .withTimestampAssigner(
                        (ticket, before) -> Long.parseLong(ticket.substring("ticket ".length()))));
    Seen<String> seen = new Seen<>("watermarks");
    labelled(2)
        .withCapacity(20)
        .answers(inputs)
        .process(new Lateness())
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    assertThat(seen.values()).hasSize(200).containsOnly("in time");
  }

  @Test
  void onlyAlignedBarriersBehindAShuffleRepeatMany() {
    Configuration without = new Configuration();
    Configuration aligned = new Configuration();
    aligned.setString("execution.checkpointing.interval", "1 s");
    Configuration unaligned = new Configuration(aligned);
    unaligned.setString("execution.checkpointing.unaligned.enabled", "true");
    assertThat(ChainOperator.mayRepeatManyRuns(true, aligned)).isTrue();
    assertThat(ChainOperator.mayRepeatManyRuns(false, aligned)).isFalse();
    assertThat(ChainOperator.mayRepeatManyRuns(true, unaligned)).isFalse();
    assertThat(ChainOperator.mayRepeatManyRuns(true, without)).isFalse();
  }

  @Test
  void aFactoryThatHangsHoldsNobodyElse() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Waiting.BEGUN = begun;
    Waiting.GO_ON = goOn;
    Background<SharedChains.Lease<Desk>> waiting =
        Background.run(() -> SharedChains.open(new Waiting()));
    begun.await();
    SharedChains.open(() -> new Desk(1)).close();
    goOn.countDown();
    waiting.result().close();
  }

  @Test
  void aLambdaDoesNotSayItsTypes() {
    assertThatThrownBy(() -> FlinkChain.of(() -> new TicketDesk(1), desk -> desk.labelled()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as Jokes::joke");
  }

  /** Says after each element that no older one comes. */
  private static final class EachItsWatermark implements WatermarkGenerator<String> {
    @Override
    public void onEvent(String ticket, long time, WatermarkOutput output) {
      output.emitWatermark(new Watermark(time));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static final class Lateness
      extends ProcessFunction<Answer<String, Tickets.Label>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
        Answer<String, Tickets.Label> answer, Context context, Collector<String> out) {
      boolean inTime = context.timestamp() > context.timerService().currentWatermark();
      out.collect(inTime ? "in time" : "late");
    }
  }

  /** A factory that waits until it may go on. */
  private static final class Waiting implements ChainsFactory<Desk> {
    private static final long serialVersionUID = 1L;
    private static CountDownLatch BEGUN;
    private static CountDownLatch GO_ON;

    @Override
    public Desk create() throws Exception {
      BEGUN.countDown();
      GO_ON.await();
      return new Desk(1);
    }
  }
}
