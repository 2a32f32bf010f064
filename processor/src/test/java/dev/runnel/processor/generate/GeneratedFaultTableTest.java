package dev.runnel.processor.generate;

import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.compose.FaultCase;
import dev.runnel.compose.FaultLine;
import dev.runnel.compose.FaultTarget;
import dev.runnel.compose.Scripted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Injects an exception and a cancellation at each place of each form of generated chain, and looks
 * at what comes out: the outcome, one terminal event for each run, closed sources, threads given
 * back. The system property {@code runnel.seed} repeats the scheduling of a line that failed.
 */
class GeneratedFaultTableTest {
  private static final int SCHEDULINGS = 2;
  private static final CompiledChains COMPILED = CompiledChains.of(source());

  /** Names the chains; each is made of one or two sources, or reads the chunks of one. */
  enum Form implements FaultTarget {
    COMPONENT("component", Kind.STREAMING),
    AFTER_A_STEP("afterAStep", Kind.STREAMING),
    BEFORE_VALUES("beforeValues", Kind.STREAMING),
    BEFORE_AN_EMITTER("beforeAnEmitter", Kind.STREAMING),
    BEFORE_MANY("beforeMany", Kind.STREAMING),
    BEFORE_AN_EMITTER_AND_MANY("beforeAnEmitterAndMany", Kind.STREAMING),
    BEFORE_A_STREAM_READER("beforeAStreamReader", Kind.STREAMING),
    BEFORE_A_PUBLISHER("beforeAPublisher", Kind.BUFFERING),
    BEFORE_A_PUSHING_READER("beforeAPushingReader", Kind.STREAMING),
    BEFORE_A_TRANSFORMER("beforeATransformer", Kind.STREAMING),
    BEFORE_FOUR_EMITTERS("beforeFourEmitters", Kind.STREAMING),
    BEFORE_A_WHOLE("beforeAWhole", Kind.COLLECTING),
    EMITS("emits", Kind.STREAMING),
    ROUTES("routes", Kind.STREAMING),
    ITERATES("iterates", Kind.STREAMING),
    INVOKES("invokes", Kind.COLLECTING),
    NESTED("nested", Kind.STREAMING),
    JOINS("joins", Kind.JOINING),
    SHARES("shares", Kind.COLLECTING),
    RETRIED_COMPONENT("retriedComponent", Kind.RETRYING),
    RETRIED_BEFORE_A_STEP("retriedBeforeAStep", Kind.RETRYING_AT_FIRST),
    RETRIED_BEFORE_A_WHOLE("retriedBeforeAWhole", Kind.RETRYING_COLLECTING),
    RETRIED_EMITTER("retriedEmitter", Kind.RETRYING),
    RETRIED_CALL("retriedCall", Kind.RETRYING),
    RETRIED_VALUE("retriedValue", Kind.RETRYING_COLLECTING),
    RETRIED_READER("retriedReader", Kind.STREAMING),
    RETRIED_PER_CHUNK("retriedPerChunk", Kind.STREAMING),
    FALLS_BACK("fallsBack", Kind.FALLING_BACK),
    CALL_FALLS_BACK("callFallsBack", Kind.FALLING_BACK),
    IN_TIME("inTime", Kind.STREAMING),
    IN_TIME_OR_AGAIN("inTimeOrAgain", Kind.RETRYING),
    RETRIED_CHAIN("retriedChain", Kind.RETRYING_CHAIN),
    CHAIN_FALLS_BACK("chainFallsBack", Kind.FALLING_BACK),
    RETRIED_CHAIN_AS_A_STEP("retriedChainAsAStep", Kind.RETRYING_AT_FIRST),
    INPUT_BEFORE_VALUES("inputBeforeValues", Kind.STREAMING),
    INPUT_BEFORE_AN_EMITTER("inputBeforeAnEmitter", Kind.STREAMING),
    INPUT_BEFORE_MANY("inputBeforeMany", Kind.STREAMING),
    INPUT_BEFORE_AN_EMITTER_AND_MANY("inputBeforeAnEmitterAndMany", Kind.STREAMING),
    INPUT_BEFORE_A_STREAM_READER("inputBeforeAStreamReader", Kind.STREAMING),
    INPUT_BEFORE_A_PUBLISHER("inputBeforeAPublisher", Kind.BUFFERING),
    INPUT_BEFORE_A_PUSHING_READER("inputBeforeAPushingReader", Kind.STREAMING),
    INPUT_BEFORE_A_TRANSFORMER("inputBeforeATransformer", Kind.STREAMING),
    INPUT_BEFORE_FOUR_EMITTERS("inputBeforeFourEmitters", Kind.STREAMING),
    INPUT_BEFORE_A_WHOLE("inputBeforeAWhole", Kind.COLLECTING),
    INPUT_BEFORE_A_COMPONENT("inputBeforeAComponent", Kind.STREAMING),
    INPUT_BEFORE_A_CHAIN("inputBeforeAChain", Kind.STREAMING),
    SHARES_INPUT("sharesInput", Kind.COLLECTING),
    ADDS_UP_INPUT("addsUpInput", Kind.COLLECTING),
    INPUT_BEFORE_A_RETRIED_READER("inputBeforeARetriedReader", Kind.STREAMING),
    INPUT_BEFORE_A_RETRIED_STEP("inputBeforeARetriedStep", Kind.STREAMING),
    INPUT_OF_A_RETRIED_CHAIN("inputOfARetriedChain", Kind.STREAMING);

    private final String chain;
    private final Kind kind;

    Form(String chain, Kind kind) {
      this.chain = chain;
      this.kind = kind;
    }

    @Override
    public int sources() {
      return kind == Kind.FALLING_BACK || kind == Kind.JOINING ? 2 : 1;
    }

    @Override
    public int openings() {
      return kind.name().startsWith("RETRYING") ? 2 : 1;
    }

    @Override
    public Runnel<String, ?, ?> of(List<Scripted> sources) {
      Scripted second = sources.size() > 1 ? sources.get(1) : new Scripted("unused");
      Object chains = COMPILED.make("faulty.FaultyChainsRunnables", sources.get(0), second);
      Runnel<String, String, ?> made = CompiledChains.call(chains, chain);
      return made instanceof StreamRunnel<String, String, ?> reader
          ? sources.get(0).pipe(reader)
          : made;
    }

    @Override
    public boolean recovers(FaultCase fault) {
      boolean nothingLeft = fault.position() == 0;
      boolean collects = fault.mode() == FaultCase.Mode.INVOKE;
      return switch (kind) {
        case RETRYING, RETRYING_CHAIN -> fault.opening() == 0 && (nothingLeft || collects);
        case RETRYING_AT_FIRST -> fault.opening() == 0 && nothingLeft;
        case RETRYING_COLLECTING -> fault.opening() == 0;
        case FALLING_BACK -> fault.source() == 0 && (nothingLeft || collects);
        default -> false;
      };
    }

    @Override
    public boolean isLinear() {
      return switch (kind) {
        case COLLECTING, RETRYING_COLLECTING, JOINING, BUFFERING -> false;
        default -> true;
      };
    }

    @Override
    public boolean needsTheFirstToFail(FaultCase fault) {
      return kind == Kind.FALLING_BACK && fault.source() == 1;
    }
  }

  /** Says what becomes of the chunks of the source. */
  private enum Kind {
    STREAMING,
    /** A publisher asks for more than its reader has read. */
    BUFFERING,
    COLLECTING,
    JOINING,
    RETRYING,
    /** What stands behind it is not to be repeated. */
    RETRYING_AT_FIRST,
    RETRYING_COLLECTING,
    RETRYING_CHAIN,
    FALLING_BACK
  }

  private static String source() {
    try (InputStream file =
        Objects.requireNonNull(
            GeneratedFaultTableTest.class.getResourceAsStream("/chains/FaultyChains.java"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<FaultCase> table() {
    @Nullable Long given = Long.getLong("runnel.seed");
    long first = given == null ? System.nanoTime() : given;
    int count = given == null ? SCHEDULINGS : 1;
    List<Long> seeds = LongStream.range(first, first + count).boxed().toList();
    return FaultCase.table(Form.values(), seeds).stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void endsAsItShouldAndLeavesNothing(FaultCase fault) throws Exception {
    new FaultLine(fault).check();
  }
}
