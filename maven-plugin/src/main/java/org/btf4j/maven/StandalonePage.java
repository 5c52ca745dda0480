// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.File;
import java.util.List;
import java.util.Locale;
import org.apache.maven.doxia.siterenderer.Renderer;
import org.apache.maven.doxia.tools.SiteTool;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.AbstractMavenReport;
import org.btf4j.maven.report.ReportPages;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * A page of a report that is made without the site plugin, with the skin and the menu of the project's site.
 *
 * <p>The goal itself cannot be an {@link AbstractMavenReport}: under the site plugin 3.3, which Maven 3.8 takes if the POM names none,
 * that class cannot be loaded, and nobody could tell the user why.
 */
final class StandalonePage extends AbstractMavenReport {

    private final ReportPages.Page page;

    /**
     * What all pages of a report are made with.
     *
     * @param outputDirectory where the pages go
     * @param siteDirectory where the project's {@code site.xml} is, if it has one
     */
    @SuppressWarnings("deprecation") // Renderer is of the type that AbstractMavenReport has
    record Surroundings(
            File outputDirectory,
            File siteDirectory,
            MavenProject project,
            MojoExecution execution,
            List<MavenProject> reactor,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            SiteTool siteTool,
            Renderer renderer,
            String timestamp,
            Log log) {}

    StandalonePage(Surroundings surroundings, ReportPages.Page page) {
        this.page = page;
        outputDirectory = surroundings.outputDirectory();
        siteDirectory = surroundings.siteDirectory();
        project = surroundings.project();
        mojoExecution = surroundings.execution();
        reactorProjects = surroundings.reactor();
        repoSession = surroundings.session();
        remoteProjectRepositories = surroundings.repositories();
        siteTool = surroundings.siteTool();
        siteRenderer = surroundings.renderer();
        outputTimestamp = surroundings.timestamp();
        locale = "default";
        setLog(surroundings.log());
    }

    @Override
    @SuppressWarnings("deprecation") // what an interface of Maven still demands
    public String getOutputName() {
        return page.name();
    }

    @Override
    public String getName(Locale language) {
        return page.title();
    }

    @Override
    public String getDescription(Locale language) {
        return page.title();
    }

    @Override
    protected void executeReport(Locale language) {
        page.writeTo(getSink());
    }
}
