// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.ByteOrder;
import org.btf4j.transform.Layout;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test once for each way to encode its BTF: byte orders, header lengths, layouts.
 *
 * <p>Stands on a test method in place of {@code @Test}, or beside {@link BtfShuffle} or {@link BtfEvolve}, whose runs are then
 * made for each. Whatever the test's annotations declare, fixtures and targets, is given to it in the byte order and with the
 * header length of the run. Layouts say how the fixture's split is distilled for the {@link org.btf4j.transform.Relocation}
 * that {@link BtfShuffle} gives; expectations such as {@link ExpectDistilled} have a layout of their own.
 *
 * <p>A parameter of type {@link Cell} tells which run it is:
 *
 * <pre>{@code
 * @BtfMatrix
 * void isReadAsItWasWritten(Btf base, BtfMatrix.Cell cell) {
 *     assertEquals(cell.headerLength(), base.headerLength());
 *     assertTrue(Btf.read(base.toBytes()).hasSameTypes(base));
 * }
 * }</pre>
 *
 * <p>Can be put on other annotations to compose one's own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(BtfExtension.class)
@ExtendWith(ScenarioExtension.class)
public @interface BtfMatrix {

    /** The byte orders; by default both. */
    Endian[] byteOrders() default {Endian.LITTLE, Endian.BIG};

    /** Bytes of the headers: 24, or 32, which libbpf writes since 2026; by default both. */
    int[] headerLengths() default {24, 32};

    /** The layouts; by default only the one that kernels know. */
    Layout[] layouts() default Layout.DISTILLED;

    /** A byte order by a name that an annotation can hold. */
    enum Endian {
        /** That of x86-64. */
        LITTLE(ByteOrder.LITTLE_ENDIAN),
        /** That of s390x. */
        BIG(ByteOrder.BIG_ENDIAN);

        private final ByteOrder byteOrder;

        Endian(ByteOrder byteOrder) {
            this.byteOrder = byteOrder;
        }

        /** The byte order as the rest of Java knows it. */
        public ByteOrder byteOrder() {
            return byteOrder;
        }
    }

    /** One way to encode BTF. */
    record Cell(Endian endian, int headerLength, Layout layout) {
        /** In a few words, for the display name of a run. */
        @Override
        public String toString() {
            return (endian == Endian.LITTLE ? "little" : "big") + "-endian, " + headerLength + "-byte header, "
                    + layout;
        }
    }
}
