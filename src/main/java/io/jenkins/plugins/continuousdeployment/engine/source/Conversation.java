package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** With a server: it has said what it has, and may be asked for some of it. */
interface Conversation extends AutoCloseable {
    /** What the server has, HEAD too, as far as it was asked. */
    Collection<Ref> refs();

    /**
     * Brings objects with all that is reachable from them; no ref of the mirror that anybody reads is set.
     *
     * @param wanted what to bring
     * @param known what the mirror has
     */
    void bring(Collection<Ref> wanted, Set<ObjectId> known, FetchMonitor monitor) throws IOException;

    @Override
    void close() throws IOException;
}
