package dev.runnel.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of several modules, in one. */
class ApiDocsTest {
  @TempDir Path root;

  private Path module(String folder, String packageName, String text) throws IOException {
    Path module = root.resolve(folder);
    Path java = module.resolve("src/main/java");
    Path file = java.resolve(packageName.replace('.', '/')).resolve("Thing.java");
    Files.createDirectories(file.getParent());
    Files.createDirectories(module.resolve("target/classes"));
    Files.writeString(file, "package " + packageName + ";\n\n" + text);
    Files.writeString(module.resolve("target/class-path.txt"), "");
    return java;
  }

  private void bom(String... modules) throws IOException {
    StringBuilder bom = new StringBuilder("<dependencyManagement>");
    for (String module : modules) {
      bom.append("<artifactId>").append(module).append("</artifactId>");
    }
    Files.createDirectories(root.resolve("bom"));
    Files.writeString(root.resolve("bom/pom.xml"), bom);
  }

  @Test
  void theModulesStandTogetherWithoutWhatTheyHide() throws IOException {
    Path one = module("one", "com.one", "/** Is one. */ public class Thing {}");
    module("one", "com.one.inside", "/** Is hidden. */ public class Thing {}");
    Files.writeString(one.resolve("module-info.java"), "module com.one {\n  exports com.one;\n}\n");
    module(
        "integrations/two",
        "com.two",
        "/** Is two. */ public class Thing { /** Tells. @return it */ public com.one.Thing one() { return null; } }");
    bom("runnel-one", "runnel-two");

    new ApiDocs(new Sources(root)).write(root.resolve("api"), "1.0.0");

    assertThat(root.resolve("api/index.html")).content().contains("runnel-one", "runnel-two");
    assertThat(root.resolve("api/com/two/Thing.html"))
        .content()
        .contains("href=\"../one/Thing.html\"");
    assertThat(root.resolve("api/com/one/inside")).doesNotExist();
  }

  @Test
  void aModuleThatWasNotBuiltIsNamed() throws IOException {
    Path java = module("one", "com.one", "/** Is one. */ public class Thing {}");
    Path list = java.resolve("../../../target/class-path.txt").normalize();
    Files.delete(list);
    bom("runnel-one");

    assertThatThrownBy(() -> new ApiDocs(new Sources(root)).write(root.resolve("api"), "1.0.0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("class-path.txt is not there");
  }

  @Test
  void aModuleWithoutFolderIsNamed() throws IOException {
    bom("runnel-lost");

    assertThatThrownBy(() -> new Sources(root).publishedModules())
        .isInstanceOf(IOException.class)
        .hasMessage("The BOM names runnel-lost, which has no folder.");
  }
}
