/** Carries what libraries keep on a thread into the threads of runs. */
@NullMarked
package dev.runnel.context;

import org.jspecify.annotations.NullMarked;
