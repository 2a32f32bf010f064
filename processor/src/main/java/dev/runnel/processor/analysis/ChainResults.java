package dev.runnel.processor.analysis;

import dev.runnel.processor.analysis.check.CheckedChain;
import dev.runnel.processor.analysis.read.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is known of the chains of a class so far: each is right, or broken, or still to come. */
final class ChainResults {
  private final Map<Member, CheckedChain> right = new HashMap<>();
  private final Map<Member, String> broken = new HashMap<>();

  /**
   * Begins with the chains that contain themselves.
   *
   * @param cyclic the error for each of them
   */
  ChainResults(Map<Member, String> cyclic) {
    broken.putAll(cyclic);
  }

  /** Notes that a chain is right, in place of what was known of it. */
  void putRight(CheckedChain chain) {
    right.put(chain.declared().member(), chain);
  }

  /** Notes the error that keeps a chain from being generated. */
  void putBroken(Member chain, String diagnostic) {
    broken.put(chain, diagnostic);
  }

  Optional<CheckedChain> right(Member chain) {
    return Optional.ofNullable(right.get(chain));
  }

  /** Returns the error of a chain that is broken. */
  String error(Member chain) {
    return Objects.requireNonNull(broken.get(chain));
  }
}
