package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a key of the definition: the component's name is the key, its type says what may stand there, and this the
 * rest. {@link DeclaredOption} hands it out.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /** What it means, a sentence or two in Markdown for the reference page, the form and the command line. */
    String help();

    /** What holds where the key is absent, as one would write it, for a list its one entry; nothing for what is then empty. */
    String byDefault() default "";

    /** Whether the key must stand there. */
    boolean required() default false;
}
