/**
 * Reads what a chain class declares: finds its methods and their annotations, and reads each as a
 * {@code DeclaredStep} or a {@code DeclaredChain}. What is wrong with a declaration by itself comes
 * back beside it in a report.
 */
@NullMarked
package dev.runnel.processor.analysis.read;

import org.jspecify.annotations.NullMarked;
