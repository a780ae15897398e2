package io.tidegate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.NetworkChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

/** Who may see whom in this module: the way of a change, in one direction. */
class LayeringTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tidegate");

    @Test
    void modelSeesNobody() {
        onlySees("model");
    }

    @Test
    void errorSeesNobody() {
        onlySees("error");
    }

    @Test
    void configSeesModelAndErrors() {
        onlySees("config", "model", "error");
    }

    @Test
    void sourceDoesNotSeeWhereChangesGo() {
        onlySees("source", "model", "checkpoint", "check", "config", "error");
    }

    @Test
    void filterSeesTheSelectionOfTheSource() {
        onlySees("filter", "model", "source", "config", "error");
    }

    @Test
    void ofTheSourceTheFilterSeesNothingButTheSelection() {
        noClasses()
                .that()
                .resideInAPackage("io.tidegate.filter..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.tidegate.source..").and(not(name("io.tidegate.source.TableSelection"))))
                .check(CORE);
    }

    @Test
    void routeSeesTheFilter() {
        onlySees("route", "model", "config", "filter", "error");
    }

    @Test
    void encodeSeesTheModel() {
        onlySees("encode", "model", "config", "error");
    }

    /** What several formats need to write JSON or Avro's binary, and for large messages, lies in packages of its own. */
    @Test
    void formatsDoNotSeeEachOther() {
        slices().matching("io.tidegate.encode.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        alwaysTrue(),
                        resideInAnyPackage(
                                "io.tidegate.encode.json..",
                                "io.tidegate.encode.binary..",
                                "io.tidegate.encode.large.."))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void sinkSeesMessagesAndNotWhatTheyWereMadeOf() {
        onlySees("sink", "encode", "checkpoint", "check", "config", "error");
    }

    @Test
    void checkpointSeesErrors() {
        onlySees("checkpoint", "error");
    }

    @Test
    void onlyTheEngineMakesThreads() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("io.tidegate.feed..")
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class).or(assignableTo(Executor.class)))))
                .orShould()
                .dependOnClassesThat(assignableTo(Executors.class).or(assignableTo(ThreadFactory.class)));
        rule.check(CORE);
    }

    @Test
    void nobodyOpensASocket() {
        noClasses()
                .should()
                .dependOnClassesThat(assignableTo(Socket.class)
                        .or(assignableTo(ServerSocket.class))
                        .or(assignableTo(DatagramSocket.class))
                        .or(assignableTo(URLConnection.class))
                        .or(assignableTo(NetworkChannel.class))
                        .or(resideInAPackage("java.net.http..")))
                .check(CORE);
    }

    /** Of our own packages, a package sees itself and the ones named. */
    private static void onlySees(String name, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = "io.tidegate." + name + "..";
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = "io.tidegate." + others[i] + "..";
        }
        classes()
                .that()
                .resideInAPackage(allowed[0])
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("io.tidegate..")).or(resideInAnyPackage(allowed)))
                .check(CORE);
    }
}
