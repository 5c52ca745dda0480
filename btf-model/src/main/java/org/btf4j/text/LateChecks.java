// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/** What a dump says of types that may come later in it, to be checked when all are known. */
final class LateChecks {

    private final List<Remark> remarks = new ArrayList<>();
    private long highestTypeId;
    private int lineOfHighestTypeId;

    /** Notes a type id that the current line names. */
    void typeId(long id, LineScanner line) {
        if (id > highestTypeId) {
            highestTypeId = id;
            lineOfHighestTypeId = line.number();
        }
    }

    /** Notes what the rest of the current line says of a type. */
    void remark(long typeId, LineScanner line) {
        remarks.add(new Remark(line.number(), typeId, line.takeRest()));
    }

    void checkTypeIds(int typeCount, String advice) {
        if (highestTypeId >= typeCount) {
            throw BtfFormatException.found("type id " + highestTypeId)
                    .atLine(lineOfHighestTypeId)
                    .expected("an id from 0 to " + (typeCount - 1))
                    .advice(advice)
                    .toException();
        }
    }

    void checkRemarks(Btf btf) {
        for (Remark remark : remarks) {
            String right = DumpPrinter.remark(btf, (int) remark.typeId);
            if (!right.equals(remark.text)) {
                throw BtfFormatException.found(
                                "'" + LineScanner.shortened(remark.text) + "' after type id " + remark.typeId)
                        .atLine(remark.line)
                        .expected("'" + right + "' or nothing")
                        .toException();
            }
        }
    }

    private record Remark(int line, long typeId, String text) {}
}
