package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.MAP;
import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.map;
import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.sky;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.source.HeldTree;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a sync would do, before anybody has decided to. */
class PreviewTest {
    private static Supplier<SourceTree> holding(String sky) {
        byte[] map = MAP.replace("SKY", sky).getBytes(StandardCharsets.UTF_8);
        return () -> new HeldTree(Map.of("map.yaml", map), "the workspace");
    }

    @Test
    void definitionThatIsKeptNowhereIsComparedAndLeavesNoTrace() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            DeploymentDefinition definition = Loop.read(loop.definition()).get(0);
            ProjectState state = loop.reconciler().preview(definition, Optional.empty(), Optional.empty());
            assertThat(state.syncStatus()).isEqualTo(SyncStatus.OUT_OF_SYNC);
            assertThat(state.plan().orElseThrow().changes().counted()).isEqualTo("1 created");
            assertThat(state.plan().orElseThrow().differences().toString()).contains("+  sky: blue");
            assertThat(sky(loop)).isEmpty();
            assertThat(loop.reconciler().states()).isEmpty();
            assertThat(loop.events()).isEmpty();
        }
    }

    @Test
    void anotherRevisionIsComparedWhileTheProjectStaysAsItIs() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.automatic());
            loop.next(Event.Kind.SYNCED);
            loop.repository.git("checkout", "--quiet", "-b", "change");
            loop.says(map("grey")).repository.commit("Clouds");
            DeploymentDefinition definition = Loop.read(loop.automatic()).get(0);
            ProjectState state = loop.reconciler().preview(definition, Optional.of("change"), Optional.empty());
            assertThat(state.plan().orElseThrow().differences().toString()).contains("-  sky: blue", "+  sky: grey");
            assertThat(sky(loop)).isEqualTo("blue");
            assertThat(loop.state().syncStatus()).isEqualTo(SyncStatus.SYNCED);
        }
    }

    @Test
    void filesThatSomebodyHoldsAreComparedAndSyncedWithoutARepository() {
        try (Loop loop = new Loop()) {
            DeploymentDefinition definition = Loop.read(
                            loop.definition().replace("'" + loop.repository.url() + "'", "'" + Sites.WORKSPACE + "'"))
                    .get(0);
            ProjectState state = loop.reconciler().preview(definition, Optional.empty(), Optional.of(holding("blue")));
            assertThat(state.plan().orElseThrow().changes().counted()).isEqualTo("1 created");
            loop.reconciler().put(definition, Optional.empty());
            SyncEnd end =
                    loop.ends(SyncOrder.of(SyncCause.REQUEST, SyncListener.NONE).of(holding("blue")));
            assertThat(end.outcome()).as(end.message()).isEqualTo(SyncEnd.Outcome.DONE);
            assertThat(sky(loop)).isEqualTo("blue");
            loop.reconciler().drop(loop.name());
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void whatCanNotBeComparedIsRefusedByName() {
        try (Loop loop = new Loop()) {
            loop.says(Map.of("map.yaml", "{apiVersion: v1, kind: ConfigMop, metadata: {name: colours}}"))
                    .repository
                    .commit("No such kind");
            DeploymentDefinition definition = Loop.read(loop.definition()).get(0);
            assertThatThrownBy(() -> loop.reconciler().preview(definition, Optional.empty(), Optional.empty()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("ConfigMop")
                    .hasMessageContaining("map.yaml");
            assertThatThrownBy(() ->
                            loop.reconciler().preview(definition, Optional.of("no-such-branch"), Optional.empty()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("no-such-branch");
        }
    }
}
