// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.BaselineException;
import org.btf4j.batch.FileProblem;
import org.btf4j.batch.ModuleSet;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;

/** What several goals make of parameters of the same name. */
final class Inputs {

    private Inputs() {}

    /** Looks for modules. */
    interface Search {
        ModuleSet find() throws IOException;
    }

    /** The layout that a user calls by its name. */
    static Layout layout(String layout) throws MojoFailureException {
        return new Setting("layout", layout)
                .oneOf(Stream.of(Layout.values()).collect(Collectors.toMap(Layout::toString, Function.identity())));
    }

    /** The rules that a user calls by their name. */
    static RuleSet rules(String rules) throws MojoFailureException {
        return new Setting("rules", rules)
                .oneOf(Stream.of(RuleSet.values()).collect(Collectors.toMap(RuleSet::toString, Function.identity())));
    }

    /** How many threads to use; 0 stands for one per processor. */
    static int threads(int threads) throws MojoFailureException {
        if (threads < 0) {
            throw new MojoFailureException(new Setting("threads", null) + ": found " + threads
                    + ", expected a number of threads, or 0 for one per processor.");
        }
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /**
     * What a user accepts; nothing where no file is named.
     *
     * @throws MojoFailureException if there is no such file, or it is no baseline
     */
    static Baseline baseline(Setting setting, Path basedir) throws MojoFailureException, MojoExecutionException {
        if (!setting.isSet()) {
            return Baseline.NONE;
        }
        Location file = setting.file(basedir);
        try {
            return Baseline.read(file.path());
        } catch (BaselineException e) {
            throw new MojoFailureException(file.setting() + ": " + e.getMessage() + ".", e);
        } catch (NoSuchFileException e) {
            throw new MojoFailureException(
                    file + ": there is no such file. Let " + new Setting("writeBaseline", null)
                            + " write a draft, or leave the parameter out.",
                    e);
        } catch (IOException e) {
            throw file.setting().problem(e);
        }
    }

    /** Finds modules, and tells of what goes wrong in terms of the user's parameter. */
    static ModuleSet find(Location modules, Search search) throws MojoFailureException, MojoExecutionException {
        return find(modules, "Give a module, or a folder with modules.", search);
    }

    /** The same with other advice, for parameters that take less. */
    static ModuleSet find(Location modules, String advice, Search search)
            throws MojoFailureException, MojoExecutionException {
        try {
            return search.find();
        } catch (AccessDeniedException e) {
            throw modules.setting().problem(e);
        } catch (FileSystemException e) {
            throw new MojoFailureException(modules.setting() + ": " + FileProblem.describe(e) + ". " + advice, e);
        } catch (IOException e) {
            throw modules.setting().problem(e);
        }
    }
}
