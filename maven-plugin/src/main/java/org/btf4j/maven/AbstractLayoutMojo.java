// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.btf4j.transform.Layout;

/** What the goals that write or read a distilled base have in common. */
abstract class AbstractLayoutMojo extends AbstractModulesMojo {

    private static final String DISTILLED = "distilled";

    /**
     * The layout of the distilled base: <code>distilled</code> is the one of Linux 6.11 and later, in the section
     * <code>.BTF.base</code>; <code>base-ref</code> is the one that was proposed first, in <code>.BTF.base_ref</code>, which no
     * kernel loads.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.layout", defaultValue = DISTILLED)
    String layout = DISTILLED;

    /** What the parameter says. */
    final Layout layout() throws MojoFailureException {
        return Inputs.layout(layout);
    }
}
