package dev.runnel.jdbc;

import dev.runnel.history.ChatHistory;
import dev.runnel.history.HistoryConflictException;
import dev.runnel.history.MessageJson;
import dev.runnel.history.StoredConversation;
import dev.runnel.model.ChatMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores conversations in one table of a database, a row for each turn.
 *
 * <pre>{@code
 * JdbcChatHistory history = new JdbcChatHistory(dataSource);
 * history.createTable();
 * ChatModel chat = ChatMemory.of(history).over(model);
 * }</pre>
 *
 * <p>Each method takes a connection of its own, and gives it back; each write is a transaction. The
 * SQL is that of H2 and PostgreSQL. Thread-safe, as the data source is.
 */
public final class JdbcChatHistory implements ChatHistory {
  /** The longest id of a conversation that the table holds. */
  public static final int MAX_ID_LENGTH = 255;

  private static final String DUPLICATE_KEY = "23505";
  private static final String CLASS_ROLLBACK = "40";

  private static final String LOAD =
      "SELECT turn, version, messages FROM runnel_turn WHERE conversation = ? ORDER BY turn";
  private static final String COUNT_UP =
      "UPDATE runnel_turn SET version = version + 1"
          + " WHERE conversation = ? AND turn = 0 AND version = ?";
  private static final String COUNT_UP_ANY =
      "UPDATE runnel_turn SET version = version + 1 WHERE conversation = ? AND turn = 0";
  private static final String INSERT =
      "INSERT INTO runnel_turn (conversation, turn, version, messages) VALUES (?, ?, ?, ?)";
  private static final String DELETE =
      "DELETE FROM runnel_turn WHERE conversation = ? AND turn > 0";

  private final Database database;

  /**
   * Makes a history.
   *
   * @param source gives connections, such as a pool does
   */
  public JdbcChatHistory(DataSource source) {
    this.database =
        new Database(
            Objects.requireNonNull(source, "A history in a database needs a data source."),
            JdbcChatHistory::failed);
  }

  /**
   * Makes the table, unless it is there. Its script is the resource {@code
   * dev/runnel/jdbc/history.sql}, for those who make tables in another way.
   */
  public void createTable() {
    database.run("history.sql");
  }

  @Override
  public StoredConversation load(String conversation) {
    checkId(conversation);
    // One statement sees one state of the conversation.
    try (Connection connection = database.connection();
        PreparedStatement select = connection.prepareStatement(LOAD)) {
      select.setString(1, conversation);
      try (ResultSet rows = select.executeQuery()) {
        return read(conversation, rows);
      }
    } catch (SQLException e) {
      throw failed("load conversation '" + conversation + "'", e);
    }
  }

  private static StoredConversation read(String conversation, ResultSet rows) throws SQLException {
    long version = 0;
    List<ChatMessage> messages = new ArrayList<>();
    while (rows.next()) {
      if (rows.getLong(1) == 0) {
        version = rows.getLong(2);
        continue;
      }
      @Nullable String json = rows.getString(3);
      messages.addAll(
          MessageJson.read(
              Objects.requireNonNull(
                  json, "A turn of conversation '" + conversation + "' has no messages.")));
    }
    return version == 0 ? StoredConversation.EMPTY : new StoredConversation(messages, version);
  }

  @Override
  public long append(String conversation, long expectedVersion, List<? extends ChatMessage> turn) {
    checkId(conversation);
    if (turn.isEmpty()) {
      throw new IllegalArgumentException("A turn has one message at least.");
    }
    String json = MessageJson.write(turn);
    try {
      return database.transaction(
          "append to conversation '" + conversation + "'",
          connection -> append(connection, conversation, expectedVersion, json));
    } catch (HistoryException e) {
      if (isConflict(e)) {
        throw new HistoryConflictException(conversation, expectedVersion, e);
      }
      throw e;
    }
  }

  private static long append(
      Connection connection, String conversation, long expectedVersion, String json)
      throws SQLException {
    long version = expectedVersion + 1;
    if (expectedVersion == 0) {
      insert(connection, conversation, 0, version, null);
    } else if (!countUp(connection, conversation, expectedVersion)) {
      throw new HistoryConflictException(
          conversation, expectedVersion, version(connection, conversation));
    }
    insert(connection, conversation, version, version, json);
    return version;
  }

  private static boolean countUp(Connection connection, String conversation, long expectedVersion)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(COUNT_UP)) {
      update.setString(1, conversation);
      update.setLong(2, expectedVersion);
      return update.executeUpdate() == 1;
    }
  }

  private static long version(Connection connection, String conversation) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOAD)) {
      select.setString(1, conversation);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(2) : 0;
      }
    }
  }

  private static void insert(
      Connection connection, String conversation, long turn, long version, @Nullable String json)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, conversation);
      insert.setLong(2, turn);
      insert.setLong(3, version);
      insert.setString(4, json);
      insert.executeUpdate();
    }
  }

  @Override
  public void clear(String conversation) {
    checkId(conversation);
    database.transaction(
        "clear conversation '" + conversation + "'",
        connection -> {
          for (String sql : List.of(COUNT_UP_ANY, DELETE)) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              statement.setString(1, conversation);
              statement.executeUpdate();
            }
          }
          return 0L;
        });
  }

  private static void checkId(String conversation) {
    if (conversation.isEmpty() || conversation.length() > MAX_ID_LENGTH) {
      throw new IllegalArgumentException(
          "The id of a conversation has 1 to %s characters, but this one has %s."
              .formatted(MAX_ID_LENGTH, conversation.length()));
    }
  }

  /** Tells whether another write came first: it has made the same row, or was serialised before. */
  private static boolean isConflict(HistoryException failure) {
    String state = failure.sqlState();
    return state.equals(DUPLICATE_KEY) || state.startsWith(CLASS_ROLLBACK);
  }

  private static HistoryException failed(String what, SQLException e) {
    return new HistoryException("The database could not " + what + ": " + e.getMessage(), e);
  }
}
