// SPDX-License-Identifier: Apache-2.0
import org.btf4j.it.SiteInBrowser

// Beside the folders of the projects, so that whoever wants to see the pages finds them.
def pictures = new File(basedir, '../../screenshots')

new SiteInBrowser(new File(basedir, 'site-report/target/site'), pictures).withCloseable { site ->
    site.looksAt('btf-report.html')
    site.isAccessible('btf-report.html', '#bodyColumn')
    // The skin's own: it puts one header into another.
    site.violates('btf-report.html', 'html',
        'landmark-no-duplicate-banner: .container-fluid-top > header', 'landmark-unique: .container-fluid-top > header')
}
