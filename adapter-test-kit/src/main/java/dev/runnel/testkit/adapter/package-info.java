/**
 * Contracts that an adapter of chat models keeps, as interfaces with tests of JUnit, and the server
 * that they ask. A test class of the adapter implements those that hold for it, beginning with
 * {@link dev.runnel.testkit.adapter.StreamingContract}.
 */
@NullMarked
package dev.runnel.testkit.adapter;

import org.jspecify.annotations.NullMarked;
