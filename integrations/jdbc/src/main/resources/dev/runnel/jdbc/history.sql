-- Turns of conversations. Row 0 of a conversation has no messages: its version is that of the whole
-- conversation, and is counted up by each write.
CREATE TABLE IF NOT EXISTS runnel_turn (
  conversation VARCHAR(255) NOT NULL,
  turn BIGINT NOT NULL,
  version BIGINT NOT NULL,
  messages TEXT,
  PRIMARY KEY (conversation, turn)
)
