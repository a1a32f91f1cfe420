package io.jenkins.plugins.continuousdeployment.engine.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a word of a status means to somebody who does not know the kind: {@code CreateFailed}, {@code IN_PROGRESS},
 * {@code Setting up primary}. Controllers choose such words freely, but from one stock; the words here were collected
 * from the documentation of many.
 */
enum Tone {
    GOOD,
    BUSY,
    BAD,
    PAUSED,
    MISSING,
    UNKNOWN,
    /** The opposite of good and no more: {@code NotReady}. */
    UNREADY,
    /** It says nothing of how the object is, or nobody can tell. */
    UNCLEAR;

    private static final Pattern WORD = Pattern.compile("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|\\d+");

    private static final Set<String> GOOD_WORDS = words("""
            ready running active available healthy ok okay up online green normal stable good alive serving
            succeeded success successful successfully succeed complete completed completion finished done
            accepted approved valid validated verified pass passed compliant
            bound attached connected joined registered established admitted programmed resolved
            created exists present provisioned installed deployed applied configured initialized loaded published
            imported restored issued signed released
            synced synchronized insync reconciled uptodate current latest enabled operational idle standby warm
            optimal optimized listening streaming recovered updated upgraded adopted mounted cached propagated subscribed deployable signed opened open
            assigned allocated claimed merged promoted satisfied consistent stored fetched saved pushed""");

    private static final Set<String> BUSY_WORDS = words("""
            pending progress inprogress progressing wait awaiting awaits init initial scheduled queued requested
            submitted start started begin initialization retry retries partially partial incomplete yellow outofsync stale
            outdated transitional transition yet soon reconcile""");

    private static final Set<String> BAD_WORDS = words("""
            failed fail fails failure failures failing error errors err errored erroneous exception throwable panic
            invalid malformed illegal degraded unhealthy unavailable unreachable unschedulable unsupported
            unresolved unresolvable unauthorized unauthenticated unable unrecoverable unsatisfiable unknownhost
            unsuccessful unbound unrecognized incompatible impossible unexpected
            denied rejected refused forbidden disallowed declined conflict conflicts conflicted conflicting mismatch mismatched
            duplicate duplicated crash crashed crashing crashloop backoff timeout timedout deadline
            exceeded expired aborted cancelled canceled stalled stuck blocked dead offline red lost broken corrupt
            corrupted evicted misconfigured misconfiguration noncompliant violation violated violations orphan orphaned
            insufficient exhausted critical fatal severe inaccessible cannot warning terminal faulted fault
            outage disconnected revoked abnormal problem problems died killed oomkilled preempted diverged bad""");

    private static final Set<String> PAUSED_WORDS = words("""
            suspended suspend paused pause hibernated hibernating hibernation stopped disabled frozen halted parked
            dormant unmanaged""");

    private static final Set<String> MISSING_WORDS = words("notfound missing absent");

    /** End like what is under way, and are not. */
    private static final Set<String> NOT_UNDER_WAY =
            words("running serving listening streaming missing existing warning nothing string working"
                    + " operating during something anything conflicting crashing failing hibernating");

    private static final Set<String> NEGATIONS = words("not no non never without isnt didnt doesnt cant");

    /** Mean something when they stand alone; as a part of a name they may mean anything. */
    private static final Map<String, Tone> WHOLE =
            Map.of("new", BUSY, "down", BAD, "inactive", PAUSED, "none", UNCLEAR);

    private static Set<String> words(String words) {
        return Set.copyOf(List.of(words.strip().split("\\s+")));
    }

    /** The words of a name in small letters: {@code SecretSyncedError} has three, {@code IN_PROGRESS} two. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /** The tone of a state, a phase or a reason. What is bad in it decides, then what is under way. */
    static Tone of(String text) {
        List<String> words = split(text);
        String joined = String.join("", words);
        Tone whole = WHOLE.getOrDefault(joined, words.size() == 1 ? ofWord(joined) : listed(joined));
        if (whole != UNCLEAR || words.size() < 2) {
            return whole;
        }
        Tone worst = UNCLEAR;
        boolean negated = false;
        for (String word : words) {
            Tone tone = ofWord(word);
            if (negated && tone != UNCLEAR) {
                tone = tone.negated(word);
                negated = false;
            }
            negated |= NEGATIONS.contains(word);
            worst = worst.orRather(tone);
        }
        return worst;
    }

    /** The tone of a reason. One that only says again that something is not well does not tell why. */
    static Tone ofReason(String reason) {
        return of(split(reason).stream()
                .filter(word -> !SAID_AGAIN.contains(word))
                .collect(Collectors.joining(" ")));
    }

    private static final Set<String> SAID_AGAIN = words("unavailable unhealthy unready insufficient");

    /** The tone of a single word in small letters. */
    private static Tone ofWord(String word) {
        boolean underWay = word.length() > 4 && word.endsWith("ing") && !NOT_UNDER_WAY.contains(word);
        Tone listed = listed(word);
        return listed == UNCLEAR && underWay ? BUSY : listed;
    }

    private static Tone listed(String word) {
        if (word.equals("unknown")) {
            return UNKNOWN;
        }
        if (GOOD_WORDS.contains(word)) {
            return GOOD;
        }
        if (PAUSED_WORDS.contains(word)) {
            return PAUSED;
        }
        if (BAD_WORDS.contains(word)) {
            return BAD;
        }
        if (MISSING_WORDS.contains(word)) {
            return MISSING;
        }
        return BUSY_WORDS.contains(word) ? BUSY : UNCLEAR;
    }

    /** {@code NotReady} may become ready; {@code NotFound} is bad; {@code NoErrors} is good. */
    private Tone negated(String word) {
        return switch (this) {
            case GOOD -> BAD_WHEN_NOT.contains(word) ? BAD : UNREADY;
            case BAD, MISSING -> GOOD;
            case BUSY -> UNREADY;
            case PAUSED, UNKNOWN, UNREADY, UNCLEAR -> UNCLEAR;
        };
    }

    private static final Set<String> BAD_WHEN_NOT =
            words("valid accepted approved compliant passed verified validated admitted resolved ok good");

    private Tone orRather(Tone other) {
        return other.weight() > weight() ? other : this;
    }

    private int weight() {
        return switch (this) {
            case UNCLEAR -> 0;
            case UNKNOWN -> 1;
            case GOOD -> 2;
            case UNREADY -> 3;
            case BUSY -> 4;
            case PAUSED -> 5;
            case MISSING -> 6;
            case BAD -> 7;
        };
    }
}
