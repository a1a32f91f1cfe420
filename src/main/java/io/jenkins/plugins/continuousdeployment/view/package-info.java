/**
 * What people see of a deployment project, and what they can do there.
 *
 * <p>Comes in: what the project and its loop have in memory. Goes out: pages, side panel, columns; requests, which all
 * go through {@link io.jenkins.plugins.continuousdeployment.project.Operations}. Start at {@code OperateAction}. Pages
 * ask neither Git nor a cluster, and work without JavaScript; texts from outside are escaped, and only {@code http} and
 * {@code https} become links.
 */
package io.jenkins.plugins.continuousdeployment.view;
