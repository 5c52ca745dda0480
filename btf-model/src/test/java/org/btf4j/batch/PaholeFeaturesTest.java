// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which options pahole gets. Those for kernel builds are what Linux 6.12 passes to each version, but for {@code -j}. */
class PaholeFeaturesTest {

    /** What pahole 1.30 of Debian 13 prints. */
    private static final String OF_1_30 =
            "encode_force,var,float,decl_tag,type_tag,enum64,optimized_func,consistent_func,"
                    + "decl_tag_kfuncs,reproducible_build,distilled_base,global_var";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1.22 | --btf_gen_floats",
                "v1.23 | --btf_gen_floats",
                "v1.24 | --lang_exclude=rust --btf_gen_floats",
                "v1.25 | --lang_exclude=rust --btf_gen_floats --btf_gen_optimized --skip_encoding_btf_inconsistent_proto",
            })
    void withoutNamesAnOlderOneIsCalledAsByKernelBuilds(String version, String options) throws Exception {
        assertThat(choose(version, "").options()).containsExactly(options.split(" "));
    }

    @Test
    void withoutNamesALaterOneIsCalledAsByKernelBuilds() throws Exception {
        assertThat(choose("v1.30", OF_1_30).options())
                .containsExactly(
                        "--lang_exclude=rust",
                        "--btf_features=encode_force,var,float,enum64,decl_tag,type_tag,optimized_func,consistent_func,"
                                + "decl_tag_kfuncs");
    }

    @Test
    void ofWhatKernelBuildsUseAPaholeGetsWhatItKnows() throws Exception {
        PaholeFeatures features =
                choose("v1.26", "encode_force,var,float,decl_tag,type_tag,enum64,optimized_func,consistent_func");

        assertThat(features.options())
                .containsExactly(
                        "--lang_exclude=rust",
                        "--btf_features=encode_force,var,float,enum64,decl_tag,type_tag,optimized_func,consistent_func");
        assertThat(features.ignored()).isEmpty();
    }

    @Test
    void namesThatItDoesNotKnowAreIgnored() throws Exception {
        PaholeFeatures features = choose("v1.30", OF_1_30, "float", "attributes", "var", "float", "attributes");

        assertThat(features.names()).containsExactly("float", "var");
        assertThat(features.ignored()).containsExactly("attributes");
        assertThat(features.options()).containsExactly("--lang_exclude=rust", "--btf_features=float,var");
    }

    @Test
    void anOlderOneGetsOptionsForWhatIsNamedAndAgainstWhatIsNot() throws Exception {
        assertThat(choose("v1.24", "", "encode_force", "enum64").options())
                .containsExactly(
                        "--lang_exclude=rust",
                        "--btf_encode_force",
                        "--skip_encoding_btf_vars",
                        "--skip_encoding_btf_decl_tag",
                        "--skip_encoding_btf_type_tag");
        assertThat(choose("v1.22", "", "var", "decl_tag_kfuncs").ignored()).containsExactly("decl_tag_kfuncs");
        assertThat(choose("v1.22", "", "var", "enum64").options()).isEmpty();
    }

    @Test
    void strictlyNamesMustBeKnown() throws Exception {
        Pahole pahole = pahole("v1.30", OF_1_30);

        assertThatThrownBy(() -> PaholeFeatures.choose(pahole, List.of("var", "attributes", "layout"), true))
                .isInstanceOf(PaholeException.class)
                .hasMessage("found 'attributes', 'layout', expected features that pahole v1.30 knows: consistent_func,"
                        + " decl_tag, decl_tag_kfuncs, encode_force, enum64, float, global_var, optimized_func,"
                        + " reproducible_build, type_tag, var.");
        assertThat(PaholeFeatures.choose(pahole, List.of("var"), true).names()).containsExactly("var");
    }

    @Test
    void strictlyAnOlderOneKnowsWhatItHasOptionsFor() throws Exception {
        Pahole pahole = pahole("v1.24", "");

        assertThatThrownBy(() -> PaholeFeatures.choose(pahole, List.of("optimized_func"), true))
                .hasMessage("found 'optimized_func', expected features that pahole v1.24 knows: decl_tag, encode_force,"
                        + " enum64, float, type_tag, var.");
    }

    @Test
    void theSmallBaseIsMadeByAnotherGoal() {
        assertThatThrownBy(() -> choose("v1.30", OF_1_30, "var", "distilled_base"))
                .isInstanceOf(PaholeException.class)
                .hasMessage(
                        "found 'distilled_base', but this goal leaves the small base out. Leave the feature out too,"
                                + " and distil the encoded modules with btf:distill.");
    }

    @ParameterizedTest
    @CsvSource({"all", "default"})
    void namesForSeveral(String name) {
        assertThatThrownBy(() -> choose("v1.30", OF_1_30, name))
                .hasMessage(
                        "found '" + name + "', expected names of single features. Without any, those are encoded that"
                                + " kernel builds use.");
    }

    @ParameterizedTest
    @CsvSource({"+var", "'var,float'", "''", "Var", "--help"})
    void whatIsNoName(String name) {
        assertThatThrownBy(() -> choose("v1.30", OF_1_30, name))
                .hasMessage("found '" + name + "', expected a name of lower-case letters, digits and underscores.");
    }

    private PaholeFeatures choose(String version, String known, String... names) throws Exception {
        return PaholeFeatures.choose(pahole(version, known), List.of(names), false);
    }

    private Pahole pahole(String version, String known) throws Exception {
        return FakePahole.find(FakePahole.write(folder.resolve("pahole"), version, known));
    }
}
