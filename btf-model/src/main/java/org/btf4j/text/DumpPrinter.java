// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.io.IOException;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.model.WordCursor;

/** Prints the dump of one BTF, handing the text on whenever some has gathered. */
final class DumpPrinter {

    private static final int PIECE = 1 << 16;

    private final Btf btf;
    private final int[] ids;
    private final Target target;
    private final StringBuilder text = new StringBuilder();
    /** Records cannot tell a name that is no string from one that is the empty string; string offsets can. */
    private final WordCursor names = WordCursor.strings();

    DumpPrinter(Btf btf, int[] ids, Target target) {
        this.btf = btf;
        this.ids = ids;
        this.target = target;
    }

    void print() throws IOException {
        refuseUnknownKinds();
        for (int id : ids) {
            names.at(btf, id);
            text.append('[').append(id).append("] ").append(btf.kind(id)).append(' ');
            nextName();
            Grammar.of(btf.kind(id)).print(btf.type(id), this);
        }
        handOn();
    }

    /** Prints the name of the type or element that comes next. */
    void nextName() {
        names.next();
        text.append('\'').append(QuotedName.print(btf, names.value())).append('\'');
    }

    void endLine() throws IOException {
        text.append('\n');
        if (text.length() >= PIECE) {
            handOn();
        }
    }

    StringBuilder text() {
        return text;
    }

    Btf btf() {
        return btf;
    }

    /** What bpftool says of a type that a section names: {@code (VAR 'jiffies')}. */
    static String remark(Btf btf, int typeId) {
        Kind kind = btf.kind(typeId);
        return "(" + (kind == Kind.VOID ? Kind.UNKNOWN : kind) + " '" + QuotedName.print(btf, btf.nameOffset(typeId))
                + "')";
    }

    private void refuseUnknownKinds() {
        for (int id : ids) {
            names.at(btf, id);
        }
    }

    private void handOn() throws IOException {
        target.take(text);
        text.setLength(0);
    }

    /** Takes pieces of text; each is valid during the call only. */
    interface Target {
        void take(StringBuilder piece) throws IOException;
    }
}
