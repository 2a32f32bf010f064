/** Runs the JDK's compiler with the project's own processor, in memory. */
@NullMarked
package dev.runnel.languageserver.compile;

import org.jspecify.annotations.NullMarked;
