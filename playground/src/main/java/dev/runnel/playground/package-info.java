/**
 * The playground: a page of a server on which its chains are tried and watched. A server finds it
 * by itself where this module is there; nothing here is called by users.
 */
@NullMarked
package dev.runnel.playground;

import org.jspecify.annotations.NullMarked;
