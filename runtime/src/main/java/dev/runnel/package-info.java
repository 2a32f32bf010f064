/**
 * What every user of Runnel meets: {@link dev.runnel.Runnel}, the thing that runs, {@link
 * dev.runnel.ChunkStream}, what it streams, and the forms that steps can take.
 *
 * <p>Start at {@link dev.runnel.Runnel}.
 */
@NullMarked
package dev.runnel;

import org.jspecify.annotations.NullMarked;
