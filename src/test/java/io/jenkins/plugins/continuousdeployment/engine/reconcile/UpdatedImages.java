package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryCredential;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageSites;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageUpdater;
import io.jenkins.plugins.continuousdeployment.engine.update.UpdateState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Images beside a loop, in the bed's repository and its registry with user and password, and what was told of them. */
final class UpdatedImages implements AutoCloseable, ImageSites {
    private final TestBed.RegistryServer registry = TestBed.get().registry();
    private final BlockingQueue<UpdateState> told = new LinkedBlockingQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final Loop loop;
    final ImageUpdater updater;
    /** What is shown to the registry. */
    volatile String password = registry.password();

    UpdatedImages(Loop loop) {
        this.loop = loop;
        ImageNews news = new ImageNews(loop.reconciler(), loop::heard, Clock.systemUTC());
        this.updater = new ImageUpdater(this, Clock.systemUTC(), (project, before, now) -> {
            news.looked(project, before, now);
            told.add(now);
            looks.incrementAndGet();
        });
    }

    @Override
    public GitSource git(DeploymentDefinition definition) {
        return loop.source(definition.source().repository());
    }

    @Override
    public RegistrySite registry(DeploymentDefinition definition, ImageName image, String credentialsId) {
        URI face = URI.create(registry.basicUrl());
        RegistryAccess access =
                RegistryAccess.of(face.getAuthority(), new RegistryCredential.UserPassword(registry.user(), password));
        try {
            return new RegistrySite(
                    face.getAuthority(),
                    password,
                    face.getScheme().equals("http")
                            ? access.withPlainHttp(true)
                            : access.withCa(Files.readString(registry.ca())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SigningKey signingKey(DeploymentDefinition definition) {
        return SigningKey.NONE;
    }

    void keeps(String definition) {
        loop.keeps(definition);
        updater.keep(Loop.read(definition));
    }

    /** How many were told so far. */
    int looks() {
        return looks.get();
    }

    UpdateState until(Predicate<UpdateState> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        UpdateState last = null;
        while (true) {
            try {
                UpdateState next = told.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(next)
                        .as("told before the time was over; last: %s", last)
                        .isNotNull();
                last = next;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (wanted.test(last)) {
                return last;
            }
        }
    }

    @Override
    public void close() {
        updater.close();
    }
}
