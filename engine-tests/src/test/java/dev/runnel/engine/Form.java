package dev.runnel.engine;

import dev.runnel.Runnel;
import java.util.List;

/** The forms of chain; all forms of the same steps give the same chunks. */
enum Form {
  PULLED(true, false),
  PUSHED(true, true),
  RELAYED(true, false),
  COMPOSED(true, false),
  PLAIN(true, false),
  NESTED(true, false),
  NESTED_PUSHED(true, true),
  PART(true, false),
  PUSHED_PART(true, true),
  PUBLISHED(true, true),
  FORKED(false, true),
  SHARED(false, true),
  INPUT(true, false),
  SHARED_INPUT(false, true);

  /** Whether each chunk comes out before the source gives the next one. */
  final boolean streams;

  /** Whether it needs another thread when it is pulled. */
  final boolean threads;

  Form(boolean streams, boolean threads) {
    this.streams = streams;
    this.threads = threads;
  }

  /** Tells whether two steps read one stream, each on a thread of its own. */
  boolean isShared() {
    return this == SHARED || this == SHARED_INPUT;
  }

  Runnel<Integer, String, List<String>> of(Steps steps) {
    LabelChains chains = LabelChains.of(steps);
    return switch (this) {
      case PULLED -> chains.pulled();
      case PUSHED -> chains.pushed();
      case RELAYED -> chains.relayed();
      case COMPOSED -> PlainRunnels.piped(steps);
      case PLAIN -> PlainRunnels.plain(steps);
      case NESTED -> chains.nested();
      case NESTED_PUSHED -> chains.nestedPushed();
      case PART -> chains.part();
      case PUSHED_PART -> chains.pushedPart();
      case PUBLISHED -> chains.published();
      case FORKED -> chains.forked();
      case SHARED -> chains.shared();
      case INPUT -> chains.component().pipe(chains.ofInput());
      case SHARED_INPUT -> chains.component().pipe(chains.sharedInput());
    };
  }
}
