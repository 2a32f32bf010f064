-- Entries of batches. The row of a batch whose key is empty says whose journal it is: it has the name of
-- the chain as its entry, and the version as its input. The process that writes the journal locks it.
CREATE TABLE IF NOT EXISTS runnel_batch (
  batch VARCHAR(255) NOT NULL,
  entry_key VARCHAR(255) NOT NULL,
  input VARCHAR(255) NOT NULL,
  is_answer BOOLEAN NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (batch, entry_key)
);

-- What the models of a batch took; its cost is in the currency of the prices that the batch was given.
CREATE TABLE IF NOT EXISTS runnel_batch_usage (
  batch VARCHAR(255) NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cost NUMERIC(38, 18) NOT NULL,
  PRIMARY KEY (batch)
)
