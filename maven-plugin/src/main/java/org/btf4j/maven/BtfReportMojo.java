// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.SinkFactory;
import org.apache.maven.doxia.siterenderer.Renderer;
import org.apache.maven.doxia.tools.SiteTool;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.MavenMultiPageReport;
import org.apache.maven.reporting.MavenReportException;
import org.btf4j.maven.report.ReportPages;
import org.btf4j.report.ReportData;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages for people who decide about releases: what modules need from their kernels, on which kernels they keep their BTF and
 * why not on others, and what changed since an old version.
 *
 * <p>As a part of <code>mvn site</code> where it stands in <code>&lt;reporting&gt;</code>, which needs the maven-site-plugin from 3.21.0
 * on; and alone, with the skin of the project's site. The same is written as JSON. No verdict fails the build; that is for
 * {@link CheckMojo btf:check}, with which it shares the parameters that say which modules are judged, and how. Without targets the
 * report tells only of the modules. In a project of packaging <code>kmod</code> these are what <code>distill</code> wrote in this
 * build, if nobody says otherwise. A parent of other projects has no report where it has no <code>distilledModules</code>.
 *
 * <pre>{@code
 * <reporting>
 *   <plugins>
 *     <plugin>
 *       <groupId>org.btf4j</groupId>
 *       <artifactId>btf-maven-plugin</artifactId>
 *       <version>0.1.0</version>
 *       <configuration>
 *         <targets>
 *           <target>/boot/vmlinux-6.12.95</target>
 *         </targets>
 *         <old>mvn:org.example:drivers:PREVIOUS</old>
 *       </configuration>
 *     </plugin>
 *   </plugins>
 * </reporting>
 * }</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "report", threadSafe = true)
public final class BtfReportMojo extends AbstractCheckMojo implements MavenMultiPageReport {

    /**
     * The old version of the modules, as in <code>btf:diff</code>: a module, a folder of modules, an archive of them, or an artifact
     * <code>mvn:group:artifact:version[:type[:classifier]]</code>, whose version may be <code>LATEST</code> or <code>PREVIOUS</code>.
     * Without it the report does not tell what changed. A relative path starts at the folder of the POM.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.old")
    @Nullable
    String old;

    /**
     * The BTF of the kernel for which those modules of the old version were built that are not distilled; as in
     * <code>btf:diff</code>. Not set by default. A relative path starts at the folder of the POM.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.oldBase")
    @Nullable
    String oldBase;

    /**
     * The same for the modules of the report.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.base")
    @Nullable
    String base;

    /**
     * The JSON file with all that the pages tell. A relative path starts at the folder of the POM.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.dataFile", defaultValue = "${project.build.directory}/btf/report.json")
    @Nullable
    String dataFile;

    /**
     * Where the pages go if the goal runs alone; in <code>mvn site</code> the site plugin decides. A relative path starts at the folder
     * of the POM.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.reportDirectory", defaultValue = "${project.build.directory}/reports")
    File reportDirectory = new File("target/reports");

    /** Where the project's {@code site.xml} is, if it has one. */
    @Parameter(defaultValue = "${basedir}/src/site", readonly = true)
    File siteDirectory = new File("src/site");

    /** All projects of this build, of which one may have the site's menu. */
    @Parameter(defaultValue = "${reactorProjects}", readonly = true)
    List<MavenProject> reactor = List.of();

    /** The date on the pages. */
    @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
    @Nullable
    String outputTimestamp;

    /** Reads the menu; only wanted where the goal runs alone, and not to be had under an old site plugin. */
    @Inject
    @Nullable
    Provider<SiteTool> siteTool;

    /** Puts the skin around pages; as {@link #siteTool}. */
    @Inject
    @Nullable
    @SuppressWarnings("deprecation") // of the type that AbstractMavenReport has
    Provider<Renderer> renderer;

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        if (!canGenerateReport()) {
            return;
        }
        StandalonePage.Surroundings surroundings = new StandalonePage.Surroundings(
                reportDirectory,
                siteDirectory,
                set(project),
                set(execution),
                reactor,
                set(repositorySession),
                remoteRepositories,
                set(siteTool).get(),
                set(renderer).get(),
                outputTimestamp == null ? "" : outputTimestamp,
                getLog());
        ReportData data = data();
        for (ReportPages.Page page : new ReportPages(Locale.ROOT).of(data)) {
            new StandalonePage(surroundings, page).execute();
        }
        getLog().info("Wrote " + reportDirectory.toPath().resolve(ReportPages.NAME + ".html"));
    }

    @Override
    public void generate(Sink sink, @Nullable SinkFactory sinks, Locale language) throws MavenReportException {
        try {
            write(sink, set(sinks), language);
        } catch (MojoFailureException | MojoExecutionException | IOException e) {
            throw new MavenReportException(e.getMessage(), e);
        } catch (LinkageError e) {
            // The site plugin would skip it and leave an empty page.
            throw new MavenReportException(
                    "the site plugin and btf:report do not fit together: " + e, new IllegalStateException(e));
        }
    }

    private void write(Sink sink, SinkFactory sinks, Locale language)
            throws MojoFailureException, MojoExecutionException, IOException {
        List<ReportPages.Page> pages = new ReportPages(language).of(data());
        pages.get(0).writeTo(sink);
        for (ReportPages.Page page : pages.subList(1, pages.size())) {
            page.writeTo(sinks.createSink(reportDirectory, page.name() + ".html"));
        }
    }

    private ReportData data() throws MojoFailureException, MojoExecutionException {
        Setting modules = steps().reported(new Setting("distilledModules", distilledModules), distilled());
        ReportInput input = new ReportInput(
                kernels(),
                project,
                modules,
                targets == null ? List.of() : targets,
                new Setting("baseline", baseline),
                new Setting("old", old),
                new Setting("oldBase", oldBase),
                new Setting("base", base));
        ReportInput.Way way = new ReportInput.Way(
                Inputs.rules(rules),
                Inputs.layout(layout),
                Inputs.threads(threads),
                "btf-maven-plugin " + (execution == null ? "" : execution.getVersion()));
        return input.read(way, new Setting("dataFile", dataFile));
    }

    /** No caller that is new enough calls this; there would be no further pages. */
    @Override
    @SuppressWarnings("deprecation") // what an interface of Maven still demands
    public void generate(Sink sink, Locale language) throws MavenReportException {
        generate(sink, null, language);
    }

    @Override
    @SuppressWarnings("deprecation") // what an interface of Maven still demands
    public String getOutputName() {
        return ReportPages.NAME;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale language) {
        return new ReportPages(language).name();
    }

    @Override
    public String getDescription(Locale language) {
        return new ReportPages(language).description();
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        reportDirectory = directory;
    }

    @Override
    public File getReportOutputDirectory() {
        return reportDirectory;
    }

    @Override
    public boolean isExternalReport() {
        return false;
    }

    /** Site plugins ask this before they make a file, so that one that is too old leaves no empty page. */
    @Override
    public boolean canGenerateReport() {
        if (skip) {
            return false;
        }
        SitePlugin.requireNewEnough();
        if (onlyHasModulesInIt()) {
            getLog().info("No report, as this project only has others in it, and there is no " + distilled() + ".");
            return false;
        }
        return true;
    }

    /** Whether the configuration is here for children to inherit: a parent has no kernel modules of its own. */
    private boolean onlyHasModulesInIt() {
        return project != null
                && !project.getModules().isEmpty()
                && distilled().equals(distilledModules)
                && !new File(distilled()).exists();
    }
}
