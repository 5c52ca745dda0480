// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import org.apache.maven.plugin.logging.Log;
import org.btf4j.batch.ModuleNote;
import org.btf4j.batch.ModuleOutcome;

/**
 * Tells what there is to know of modules that were worked on.
 *
 * @param modules how many modules there are; the details of many are for those who debug
 */
record NoteReport(Log log, int modules) {

    private static final int FEW = 10;

    /** A line for each note. */
    void module(ModuleOutcome outcome) {
        for (ModuleNote note : outcome.notes()) {
            switch (note.level()) {
                case WARNING -> log.warn(note.message());
                case INFO -> log.info(note.message());
                case DETAIL -> {
                    if (modules <= FEW) {
                        log.info(note.message());
                    } else {
                        log.debug(note.message());
                    }
                }
            }
        }
    }
}
