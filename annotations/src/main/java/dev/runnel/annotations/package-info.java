/** Declares chains and their steps. */
package dev.runnel.annotations;
