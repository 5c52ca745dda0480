// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/** What BTF can be shown as. Thread-safe. */
public enum DumpFormat {
    /** Lines of text, see {@link RawDump}. */
    RAW {
        @Override
        public void writeTo(Btf btf, int[] ids, OutputStream target) throws IOException {
            RawDump.printTo(btf, ids, target);
        }

        @Override
        public void printTo(Btf btf, int[] ids, Writer target) throws IOException {
            RawDump.printTo(btf, ids, target);
        }
    },

    /** JSON, see {@link JsonDump}: one line for programs, a line for each field for people. */
    JSON {
        @Override
        public void writeTo(Btf btf, int[] ids, OutputStream target) throws IOException {
            JsonDump.writeTo(btf, ids, target);
        }

        @Override
        public void printTo(Btf btf, int[] ids, Writer target) throws IOException {
            JsonDump.writeIndentedTo(btf, ids, target);
        }
    },

    /**
     * A header that C compilers take, see {@link CHeader}: the types, and what else they need to compile; structs and unions that
     * are only pointed to are declared.
     */
    C {
        @Override
        public void writeTo(Btf btf, int[] ids, OutputStream target) throws IOException {
            Writer writer = new OutputStreamWriter(target, StandardCharsets.ISO_8859_1);
            printTo(btf, ids, writer);
            writer.flush();
        }

        @Override
        public void printTo(Btf btf, int[] ids, Writer target) throws IOException {
            CHeader.write(btf, IntStream.of(ids), CHeader.PointedTo.DECLARED, target);
        }
    };

    /**
     * Writes types for programs, as bytes of a file. The stream is not closed.
     *
     * @param ids those of the types, ascending; they may be of the base
     * @throws BtfFormatException if a type is of an unknown kind, or has no form in C
     */
    public abstract void writeTo(Btf btf, int[] ids, OutputStream target) throws IOException;

    /**
     * Prints types for people, in lines of which each ends with a line break. The target is neither flushed nor closed.
     *
     * @param ids those of the types, ascending; they may be of the base
     * @throws BtfFormatException if a type is of an unknown kind, or has no form in C
     */
    public abstract void printTo(Btf btf, int[] ids, Writer target) throws IOException;

    /** The name by which users call the format. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
