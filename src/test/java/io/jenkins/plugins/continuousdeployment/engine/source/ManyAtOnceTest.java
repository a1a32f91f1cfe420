package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several threads and several processes on one mirror, some of which die in the middle of a fetch. */
class ManyAtOnceTest {
    private static final int MEGABYTES = 8;

    private static TestBed bed;

    @TempDir
    private Path folder;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private Relay relay;
    private Repository repository;
    private RepositoryAccess access;
    private ExecutorService threads;

    @BeforeAll
    static void startBed() {
        bed = TestBed.start("--with", "git");
    }

    @AfterAll
    static void stopBed() {
        bed.close();
    }

    @BeforeEach
    void begin() throws IOException {
        int port = URI.create(bed.git().url()).getPort();
        relay = new Relay(port);
        repository = bed.newRepository("public");
        String address = repository.url().replace(":" + port + "/", ":" + relay.port() + "/");
        access = RepositoryAccess.of(RepositoryAddress.parse(address, AddressRules.STRICT))
                .withCa(Files.readString(bed.git().ca()));
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void end() throws IOException {
        threads.shutdownNow();
        relay.close();
    }

    /** Commits some megabytes that can't be compressed. */
    private String large(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < MEGABYTES; i++) {
            byte[] content = new byte[1 << 20];
            random.nextBytes(content);
            Files.write(repository.folder().resolve("blob-" + i), content);
        }
        return repository.write("a.yaml", "seed: " + seed + "\n").commit("large " + seed);
    }

    @Test
    void howFarAFetchIsCanBeSeenAndHeardWhileItGoesOn() throws Exception {
        String commit = large(7);
        List<FetchProgress> heard = Collections.synchronizedList(new ArrayList<>());
        List<RepositoryAddress> ended = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch receiving = new CountDownLatch(1);
        FetchListener listener = new FetchListener() {
            @Override
            public void progress(FetchProgress progress) {
                heard.add(progress);
                if (progress.task().startsWith("Receiving") && progress.done() > 0) {
                    receiving.countDown();
                }
            }

            @Override
            public void ended(RepositoryAddress address) {
                ended.add(address);
            }
        };
        GitSource source = new GitMirrors(folder, log::add, listener).source(access);
        assertThat(source.fetching()).isEmpty();
        relay.holdAfter(MEGABYTES << 19);
        Future<String> fetched = threads.submit(() -> source.resolve("main").commit());
        relay.awaitHeld();
        receiving.await();
        FetchProgress now = source.fetching().orElseThrow();
        assertThat(now.repository()).isEqualTo(access.address());
        assertThat(now.done()).isLessThanOrEqualTo(now.total());
        assertThat(ended).isEmpty();
        relay.release();

        assertThat(fetched.get()).isEqualTo(commit);
        assertThat(source.fetching()).isEmpty();
        assertThat(ended).containsExactly(access.address());
        int objects = MEGABYTES + 3;
        assertThat(heard)
                .filteredOn(progress -> progress.task().equals("Receiving objects"))
                .as("each file, their folder and the commit")
                .extracting(FetchProgress::done, FetchProgress::total)
                .startsWith(tuple(0, objects))
                .endsWith(tuple(objects, objects));
        assertThat(source.resolve("main").commit()).isEqualTo(commit);
        assertThat(ended).as("where nothing is new nothing is fetched").hasSize(1);
    }

    private GitSource source(Path cache) {
        return new GitMirrors(cache, log::add).source(access);
    }

    private Process otherProcess(Path cache) throws IOException {
        return OtherProcess.start(cache, access.address(), bed.git().ca(), "main");
    }

    private static List<String> names(Path cache, String part) {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(part))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long requests(String what) throws IOException {
        String path = URI.create(repository.url()).getPath();
        try (Stream<String> lines = Files.lines(bed.git().requests())) {
            return lines.filter(line -> line.contains(path) && line.contains(what))
                    .count();
        }
    }

    @Test
    void aFetchKilledInTheMiddleLeavesAMirrorThatTheNextOneUses() throws Exception {
        String first = repository.write("a.yaml", "a: 1\n").commit("first");
        assertThat(OtherProcess.result(otherProcess(folder))).isEqualTo(first);
        String second = large(1);
        relay.holdAfter(MEGABYTES << 19);
        Process killed = otherProcess(folder);
        relay.awaitHeld();
        assertThat(names(folder, "incoming_")).as("what it is writing").isNotEmpty();
        killed.destroyForcibly().waitFor();
        relay.release();
        GitSource source = source(folder);

        assertThat(source.resolve(first).commit()).as("what was here is here").isEqualTo(first);
        assertThat(source.resolve("main").commit()).isEqualTo(second);
        assertThat(source.open("main").files(".")).hasSize(MEGABYTES + 1).allMatch(file -> file.content().length > 0);
        assertThat(names(folder, "incoming_")).isEmpty();
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("process " + killed.pid() + ", started ")
                .contains("ended while it changed the mirror of " + access.address());
    }

    @Test
    void soDoesAFirstFetchKilledInTheMiddle() throws Exception {
        String commit = large(2);
        relay.holdAfter(MEGABYTES << 19);
        Process killed = otherProcess(folder);
        relay.awaitHeld();
        killed.destroyForcibly().waitFor();
        relay.release();

        assertThat(source(folder).resolve("main").commit()).isEqualTo(commit);
        assertThat(names(folder, "incoming_")).isEmpty();
    }

    @Test
    void whoeverWaitsForAProcessGoesOnWhenItDies() throws Exception {
        String commit = large(3);
        relay.holdAfter(MEGABYTES << 19);
        Process killed = otherProcess(folder);
        relay.awaitHeld();
        long asked = requests("info/refs");
        Future<String> waiting =
                threads.submit(() -> source(folder).resolve("main").commit());
        while (requests("info/refs") == asked) {
            Thread.onSpinWait(); // until it has asked, and finds the mirror taken
        }
        killed.destroyForcibly().waitFor();
        relay.release();

        assertThat(waiting.get()).isEqualTo(commit);
    }

    @Test
    void aProcessThatHoldsAMirrorTooLongIsNamed() throws Exception {
        String commit = large(4);
        relay.holdAfter(MEGABYTES << 19);
        Process holding = otherProcess(folder);
        relay.awaitHeld();
        GitSource hasty = new GitMirrors(folder, log::add, Duration.ofMillis(1)).source(access);

        assertThatThrownBy(() -> hasty.resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("for process " + holding.pid() + ", started ");
        relay.release();
        assertThat(OtherProcess.result(holding)).isEqualTo(commit);
        assertThat(hasty.resolve("main").commit()).isEqualTo(commit);
        assertThat(names(folder, ".pack")).as("fetched once").hasSize(1);
    }

    @Test
    void twoProcessesFetchOnce() throws Exception {
        String commit = large(5);
        Process left = otherProcess(folder);
        Process right = otherProcess(folder);

        assertThat(OtherProcess.result(left)).isEqualTo(commit);
        assertThat(OtherProcess.result(right)).isEqualTo(commit);
        assertThat(names(folder, ".pack")).as("fetched once").hasSize(1);
    }

    @Test
    void oneQuestionServesAllThreadsThatWait() throws Exception {
        repository.write("a.yaml", "a: 1\n").commit("first");
        GitSource source = source(folder);
        source.resolve("main");
        long before = requests("info/refs");
        String commit = repository.write("a.yaml", "a: 2\n").commit("second");
        relay.holdAfter(0);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(threads.submit(() -> source.resolve("main").commit()));
        }
        while (source.mirror().waiting() < 19) {
            Thread.onSpinWait(); // until one asks, and all others wait for it
        }
        relay.release();

        for (Future<String> each : all) {
            assertThat(each.get()).isEqualTo(commit);
        }
        assertThat(requests("info/refs") - before)
                .as("the first question, and one for all who came while it was asked")
                .isBetween(1L, 2L);
    }

    @Test
    void allWhoWaitLearnTheSameFailure() throws Exception {
        repository.write("a.yaml", "a: 1\n").commit("first");
        GitSource source = source(folder);
        source.resolve("main");
        relay.holdAfter(0);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(threads.submit(() -> source.resolve("main").commit()));
        }
        while (source.mirror().waiting() < 4) {
            Thread.onSpinWait();
        }
        Path away = folder.resolve("away.git");
        Files.move(repository.bare(), away);
        relay.release();

        for (Future<String> each : all) {
            assertThatThrownBy(each::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("org.eclipse.jgit.errors.NoRemoteRepositoryException: "
                            + access.address() + ": " + access.address()
                            + "/info/refs?service=git-upload-pack not found:"
                            + " Not Found");
        }
    }

    @Test
    void aMirrorThatIsUpToDateIsNotFetched() throws Exception {
        repository.write("a.yaml", "a: 1\n").commit("first");
        GitSource source = source(folder);
        source.resolve("main");
        long asked = requests("info/refs");
        long posted = requests("POST");
        source.resolve("main");

        assertThat(requests("info/refs") - asked).isEqualTo(1);
        assertThat(requests("POST") - posted)
                .as("which refs there are, and no objects")
                .isEqualTo(1);
    }
}
