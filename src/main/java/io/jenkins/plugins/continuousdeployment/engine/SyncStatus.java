package io.jenkins.plugins.continuousdeployment.engine;

/** Whether live equals desired. */
public enum SyncStatus {
    SYNCED("Synced"),
    OUT_OF_SYNC("OutOfSync"),
    UNKNOWN("Unknown");

    private final String text;

    SyncStatus(String text) {
        this.text = text;
    }

    /** As it is shown and stored: {@code OutOfSync}. */
    @Override
    public String toString() {
        return text;
    }
}
