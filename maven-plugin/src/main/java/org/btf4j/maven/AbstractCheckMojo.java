// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that judge modules by kernels have in common. */
abstract class AbstractCheckMojo extends AbstractBtfMojo {

    /**
     * The distilled modules: one file, or a folder of which every <code>*.ko</code>, <code>*.ko.gz</code>, <code>*.ko.xz</code>
     * and <code>*.ko.zst</code> at any depth is taken, and every raw <code>NAME.btf</code> that has its
     * <code>NAME.base.btf</code> beside it. The default is where <code>btf:distill</code> writes, whose <code>modules</code> are
     * those before they are distilled; so one configuration of the plugin serves both goals. Where the packaging
     * <code>kmod</code> runs the goal, it is what <code>distill</code> wrote, wherever that is. A relative path starts at the folder
     * of the POM, or without a POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.distilledModules", defaultValue = "${project.build.directory}/btf")
    @Nullable
    String distilledModules;

    /**
     * The kernels, in the order of the report. Each is a <code>&lt;target&gt;</code> with <code>&lt;kernel&gt;</code>: a
     * <code>vmlinux</code>, a <code>vmlinuz</code> or raw BTF, each also compressed; <code>running</code> for the running kernel's,
     * <code>/sys/kernel/btf/vmlinux</code>; or an artifact <code>mvn:group:artifact:version[:type[:classifier]]</code>, of type
     * <code>btf</code> if it names none; <code>&lt;name&gt;</code>: how reports call it, made of the path if not set;
     * <code>&lt;policy&gt;</code>: <code>required</code>, the default, if all modules have to fit, or <code>advisory</code> if a
     * module that does not is only a warning. A <code>&lt;target&gt;</code> that is only a text is the kernel. On the command line
     * they are texts with commas between them. Without targets nothing is checked. A relative path starts at the folder of the POM,
     * or without a POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.targets")
    @Nullable
    List<CheckedKernel> targets;

    /**
     * A JSON file with failures that are accepted, each with a reason. A module that does not fit a kernel is accepted if each
     * type for which it does not is. A relative path starts at the folder of the POM, or without a POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.baseline")
    @Nullable
    String baseline;

    /**
     * By whose rules a module fits: <code>kernel</code> judges as kernels and libbpf do, <code>strict</code> refuses in addition
     * what they let pass though hardly anyone means it, for example a type behind a pointer that has another size.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.rules", defaultValue = "kernel")
    String rules = "kernel";

    /**
     * The layout of the modules' distilled bases: <code>distilled</code> or <code>base-ref</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.layout", defaultValue = "distilled")
    String layout = "distilled";

    /**
     * How many modules are worked on at a time; 0 for one per processor. The report is the same for any number.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.threads", defaultValue = "0")
    int threads;
}
