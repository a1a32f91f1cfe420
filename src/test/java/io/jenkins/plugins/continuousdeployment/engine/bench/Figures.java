package io.jenkins.plugins.continuousdeployment.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Repeated measurements of one thing. */
final class Figures {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** {@code 1.52 s (1.44 to 1.70)}. */
    String text(String unit) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return String.format(Locale.ROOT, "%.2f %s (%.2f to %.2f)", median(), unit, least, most);
    }

    /** One line: ours, the peer's, their ratio, and the limit. */
    static void print(String what, Figures ours, String peerName, Figures peer, double limit) {
        double ratio = ours.median() / peer.median();
        System.out.printf(
                Locale.ROOT,
                "%-34s %-28s %s %-28s ratio %.2f, limit %.2f  %s%n",
                what,
                ours.text("s"),
                peerName,
                peer.text("s"),
                ratio,
                limit,
                ratio <= limit ? "ok" : "OVER");
    }
}
