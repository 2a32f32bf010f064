/**
 * The tree of runs: which run is current, which thread is inside, how a run ends, and who listens.
 */
@NullMarked
package dev.runnel.engine.run;

import org.jspecify.annotations.NullMarked;
