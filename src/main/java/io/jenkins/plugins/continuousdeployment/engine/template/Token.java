package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.Objects;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text as it is written; of a field and a variable without dot and dollar sign, of a string what it means
 * @param at where it begins, in characters from 0
 */
record Token(Kind kind, String text, int at) {
    /** What a token is. */
    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        SPACE,
        DOT,
        FIELD,
        VARIABLE,
        WORD,
        STRING,
        NUMBER,
        LEFT,
        RIGHT,
        PIPE,
        COMMA,
        DECLARE,
        ASSIGN,
        END
    }

    Token {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }
}
