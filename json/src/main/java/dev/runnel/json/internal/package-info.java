/**
 * The machine behind {@code JsonReader}. Not exported. It knows nothing of the package above it.
 *
 * <pre>
 * DocumentReader, ElementReader     one text, in pieces
 *   DocumentFinder                  where the document is: FenceScanner and MarkRun read prose and
 *     |                             fences, Replay what was taken for a string, TextTracker counts
 *     |                             lines, FailedCandidates keeps the first error
 *     JsonMachine                   the document itself, with StringScanner and NumberScanner
 *       JsonEvents, DocumentEvents  what it tells: to DocumentTree, which shows the best value, or to
 *                                   ElementFinder, which hands out elements
 *   ValueBuilder                    makes values of events: buffers that only grow (ArrayBuffer,
 *                                   ObjectBuffer with KeyTable), and views of them that never change
 * ArraySnapshot, ObjectSnapshot     such a view as a node of Jackson; GrowingString is an open string
 * LastSnapshot, Difference          the net change from one snapshot to the next
 * Growth, PropertyTypes             what of a snapshot is complete, or counts for a Java type
 * DeepNodes, DeepWriter             equality, hash, copy and text without recursion
 * </pre>
 */
@NullMarked
package dev.runnel.json.internal;

import org.jspecify.annotations.NullMarked;
