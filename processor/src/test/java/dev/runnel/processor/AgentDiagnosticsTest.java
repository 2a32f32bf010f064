package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.agent.Agent;
import java.io.File;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

class AgentDiagnosticsTest {
  private static DiagnosticsOf box(String body) {
    return DiagnosticsOf.source(
        "Box",
        """
        interface Box {
          /** A. */ @Tool default int weather(String city) { return 1; }
          /** B. */ @Tool(name = "find") default int search(String text) { return 1; }
          @Prompt("{topic}") ChatPrompt ask(String topic);
        %s
          @Chain({"ask", "model"}) RunnableSequence<String, String, String> answer();
        }
        """
            .formatted(body));
  }

  @Test
  void aToolIsKnownByItsOwnNameAndByThatOfItsMethod() {
    box("@Agent(tools = {\"weather\", \"find\"}) @StreamingStep ChatModel model();").areNone();
    box("@Agent(tools = {\"search\", \"find\"}) @StreamingStep ChatModel model();").areNone();
  }

  @Test
  void aToolThatIsNotThereIsNamed() {
    box("  @Agent(›tools = ‹\"serach\") @StreamingStep ChatModel model();")
        .are(
            "[Runnel/UnknownTool] There is no tool 'serach' in Box. Did you mean 'search'? The tools"
                + " are: weather, search.");
  }

  @Test
  void anAgentWithoutToolsIsNone() {
    DiagnosticsOf.source(
            "Box",
            """
            interface Box {
              @Prompt("{topic}") ChatPrompt ask(String topic);
              «@Agent @StreamingStep ChatModel model();
              @Chain({"ask", "model"}) RunnableSequence<String, String, String> answer();
            }
            """)
        .are(
            "[Runnel/UnknownTool] Agent 'model' has no tools: no method of Box is annotated with"
                + " @Tool. Annotate the methods that the model may call, or remove @Agent.");
  }

  @Test
  void aLimitIsAtLeastOne() {
    box("  @Agent(maxTurns = «0, maxParallel = «-1) @StreamingStep ChatModel model();")
        .are(
            "[Runnel/InvalidPolicy] @Agent of 'model' cannot work: maxTurns is 0. There is at least"
                + " 1.",
            "[Runnel/InvalidPolicy] @Agent of 'model' cannot work: maxParallel is -1. There is at"
                + " least 1.");
  }

  @Test
  void onlyAModelCallsTools() {
    box("""
              @Agent @StreamingStep Runnel<ChatPrompt, String, String> «model();
            """)
        .are(
            "[Runnel/UnsupportedSignature] Method 'model' cannot be a step: it has @Agent, but"
                + " Runnel<ChatPrompt, String, String> is no model that could call tools. Return a"
                + " ChatModel, or remove @Agent.");
  }

  @Test
  void anApprovalThatNobodyHearsOfIsAWarning() {
    DiagnosticsOf.source(
            "Box",
            """
            interface Box {
              /** A. */ @Tool(approval = true) default int warn(String city) { return 1; }
              /** B. */ @Tool default int weather(String city) { return 1; }
              @Prompt("{topic}") ChatPrompt ask(String topic);
              @Agent @StreamingStep ChatModel model();
              @Agent(tools = "weather") @StreamingStep ChatModel other();
              @Chain({"ask", "other"}) RunnableSequence<String, String, String> harmless();
              @Chain(›{"ask", ‹"model"})
              RunnableSequence<String, String, String> lost();
              @Chain({"ask", "model"})
              RunnableSequence<String, dev.runnel.agent.AgentChunk, dev.runnel.agent.AgentAnswer> kept();
            }
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/LostApproval] Tool 'warn' needs approval, but where agent 'model' waits for it,"
                + " chain 'lost' just ends: only an AgentAnswer tells. End the chain with 'model',"
                + " and declare that it streams AgentChunk and gives AgentAnswer; or remove"
                + " 'approval'.");
  }

  @Test
  void aFirstToolIsOneOfTheAgents() {
    box("@Agent(firstTool = \"search\") @StreamingStep ChatModel model();").areNone();
    box("  @Agent(tools = \"weather\", ›firstTool = ‹\"serach\") @StreamingStep ChatModel model();")
        .are(
            "[Runnel/UnknownTool] There is no tool 'serach' in agent 'model'. The tools are:"
                + " weather.");
  }

  @Test
  void whatPreparesATurnIsAMethodOfTheClass() {
    box("""
              @Agent(beforeTurn = "calm") @StreamingStep ChatModel model();
              default dev.runnel.agent.Turn calm(dev.runnel.agent.Turn turn) { return turn; }
            """)
        .areNone();
    box("  @Agent(beforeTurn = «\"calm\") @StreamingStep ChatModel model();")
        .are(
            "[Runnel/InvalidPolicy] @Agent of 'model' cannot work: there is no method 'calm'. Declare"
                + " it: Turn calm(Turn turn) { ... }, neither abstract, private nor static.");
    box("""
              @Agent(beforeTurn = «"weather") @StreamingStep ChatModel model();
              default dev.runnel.agent.Turn calm(dev.runnel.agent.Turn turn) { return turn; }
            """)
        .are(
            "[Runnel/InvalidPolicy] @Agent of 'model' cannot work: method 'weather' cannot prepare a"
                + " turn. The methods that can are: calm.");
  }

  @Test
  void anAbstractMethodWithToolsIsAComponentOnlyIfAnAgentNamesIt() {
    String tools = "java.util.Collection<? extends dev.runnel.tool.Tool<?, ?, ?>> %smore();\n";
    box("@Agent(tools = {\"weather\", \"more\"}) @StreamingStep ChatModel model();\n"
            + tools.formatted(""))
        .areNone();
    box("@Agent @StreamingStep ChatModel model();\n" + tools.formatted("«"))
        .are(
            "[Runnel/UnimplementedMethod] Method 'more' is abstract, but nothing says what the"
                + " generated class should do in it. Annotate it with @Chain or @Prompt, or give it a"
                + " body.");
  }

  @Test
  void toolsOfOneNameFromTwoPlacesAreToldApart() {
    DiagnosticsOf.source(
            "Box",
            """
            interface Box {
              class Other { /** A. */ @Tool int weather(String city) { return 1; } }
              /** A. */ @Tool default int weather(String city) { return 1; }
              @Prompt("{topic}") ChatPrompt ask(String topic);
              @Agent(tools = «{"weather", "other"}) @StreamingStep ChatModel model();
              Other other();
              @Chain({"ask", "model"}) RunnableSequence<String, String, String> answer();
            }
            """)
        .are(
            "[Runnel/SameToolName] Agent 'model' has more than one tool of the name 'weather', which"
                + " a model could not tell apart. Name one of them with @Tool(name = \"...\").");
  }

  @Test
  void aToolThatReturnsDirectlyGivesNoTypedAnswer() {
    DiagnosticsOf.source(
            "Box",
            """
            interface Box {
              record Day(String sky) {}
              /** A. */ @Tool(returnDirect = true) default int weather(String city) { return 1; }
              @Prompt("{topic}") ChatPrompt ask(String topic);
              @Agent «@Answer(Day.class) @StreamingStep ChatModel model();
              @Chain({"ask", "model"}) RunnableSequence<String, Day, Day> answer();
            }
            """)
        .are(
            "[Runnel/MisplacedAnswer] Agent 'model' is to answer with a type, but tool 'weather'"
                + " returns directly: its result would be the answer. Remove 'returnDirect' of the"
                + " tool, or @Answer.");
  }

  @Test
  void aRetryThatRunsToolsAgainIsAWarning() {
    DiagnosticsOf.source(
            "Box",
            """
            interface Box {
              /** A. */ @Tool default int pay(int sum) { return 1; }
              /** B. */ @Tool(idempotent = true) default int look(String city) { return 1; }
              /** C. */ @Tool(attempts = 2) default int find(String city) { return 1; }
              @Prompt("{topic}") ChatPrompt ask(String topic);
              @Agent «@Retry @StreamingStep ChatModel model();
              @Agent(tools = {"look", "find"}) @Retry @StreamingStep ChatModel harmless();
              @Agent @StreamingStep ChatModel plain();
              @Chain({"ask", "model"}) RunnableSequence<String, String, String> first();
              @Chain({"ask", "harmless"}) RunnableSequence<String, String, String> second();
              @Retry @Chain(›{"ask", ‹"plain"}) RunnableSequence<String, String, String> third();
            }
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/RepeatedTools] @Retry of step 'model' runs agent 'model' again from its"
                + " beginning, and with it tools of which nothing says that they may run twice: pay."
                + " Say @Tool(idempotent = true) where a second call does no more than the first; or"
                + " try only the model again, in a model of your own.",
            "[Runnel/RepeatedTools] @Retry of chain 'third' runs agent 'plain' again from its"
                + " beginning, and with it tools of which nothing says that they may run twice: pay."
                + " Say @Tool(idempotent = true) where a second call does no more than the first; or"
                + " try only the model again, in a model of your own.");
  }

  private static final String FALLBACK_FIX =
      " Say @Tool(idempotent = true) where a second call does no more than the first; or give the"
          + " model the fallback, in a model of your own.";

  private static final String REPEATED_FIX =
      " Say @Tool(idempotent = true) where a second call does no more than the first; or try only"
          + " the model again, in a model of your own.";

  @Test
  void aRetryOfAChainSeesTheAgentsOfTheChainsWithin() {
    DiagnosticsOf.source(
            "Box",
            """
            interface Box {
              /** A. */ @Tool default int pay(int sum) { return 1; }
              @Prompt("{topic}") ChatPrompt ask(String topic);
              @Agent @StreamingStep ChatModel agent();
              @Chain({"ask", "agent"})
              RunnableSequence<String, dev.runnel.agent.AgentChunk, dev.runnel.agent.AgentAnswer> inner();
              @Retry @Chain(«"inner") RunnableSequence<String, String, String> outer();
            }
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/RepeatedTools] @Retry of chain 'outer' runs agent 'agent' again from its"
                + " beginning, and with it tools of which nothing says that they may run twice: pay."
                + REPEATED_FIX);
  }

  @Test
  void aRetryOfAChainSeesTheAgentsThatAreFallbacks() {
    DiagnosticsOf.source(
            "Box",
            """
            interface Box {
              /** A. */ @Tool default int pay(int sum) { return 1; }
              /** B. */ @Tool(idempotent = true) default int look(String city) { return 1; }
              @Prompt("{topic}") ChatPrompt ask(String topic);
              @Agent(tools = "look") @Fallback("paying") @StreamingStep ChatModel looking();
              @Agent(tools = "pay") @StreamingStep ChatModel paying();
              @Retry @Chain(›{"ask", ‹"looking"}) RunnableSequence<String, String, String> answer();
            }
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/RepeatedTools] @Retry of chain 'answer' runs agent 'paying' again from its"
                + " beginning, and with it tools of which nothing says that they may run twice: pay."
                + REPEATED_FIX);
  }

  @Test
  void aFallbackThatRunsToolsAgainIsAWarning() {
    DiagnosticsOf.source(
            "Box",
            """
            interface Box {
              /** A. */ @Tool default int pay(int sum) { return 1; }
              /** B. */ @Tool(idempotent = true) default int look(String city) { return 1; }
              /** C. */ @Tool default int mail(String city) { return 1; }
              @Prompt("{topic}") ChatPrompt ask(String topic);
              @Agent(tools = {"pay", "look"}) @Fallback({«"third", «"other"})
              @StreamingStep ChatModel model();
              @Agent(tools = {"look", "mail"}) @StreamingStep ChatModel harmless();
              @Agent(tools = {"look", "pay"}) @StreamingStep ChatModel other();
              @Agent(tools = {"mail", "pay"}) @StreamingStep ChatModel third();
              @Agent(tools = {"look", "pay"}) @Fallback("harmless") @StreamingStep ChatModel calm();
              @Chain({"ask", "model"}) RunnableSequence<String, String, String> first();
              @Chain({"ask", "calm"}) RunnableSequence<String, String, String> second();
              @Fallback(«"second")
              @Chain({"ask", "other"}) RunnableSequence<String, String, String> fourth();
            }
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/RepeatedTools] Where 'model' has failed, its fallback 'third' begins anew, and"
                + " with it tools that may have run and of which nothing says that they may run"
                + " twice: pay."
                + FALLBACK_FIX,
            "[Runnel/RepeatedTools] Where 'model' has failed, its fallback 'other' begins anew, and"
                + " with it tools that may have run and of which nothing says that they may run"
                + " twice: pay."
                + FALLBACK_FIX,
            "[Runnel/RepeatedTools] Where 'fourth' has failed, its fallback 'second' begins anew, and"
                + " with it tools that may have run and of which nothing says that they may run"
                + " twice: pay."
                + FALLBACK_FIX);
  }

  @Test
  void anApprovalThatAFallbackAsksForIsHeardToo() {
    DiagnosticsOf.source(
            "Box",
            """
            interface Box {
              /** A. */ @Tool(approval = true) default int warn(String city) { return 1; }
              /** B. */ @Tool default int weather(String city) { return 1; }
              @Prompt("{topic}") ChatPrompt ask(String topic);
              @Agent(tools = "warn") @StreamingStep ChatModel asking();
              @Agent(tools = "weather") @Fallback(«"asking") @StreamingStep ChatModel model();
              @Chain({"ask", "model"}) RunnableSequence<String, String, String> lost();
            }
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/LostApproval] Tool 'warn' needs approval, but where agent 'asking' waits for it,"
                + " chain 'lost' just ends: only an AgentAnswer tells. End the chain with 'asking',"
                + " and declare that it streams AgentChunk and gives AgentAnswer; or remove"
                + " 'approval'.");
  }

  @Test
  void oneToolOfAnObjectIsNamedBehindTheMethodThatGivesIt() {
    String clock =
        """
          class Clock {
            /** A. */ @Tool(name = "hour") int time(String city) { return 1; }
            /** B. */ @Tool int alarm(String city) { return 1; }
          }
          Clock clock();
        """;
    box(clock
            + "@Agent(tools = {\"clock.time\", \"weather\"}, firstTool = \"time\")"
            + " @StreamingStep ChatModel model();")
        .areNone();
    box(clock + "@Agent(tools = \"clock.hour\") @StreamingStep ChatModel model();").areNone();
    box(clock + "  @Agent(›tools = ‹\"clock.tine\") @StreamingStep ChatModel model();\n")
        .are(
            "[Runnel/UnknownTool] There is no tool 'clock.tine' in Box. Did you mean 'clock.time'?"
                + " The tools are: weather, search, clock, clock.time, clock.alarm.");
    box(clock
            + "@Agent(tools = {\"clock.time\", \"weather\"}, ›firstTool = ‹\"alarm\")"
            + " @StreamingStep ChatModel model();")
        .are(
            "[Runnel/UnknownTool] There is no tool 'alarm' in agent 'model'. The tools are: time,"
                + " weather.");
  }

  @Test
  void anAgentIsAStep() {
    box("""
              @StreamingStep ChatModel model();
              «@Agent default ChatModel other() { return model(); }
            """)
        .are(
            "[Runnel/MisplacedGuard] @Agent on method 'other' would do nothing: the method is neither"
                + " a step nor a chain. Annotate it with @Step, @StreamingStep, @Prompt or @Chain, or"
                + " remove @Agent.");
  }

  @Test
  void theModuleOfAgentsIsAskedFor() throws URISyntaxException {
    File own = new File(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String others =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> !new File(path).equals(own))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(others).isNotEmpty();
    box("  «@Agent @StreamingStep ChatModel model();")
        .classPath(others)
        .are(
            "[Runnel/MissingRuntime] Step 'model' has @Agent, but Runnel's agents are not on the class"
                + " path. Add the dependency dev.runnel:runnel-agents.");
  }

  @Test
  void theRuntimeOfToolsIsAskedFor() {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(each -> each.contains("annotations"))
            .collect(Collectors.joining(File.pathSeparator));
    DiagnosticsOf.sources(
            new Compiled.Source(
                "test.Box",
                "package test; import dev.runnel.annotations.*;\n"
                    + "‹class ›Box { /** A. */ @Tool int a() { return 1; } }\n"))
        .classPath(path)
        .are(
            "[Runnel/MissingRuntime] Box has tools, but Runnel's runtime is not on the class path."
                + " Add the dependency dev.runnel:runnel-runtime.");
  }
}
