// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckTarget.Policy;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;

/**
 * The kernels of a check, read.
 *
 * @param targets in the order in which the user named them
 * @param files from which they were read
 */
record CheckTargets(List<CheckTarget> targets, List<Path> files) {

    private static final String NAME = "targets";

    /** Reads a kernel. */
    interface Reader {
        KernelBtf read(Setting kernel) throws MojoFailureException, MojoExecutionException;
    }

    /**
     * Reads all kernels.
     *
     * @throws MojoFailureException if one is not what it should be, or two have the same name
     */
    static CheckTargets read(List<CheckedKernel> kernels, Reader reader, Layout layout, RuleSet ruleSet)
            throws MojoFailureException, MojoExecutionException {
        List<String> names = names(kernels);
        List<CheckTarget> targets = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < kernels.size(); i++) {
            String name = names.get(i);
            Policy policy = policy(kernels.get(i), name);
            KernelBtf kernel = reader.read(new Setting(NAME, written(kernels.get(i))));
            targets.add(kernel.use(btf -> CheckTarget.of(name, policy, btf, layout, ruleSet)));
            files.add(kernel.origin().path());
        }
        return new CheckTargets(targets, files);
    }

    private static Policy policy(CheckedKernel kernel, String name) throws MojoFailureException {
        for (Policy policy : Policy.values()) {
            if (policy.toString().equals(kernel.policy)) {
                return policy;
            }
        }
        throw new MojoFailureException(new Setting(NAME, null) + ", target " + name + ": found the policy '"
                + kernel.policy + "', expected 'required' or 'advisory'.");
    }

    /** A name for each kernel; where made ones would be equal, the kernel as the user wrote it. */
    private static List<String> names(List<CheckedKernel> kernels) throws MojoFailureException {
        Map<String, Integer> made = new HashMap<>();
        for (CheckedKernel kernel : kernels) {
            if (given(kernel).isEmpty()) {
                made.merge(made(kernel), 1, Integer::sum);
            }
        }
        List<String> names = new ArrayList<>();
        for (CheckedKernel kernel : kernels) {
            String name = given(kernel);
            if (name.isEmpty()) {
                name = Integer.valueOf(1).equals(made.get(made(kernel))) ? made(kernel) : written(kernel);
            }
            if (names.contains(name)) {
                throw new MojoFailureException(new Setting(NAME, null) + ": found two targets that are called '" + name
                        + "', expected a <name> of its own for each.");
            }
            names.add(name);
        }
        return names;
    }

    private static String given(CheckedKernel kernel) {
        return kernel.name == null ? "" : kernel.name.strip();
    }

    private static String made(CheckedKernel kernel) throws MojoFailureException {
        return KernelName.of(written(kernel));
    }

    private static String written(CheckedKernel kernel) throws MojoFailureException {
        String written = kernel.kernel;
        if (written == null || written.isBlank()) {
            throw new MojoFailureException(new Setting(NAME, null) + ": found a target without <kernel>"
                    + (kernel.name == null ? "" : ", with the name '" + kernel.name + "'")
                    + ", expected " + KernelBtf.SOURCES + ".");
        }
        return written;
    }
}
