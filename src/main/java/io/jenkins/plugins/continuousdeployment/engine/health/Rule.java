package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Health;

/** The verdict on the objects of one kind, none of which is being deleted. Pure, and total: it never throws. */
@FunctionalInterface
interface Rule {
    Health assess(LiveObject live);
}
