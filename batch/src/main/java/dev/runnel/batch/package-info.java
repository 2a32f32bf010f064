/**
 * Batches with a journal, which go on where a killed process was. Start at {@link
 * dev.runnel.batch.JournaledBatch}.
 */
@NullMarked
package dev.runnel.batch;

import org.jspecify.annotations.NullMarked;
