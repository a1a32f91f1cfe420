/**
 * Text → trees with places.
 *
 * <p>Comes in: the bytes of a YAML or JSON file and limits. Goes out: {@link
 * io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument documents}, or every problem at once, each with file,
 * document, line and column. Scalars mean what the API server's own parser (sigs.k8s.io/yaml) says, which is neither
 * SnakeYAML's nor fabric8's reading: {@code scalars.tsv} and {@code documents.tsv} beside the tests are written by that
 * parser. Start at {@link io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader}. Never knows what a tree is
 * for, and never repeats a value in a message: it may be a secret.
 */
package io.jenkins.plugins.continuousdeployment.engine.yaml;
