package io.jenkins.plugins.continuousdeployment.engine.source;

/** Hears how fetches go on, from the threads that fetch; it must not make them wait. */
public interface FetchListener {
    /** Hears nothing. */
    FetchListener NONE = new FetchListener() {
        @Override
        public void progress(FetchProgress progress) {
            // Nobody is interested.
        }

        @Override
        public void ended(RepositoryAddress repository) {
            // Nobody is interested.
        }
    };

    /** A fetch has come so far; told for each part in a hundred, or thousand objects where the whole is not known. */
    void progress(FetchProgress progress);

    /** A fetch is over, well or not. */
    void ended(RepositoryAddress repository);
}
