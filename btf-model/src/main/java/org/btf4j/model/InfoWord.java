// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

/**
 * The second head word of a type: kind flag in bit 31, kind in bits 24 to 30, vlen in bits 0 to 23.
 *
 * <p>Before 2026 kinds had bits 24 to 28 and vlen bits 0 to 15, and the rest was zero, so the wider reading serves both and
 * a word without large numbers is written as it always was.
 */
final class InfoWord {

    static final int MAX_VLEN = 0xff_ffff;

    private InfoWord() {}

    static int kindCode(int info) {
        return info >>> 24 & 0x7f;
    }

    static int vlen(int info) {
        return info & MAX_VLEN;
    }

    static boolean kindFlag(int info) {
        return info < 0;
    }

    static int of(Kind kind, boolean kindFlag, int vlen) {
        return (kindFlag ? 1 << 31 : 0) | kind.code() << 24 | vlen;
    }
}
