/** Shows streaming chains as a command-line program. */
@NullMarked
package dev.runnel.example;

import org.jspecify.annotations.NullMarked;
