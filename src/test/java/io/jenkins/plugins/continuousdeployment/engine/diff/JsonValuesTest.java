package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
    @Test
    void numbersAreWhatTheyAreWorth() {
        assertThat(JsonValues.same(1L, 1.0)).isTrue();
        assertThat(JsonValues.same(0.1, 0.1)).isTrue();
        assertThat(JsonValues.same(1L << 53, (double) (1L << 53))).isTrue();
        assertThat(JsonValues.same((1L << 53) + 1, (double) (1L << 53))).isFalse();
        assertThat(JsonValues.same(new BigInteger("18446744073709551615"), -1L)).isFalse();
        assertThat(JsonValues.same(new BigInteger("5"), 5L)).isTrue();
        assertThat(JsonValues.same(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isFalse();
    }

    @Test
    void typesAreNotMixed() {
        assertThat(JsonValues.same("1", 1L)).isFalse();
        assertThat(JsonValues.same("true", true)).isFalse();
        assertThat(JsonValues.same(0L, false)).isFalse();
        assertThat(JsonValues.same(List.of(), Map.of())).isFalse();
        assertThat(JsonValues.same("", null)).isFalse();
    }

    @Test
    void aMissingKeyIsNoNull() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("a", null);
        assertThat(JsonValues.same(withNull, Map.of())).isFalse();
        assertThat(JsonValues.same(withNull, Map.of("b", 1L))).isFalse();
        assertThat(JsonValues.same(withNull, new HashMap<>(withNull))).isTrue();
    }

    @Test
    void listsHaveAnOrderAndMapsHaveNone() {
        assertThat(JsonValues.same(List.of(1L, 2L), List.of(2L, 1L))).isFalse();
        assertThat(JsonValues.same(Arrays.asList(1L, null), Arrays.asList(1.0, null)))
                .isTrue();
        assertThat(JsonValues.same(Map.of("a", 1L, "b", List.of(2L)), Map.of("b", List.of(2.0), "a", 1.0)))
                .isTrue();
    }
}
