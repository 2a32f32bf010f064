/**
 * Makes a site of the documentation: {@link dev.runnel.site.Main} writes the pages of one version,
 * with a search that needs no server, and the API's documentation.
 */
@NullMarked
package dev.runnel.site;

import org.jspecify.annotations.NullMarked;
