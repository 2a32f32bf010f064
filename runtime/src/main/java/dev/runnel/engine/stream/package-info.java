/** Streams, and hand-offs between threads, that know nothing of runs. */
@NullMarked
package dev.runnel.engine.stream;

import org.jspecify.annotations.NullMarked;
