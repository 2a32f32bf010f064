/** What a project's build says: sources, class path, processor. */
@NullMarked
package dev.runnel.languageserver.project;

import org.jspecify.annotations.NullMarked;
