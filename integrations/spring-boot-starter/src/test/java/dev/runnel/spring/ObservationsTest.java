package dev.runnel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunConfig;
import dev.runnel.RunDefaults;
import dev.runnel.event.Redaction;
import dev.runnel.micrometer.Observations;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.ScriptedChatModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** An application has a registry and a dependency, and all runs are observed. */
@Timeout(60)
class ObservationsTest {
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final List<Observation.Context> observed = new CopyOnWriteArrayList<>();

  /** A run that no bean makes, as a library's. */
  private final ChatModel model =
      ScriptedChatModel.of("Why", " not?").withConfig(RunConfig.named("library"));

  private final ApplicationContextRunner app =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(RunnelObservationAutoConfiguration.class));

  ObservationsTest() {
    record(registry, observed);
  }

  private static void record(ObservationRegistry registry, List<Observation.Context> observed) {
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public void onStop(Observation.Context context) {
                observed.add(context);
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
  }

  private ApplicationContextRunner withRegistries() {
    return app.withBean(ObservationRegistry.class, () -> registry)
        .withBean(MeterRegistry.class, () -> meters);
  }

  private String ofTheRun() {
    model.invoke("Any secrets?");
    assertThat(observed).hasSize(1);
    return observed.remove(0).getAllKeyValues().toString();
  }

  private long measured() {
    var timer = meters.find("gen_ai.client.operation.duration").timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void allRunsAreObservedWithoutContentAsLongAsTheApplicationRuns() {
    withRegistries()
        .run(
            context -> {
              assertThat(ofTheRun()).contains("runnel.name=library").doesNotContain("secrets");
              assertThat(measured()).isOne();
            });
    model.invoke("after it");
    assertThat(observed).isEmpty();
    assertThat(measured()).isOne();
  }

  @Test
  void alsoWhereBeansAreMadeLate() {
    withRegistries()
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new LazyInitializationBeanFactoryPostProcessor()))
        .run(context -> assertThat(ofTheRun()).contains("library"));
  }

  @Test
  void aRegistryOfMetersIsNotNeeded() {
    app.withBean(ObservationRegistry.class, () -> registry)
        .run(context -> assertThat(ofTheRun()).contains("library"));
  }

  @Test
  void ofSeveralRegistriesOfMetersThePrimaryOneMeasures() {
    withRegistries()
        .withBean(
            "second", MeterRegistry.class, SimpleMeterRegistry::new, bean -> bean.setPrimary(true))
        .run(
            context -> {
              assertThat(ofTheRun()).contains("library");
              assertThat(measured()).isZero();
              assertThat(context.getBean("second", MeterRegistry.class).getMeters()).isNotEmpty();
            });
  }

  @Test
  void contentIsToldIfAskedFor() {
    withRegistries()
        .withPropertyValues("runnel.observations.content=true")
        .run(context -> assertThat(ofTheRun()).contains("secrets"));
  }

  @Test
  void contentPassesTheRedactionOfTheApplication() {
    withRegistries()
        .withBean(Redaction.class, () -> (run, payload) -> Optional.empty())
        .withPropertyValues("runnel.observations.content=true")
        .run(context -> assertThat(ofTheRun()).contains("library").doesNotContain("secrets"));
  }

  @Test
  void severalRedactionsStopTheApplicationRatherThanTellAll() {
    withRegistries()
        .withBean("a", Redaction.class, () -> (run, payload) -> Optional.empty())
        .withBean("b", Redaction.class, () -> (run, payload) -> Optional.empty())
        .withPropertyValues("runnel.observations.content=true")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("expected single matching bean but found 2: a,b"));
  }

  @Test
  void observationsOfTheApplicationsOwnAreInstalled() {
    ObservationRegistry own = ObservationRegistry.create();
    record(own, observed);
    withRegistries()
        .withBean(Observations.class, () -> Observations.of(own))
        .run(
            context -> {
              assertThat(ofTheRun()).contains("library");
              assertThat(measured()).isZero();
            });
  }

  @Test
  void whatElseTheApplicationInstallsIsBesideIt() {
    withRegistries()
        .withBean(
            "tags",
            RunDefaults.Installation.class,
            () -> RunDefaults.install(RunConfig.DEFAULT.withTags("ours")))
        .run(context -> assertThat(ofTheRun()).contains("library"));
  }

  @Test
  void anApplicationBelowAnotherOneDoesNotObserveTwice() {
    withRegistries()
        .run(
            above ->
                app.withParent(above)
                    .run(
                        context -> {
                          assertThat(context.getBeanNamesForType(RunDefaults.Installation.class))
                              .isEmpty();
                          assertThat(ofTheRun()).contains("library");
                        }));
  }

  @Test
  void nothingIsObservedWhereAPropertySaysSo() {
    withRegistries()
        .withPropertyValues("runnel.observations.enabled=false")
        .run(this::observesNothing);
  }

  @Test
  void nothingIsObservedWithoutARegistry() {
    app.run(this::observesNothing);
  }

  @Test
  void nothingIsObservedWithoutTheDependency() {
    withRegistries()
        .withClassLoader(new FilteredClassLoader(Observations.class))
        .run(this::observesNothing);
  }

  @Test
  void thePropertiesAreDescribed() throws Exception {
    try (InputStream metadata =
        RunnelProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      List<String> described =
          JsonMapper.shared()
              .readTree(metadata)
              .path("properties")
              .valueStream()
              .filter(property -> property.path("name").asString().contains(".observations."))
              .map(
                  property ->
                      property.path("name").asString()
                          + " "
                          + property.path("defaultValue")
                          + " "
                          + property.path("description").asString().split(" ")[0])
              .toList();
      assertThat(described)
          .containsExactlyInAnyOrder(
              "runnel.observations.enabled true Whether",
              "runnel.observations.content false Whether");
    }
  }

  private void observesNothing(AssertableApplicationContext context) {
    assertThat(context).hasNotFailed();
    model.invoke("Any secrets?");
    assertThat(observed).isEmpty();
  }
}
