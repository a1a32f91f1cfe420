package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Objects;

/** How images that follow a registry are written to Git. */
public record ImageUpdates(
        @Option(
                byDefault = "true",
                help = "Whether changes are committed and pushed; `false` only shows what would be written.")
        boolean automatic,

        @Option(
                help =
                        "The branch whose files are edited; by default the source's revision, which must be a branch then.")
        String branch,

        @Option(
                help = "Where the commit goes: another branch, from which a pull request can be made, or a template"
                        + " that names a branch of its own for each update. By default the branch that was edited.")
        String pushBranch,

        @Option(help = "The folder, or file, to look for images in; by default the source's path.")
        String path,

        @Option(help = "Who the commit is by.") CommitAuthor author,

        @Option(help = "The commit's message, in the syntax of Go's templates.")
        String message,

        @Option(byDefault = "false", help = "Adds `Signed-off-by` to the message.")
        boolean signOff,

        @Option(help = "An SSH or PGP key to sign the commit with.")
        String signingKeyCredentialsId,

        @Option(
                byDefault = "false",
                help = "Edits images without a marker too: those of Pod templates and of kustomizations whose"
                        + " repository is a policy's.")
        boolean byName) {
    public ImageUpdates {
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(pushBranch, "pushBranch");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(signingKeyCredentialsId, "signingKeyCredentialsId");
    }
}
