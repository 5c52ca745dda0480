// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prototypes, and functions that BPF programs may call. */
class FunctionsTest {

    private static final String SENSOR_GET = """
            [5] STRUCT 'sensor' size=4 vlen=0
            [6] PTR '(anon)' type_id=5
            [7] FUNC_PROTO '(anon)' ret_type_id=6 vlen=1
                'id' type_id=1
            [8] FUNC 'sensor_get' type_id=7 linkage=static
            """;
    private static final String OTHER_PARAMETER = SENSOR_GET.replace("'id' type_id=1", "'id' type_id=2");

    @Test
    void anotherPrototypeIsShownInFull() {
        assertThat(Diffs.kernel(SENSOR_GET, OTHER_PARAMETER)).isEqualTo("""
                function sensor_get changed: breaking for tracing
                    prototype was struct sensor *sensor_get(int id), is struct sensor *sensor_get(long id) (breaking for tracing)
                """);
    }

    @Test
    void namesOfParametersAreNobodysBusiness() {
        assertThat(Diffs.kernel(SENSOR_GET, SENSOR_GET.replace("'id'", "'number'")))
                .isEqualTo("""
                function sensor_get changed: compatible
                    parameter names was struct sensor *sensor_get(int id), is struct sensor *sensor_get(int number) (compatible)
                """);
    }

    @Test
    void linkageCountsWhereTheFunctionIsGone() {
        assertThat(Diffs.kernel(SENSOR_GET, SENSOR_GET.replace("linkage=static", "linkage=global")))
                .isEqualTo("""
                        function sensor_get changed: compatible
                            linkage was static, is global (compatible)
                        """);
        assertThat(Diffs.kernel(SENSOR_GET, SENSOR_GET.replace("linkage=static", "linkage=extern")))
                .isEqualTo("""
                        function sensor_get changed: breaking for tracing
                            linkage was static, is extern (breaking for tracing)
                        """);
    }

    @ParameterizedTest
    @EnumSource(names = {"KERNEL", "MODULE"})
    void programsThatCallAKfuncAreNotLoadedIfItIsAnother(Subject subject) {
        assertThat(kfuncs(subject, SENSOR_GET, true, OTHER_PARAMETER, true)).isEqualTo("""
                kfunc sensor_get changed: breaking for loading
                    prototype was struct sensor *sensor_get(int id), is struct sensor *sensor_get(long id) (breaking for loading)
                """);
        assertThat(kfuncs(subject, SENSOR_GET, true, SENSOR_GET, false)).isEqualTo("""
                kfunc sensor_get changed: breaking for loading
                    is no kfunc any more (breaking for loading)
                """);
        assertThat(Diffs.text(
                        BtfDiff.between(subject, Diffs.btf(SENSOR_GET), Set.of("sensor_get"), Diffs.btf(""), Set.of())))
                .contains("kfunc sensor_get removed: breaking for loading\n");
    }

    @Test
    void aNewKfuncIsCompatible() {
        assertThat(kfuncs(Subject.MODULE, SENSOR_GET, false, SENSOR_GET, true)).isEqualTo("""
                kfunc sensor_get changed: compatible
                    is a kfunc now (compatible)
                """);
    }

    @Test
    void aDeclarationTagMakesAKfuncToo() {
        String tagged = SENSOR_GET + "[9] DECL_TAG 'bpf_kfunc' type_id=8 component_idx=-1\n";

        assertThat(Diffs.kernel(SENSOR_GET, tagged)).isEqualTo("""
                kfunc sensor_get changed: compatible
                    is a kfunc now (compatible)
                """);
        assertThat(kfuncs(Subject.KERNEL, SENSOR_GET, true, tagged, false)).isEmpty();
    }

    /** The verifier takes {@code id__k} for a constant ({@code Documentation/bpf/kfuncs.rst} of Linux 6.12). */
    @Test
    void theNameOfAKfuncsParameterMayMeanSomething() {
        assertThat(kfuncs(Subject.KERNEL, SENSOR_GET, true, SENSOR_GET.replace("'id'", "'id__k'"), true))
                .isEqualTo("""
                        kfunc sensor_get changed: breaking for loading
                            parameter names was struct sensor *sensor_get(int id), is struct sensor *sensor_get(int id__k) (breaking for loading)
                        """);
        assertThat(kfuncs(Subject.KERNEL, SENSOR_GET, true, SENSOR_GET.replace("'id'", "'number'"), true))
                .contains("kfunc sensor_get changed: compatible\n");
    }

    private static String kfuncs(Subject subject, String before, boolean isBefore, String after, boolean isAfter) {
        Set<String> name = Set.of("sensor_get");
        return Diffs.text(BtfDiff.between(
                subject, Diffs.btf(before), isBefore ? name : Set.of(), Diffs.btf(after), isAfter ? name : Set.of()));
    }
}
