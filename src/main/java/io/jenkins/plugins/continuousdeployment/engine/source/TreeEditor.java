package io.jenkins.plugins.continuousdeployment.engine.source;

/** Decides what to change in a tree. It is asked again for a newer tree when others were faster to push. */
@FunctionalInterface
public interface TreeEditor {
    /**
     * Looks at a tree, and says what to change.
     *
     * @param tree the files of the commit that the new one will follow
     * @return {@link TreeEdit#NOTHING} where all is as it should be
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException to give up; nothing is pushed
     */
    TreeEdit edit(SourceTree tree);
}
