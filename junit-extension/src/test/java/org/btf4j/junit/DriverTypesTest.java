// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import org.junit.jupiter.api.Test;

@BtfFixture(base = """
        [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
        [2] STRUCT 'device' size=16 vlen=1
            'id' type_id=1 bits_offset=0
        """, split = "[3] PTR '(anon)' type_id=2")
class DriverTypesTest {

    @Test
    @ExpectDistilled(base = "[1] STRUCT 'device' size=16 vlen=0", split = "[2] PTR '(anon)' type_id=1")
    void needsOnlyTheShellOfDevice() {}

    @Test
    @ExpectRelocated(target = """
            [1] STRUCT 'unrelated' size=8 vlen=0
            [2] STRUCT 'device' size=24 vlen=0
            """, split = "[3] PTR '(anon)' type_id=2")
    void findsDeviceWhereItMovedTo() {}
}
