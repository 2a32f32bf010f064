/** What the processor knows of chain classes, as the server reads it. */
@NullMarked
package dev.runnel.languageserver.facts;

import org.jspecify.annotations.NullMarked;
