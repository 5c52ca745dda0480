// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Optional;
import java.util.function.Function;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

/** Mockito's extension and this one serve the same test, its fields and its parameters, each its own. */
@ExtendWith(MockitoExtension.class)
@BtfFixture(base = "[1] STRUCT 'device' size=16 vlen=0", split = "[2] PTR '(anon)' type_id=1")
class BesideMockitoTest {

    @SuppressWarnings("NullAway.Init") // injected
    @Mock
    private Function<Btf, Integer> size;

    @SuppressWarnings("NullAway.Init") // injected
    @FromFixture
    private Btf split;

    @Test
    @ExpectDistilled(base = "[1] STRUCT 'device' size=16 vlen=0", split = "[2] PTR '(anon)' type_id=1")
    void eachInjectsItsOwn(Btf parameter, @Mock Function<Btf, String> name) {
        when(size.apply(split)).thenReturn(100);
        when(name.apply(parameter)).thenReturn("driver");

        assertThat(Optional.of(parameter).map(size)).hasValue(100);
        assertThat(Optional.of(split).map(name)).hasValue("driver");
        verify(name).apply(split);
    }
}
