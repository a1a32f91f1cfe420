package io.jenkins.plugins.continuousdeployment.engine.source;

/**
 * Which addresses are taken beside {@code https:} and {@code ssh:}.
 *
 * @param plainHttp whether {@code http:} is, which anyone on the way can read and change; never with a credential
 * @param local whether {@code file:} and paths of this machine are
 */
public record AddressRules(boolean plainHttp, boolean local) {
    /** {@code https:} and {@code ssh:} alone. */
    public static final AddressRules STRICT = new AddressRules(false, false);

    /** For a command line: whoever types a path may read it anyway. */
    public static final AddressRules COMMAND_LINE = new AddressRules(false, true);
}
