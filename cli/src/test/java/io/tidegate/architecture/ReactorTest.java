package io.tidegate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which module may use what; the rules inside core stand in core. */
class ReactorTest {
    private static final String ENGINE = "io.tidegate.feed..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tidegate");

    @Test
    void sourcesNeverSeeSinksOrState() {
        noClasses()
                .that()
                .resideInAPackage("io.tidegate.mysql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.tidegate.kafka..", "io.tidegate.state..", "io.tidegate.sink..", "io.tidegate.encode..")
                .check(CLASSES);
    }

    @Test
    void sinksNeverSeeSourcesOrState() {
        noClasses()
                .that()
                .resideInAPackage("io.tidegate.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tidegate.mysql..", "io.tidegate.state..", "io.tidegate.source..")
                .check(CLASSES);
    }

    @Test
    void sourcesSinksAndStateDoNotKnowTheEngine() {
        noClasses()
                .that()
                .resideInAnyPackage("io.tidegate.mysql..", "io.tidegate.kafka..", "io.tidegate.state..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENGINE)
                .check(CLASSES);
    }

    @Test
    void kafkaClientsStayInTheKafkaRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.tidegate.kafka..", "io.tidegate.embedded..", "io.tidegate.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void jdbcStaysWithTheMysqlSourceAndTheState() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.tidegate.mysql..", "io.tidegate.state..", "io.tidegate.embedded..", "io.tidegate.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(CLASSES);
    }

    @Test
    void onlyTheEngineAndTheCommandStartThreads() {
        noClasses()
                .that()
                .resideInAnyPackage("io.tidegate.mysql..", "io.tidegate.kafka..", "io.tidegate.state..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("io.tidegate.mysql..", "io.tidegate.kafka..", "io.tidegate.state..")
                .should()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .check(CLASSES);
    }

    @Test
    void productCodeNeverUsesTestParts() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.tidegate.mysql..", "io.tidegate.kafka..", "io.tidegate.state..", "io.tidegate.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tidegate.testkit..", "io.tidegate.embedded..")
                .check(CLASSES);
    }
}
