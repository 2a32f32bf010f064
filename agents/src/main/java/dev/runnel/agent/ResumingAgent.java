package dev.runnel.agent;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Whole;

/** An agent that goes on where it stopped for approval. */
record ResumingAgent(Agent agent) implements CustomRunnel<Resumption, AgentChunk, AgentAnswer> {
  @Override
  public ChunkStream<AgentChunk> open(Resumption input, RunContext run) {
    return AgentStream.resuming(agent, input, run);
  }

  @Override
  public Whole<AgentChunk, AgentAnswer> whole() {
    return agent.whole();
  }

  @Override
  public String name() {
    return agent.name();
  }

  @Override
  public RunConfig config() {
    return agent.config();
  }

  @Override
  public Graph graph() {
    return agent.graph();
  }
}
