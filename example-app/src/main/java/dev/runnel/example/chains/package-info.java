/** Shows chains to copy: each class is one of the guide's, in a few annotated lines. */
@NullMarked
package dev.runnel.example.chains;

import org.jspecify.annotations.NullMarked;
