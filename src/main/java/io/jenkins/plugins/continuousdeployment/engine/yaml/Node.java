package io.jenkins.plugins.continuousdeployment.engine.yaml;

/**
 * A value that was read.
 *
 * @param value a map, list, string, boolean, number or null
 * @param mark where it begins
 * @param positions where its entries stand, null for a scalar
 * @param count how many nodes it is made of, itself included
 * @param height how many maps and lists are nested in it, itself included
 */
record Node(Object value, long mark, Positions positions, int count, int height) {
    static Node scalar(Object value, long mark) {
        return new Node(value, mark, null, 1, 0);
    }
}
