/**
 * Conversations, and journals of batches, in a database. Start at {@link
 * dev.runnel.jdbc.JdbcChatHistory} and {@link dev.runnel.jdbc.JdbcBatchJournal}.
 */
@NullMarked
package dev.runnel.jdbc;

import org.jspecify.annotations.NullMarked;
