package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * An object as it is kept by the thousand: compressed JSON, about a twentieth of the tree, and what is asked of it
 * without unpacking.
 */
final class PackedObject {
    private final String uid;
    private final String version;
    private final String applySetId;
    private final byte[] bytes;

    private PackedObject(String uid, String version, String applySetId, byte[] bytes) {
        this.uid = uid;
        this.version = version;
        this.applySetId = applySetId;
        this.bytes = bytes;
    }

    static PackedObject of(KubeObject object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream packing = new DeflaterOutputStream(out, deflater)) {
            packing.write(Json.write(object.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        String member = object.label(Marks.PART_OF);
        String record = object.label(TrackingRecord.APPLY_SET_ID);
        return new PackedObject(
                object.uid(),
                object.resourceVersion(),
                Objects.requireNonNullElse(record != null ? record : member, ""),
                out.toByteArray());
    }

    String uid() {
        return uid;
    }

    String version() {
        return version;
    }

    /** The apply set that it is a member of, or, for a record, that it records. */
    String applySetId() {
        return applySetId;
    }

    /**
     * Whether this state is newer than another of the same key. Resource versions of one kind can be compared as
     * numbers (KEP-5504); where a server gives others, what comes later is taken for newer.
     */
    boolean after(PackedObject other) {
        if (version.equals(other.version)) {
            return false;
        }
        return !numeric(version)
                || !numeric(other.version)
                || new BigInteger(version).compareTo(new BigInteger(other.version)) > 0;
    }

    private static boolean numeric(String text) {
        return !text.isEmpty() && text.chars().allMatch(each -> each >= '0' && each <= '9');
    }

    @SuppressWarnings("unchecked")
    KubeObject unpacked() {
        try (InflaterInputStream unpacking = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new KubeObject((Map<String, Object>) Json.read(unpacking.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
