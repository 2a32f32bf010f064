/** Conversations in a database. Start at {@link dev.runnel.jdbc.JdbcChatHistory}. */
@NullMarked
package dev.runnel.jdbc;

import org.jspecify.annotations.NullMarked;
