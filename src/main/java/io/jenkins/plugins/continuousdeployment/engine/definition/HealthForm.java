package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import io.jenkins.plugins.continuousdeployment.engine.health.RulesText;
import java.util.List;

/** Rules of health, in the form of a file of them; what they may say is the business of whoever reads them. */
record HealthForm() implements Form<HealthRules> {
    @Override
    public String type() {
        return "list of rules";
    }

    @Override
    public HealthRules read(Object tree, Site site) {
        if (!(tree instanceof List<?> list)) {
            site.problem("must be a list, each entry with kinds and rules; this is " + Forms.describe(tree));
            return null;
        }
        InDefinition text = new InDefinition(site);
        HealthRules rules = HealthRules.read(Trees.frozen(list), text);
        return text.wrong ? null : rules;
    }

    @Override
    public Object write(HealthRules value) {
        return value.tree();
    }

    @Override
    public HealthRules absent(String byDefault) {
        return HealthRules.NONE;
    }

    /** The part of a definition in which rules stand. */
    private static final class InDefinition implements RulesText {
        private final Site root;
        private boolean wrong;

        InDefinition(Site root) {
            this.root = root;
        }

        @Override
        public Place placeOf(List<Object> path) {
            return at(path).place();
        }

        @Override
        public void problem(List<Object> path, boolean key, String message) {
            wrong = true;
            if (key) {
                at(path).problemWithKey(message);
            } else {
                at(path).problem(message);
            }
        }

        private Site at(List<Object> path) {
            Site site = root;
            for (Object step : path) {
                site = site.child(step);
            }
            return site;
        }
    }
}
