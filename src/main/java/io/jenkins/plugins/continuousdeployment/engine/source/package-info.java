/**
 * Repository + revision + path → files of one commit.
 *
 * <p>Comes in: where the files are ({@link io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAccess}) and
 * which revision of them is wanted. Goes out: a {@link
 * io.jenkins.plugins.continuousdeployment.engine.source.SourceTree tree of files} that does not change while it is read.
 * Start at {@link io.jenkins.plugins.continuousdeployment.engine.source.GitMirrors} for repositories, at {@link
 * io.jenkins.plugins.continuousdeployment.engine.source.FolderSource} for a folder. Never reads what a file says, nothing
 * outside its tree, and no settings of Git or SSH that belong to the user or the machine; never writes to a server but by
 * {@link io.jenkins.plugins.continuousdeployment.engine.source.GitSource#push}, and then adds commits and nothing else.
 */
package io.jenkins.plugins.continuousdeployment.engine.source;
