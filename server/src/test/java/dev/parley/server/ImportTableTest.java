package dev.parley.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.stream.Stream;

/// The table of ARCHITECTURE.md: who may import whom.
@AnalyzeClasses(packages = "dev.parley", importOptions = DoNotIncludeTests.class)
final class ImportTableTest {
  @ArchTest
  static void engineioImportsNothing(JavaClasses all) {
    mayImport(all, "engineio");
  }

  @ArchTest
  static void socketioImportsEngineioAndAJsonParser(JavaClasses all) {
    mayImport(all, "socketio", "dev.parley.engineio", "tools.jackson.core..");
  }

  @ArchTest
  static void nettyTransportImportsEngineioAndNetty(JavaClasses all) {
    mayImport(all, "netty", "dev.parley.engineio", "io.netty..");
  }

  @ArchTest
  static void chatImportsNothing(JavaClasses all) {
    mayImport(all, "chat", "javax.crypto..");
  }

  @ArchTest
  static void storeContractImportsChatAndTestTools(JavaClasses all) {
    mayImport(
        all,
        "store",
        "dev.parley.chat",
        "org.junit.jupiter..",
        "org.assertj..",
        "org.awaitility..");
  }

  @ArchTest
  static void storeSqliteImportsChatAndSqlite(JavaClasses all) {
    mayImport(all, "sqlite", "dev.parley.chat", "org.sqlite..");
  }

  @ArchTest
  static void clusterRedisImportsChatAndLettuce(JavaClasses all) {
    mayImport(all, "redis", "dev.parley.chat", "io.lettuce..");
  }

  @ArchTest
  static void storeMongoImportsChatAndTheDriver(JavaClasses all) {
    mayImport(all, "mongo", "dev.parley.chat", "com.mongodb..", "org.bson..");
  }

  @ArchTest
  static void migrateImportsTheStoresAndTheDriver(JavaClasses all) {
    mayImport(
        all,
        "migrate",
        "dev.parley.chat",
        "dev.parley.sqlite",
        "dev.parley.mongo",
        "com.mongodb..",
        "org.bson..");
  }

  @ArchTest
  static void filesImportsChatAndWhatReadsImages(JavaClasses all) {
    mayImport(
        all,
        "files",
        "dev.parley.chat",
        "java.awt..",
        "javax.imageio..",
        "com.twelvemonkeys..",
        "software.amazon.awssdk..");
  }

  /// With engineio, whose types socketio's API is made of.
  @ArchTest
  static void gatewayImportsChatSocketioJsonAndJwt(JavaClasses all) {
    mayImport(
        all,
        "gateway",
        "dev.parley.chat",
        "dev.parley.socketio",
        "dev.parley.engineio",
        "tools.jackson..",
        "com.fasterxml.jackson.annotation..",
        "com.nimbusds..");
  }

  @ArchTest
  static void nobodyImportsServerAndOnlyServerKnowsSpring(JavaClasses all) {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.parley.server")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.parley.server", "org.springframework..", "reactor..")
        .check(all);
  }

  @ArchTest
  static void modulesHaveNoCycles(JavaClasses all) {
    slices().matching("dev.parley.(*)").should().beFreeOfCycles().check(all);
  }

  private static void mayImport(JavaClasses all, String module, String... others) {
    var allowed =
        Stream.concat(
                Stream.of("java..", "org.jspecify..", "dev.parley." + module), Stream.of(others))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage("dev.parley." + module)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(all);
  }
}
