// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import org.btf4j.file.BtfSource;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Layout;
import org.jspecify.annotations.Nullable;

/** Tells by its sections in which layout a module was distilled. */
final class Layouts {

    private Layouts() {}

    /** The layout of a module's small base, null if it has none. */
    static @Nullable Layout of(ModuleFile module) {
        for (Layout layout : Layout.values()) {
            if (module.hasSection(layout.section())) {
                return layout;
            }
        }
        return null;
    }

    /** The layout of a file's small base, null if it has none. */
    static @Nullable Layout of(Path file) throws IOException {
        for (Layout layout : Layout.values()) {
            if (BtfSource.hasSection(file, layout.section())) {
                return layout;
            }
        }
        return null;
    }

    /**
     * Checks that a module is distilled in the wanted layout.
     *
     * @throws BtfFormatException if it is another one
     */
    static void require(Layout wanted, Layout present) {
        if (present != wanted) {
            throw BtfFormatException.found("a module that is distilled in the layout " + present)
                    .expected("one that is not, or is in the layout " + wanted)
                    .advice("Give the layout " + present + ", or take the module as it was before it was distilled.")
                    .inSection(present.section())
                    .toException();
        }
    }
}
