// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.util.List;
import org.btf4j.file.BtfFile;
import org.btf4j.file.ModuleFile;
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
    static @Nullable Layout of(BtfFile file) throws IOException {
        for (Layout layout : Layout.values()) {
            if (file.hasSection(layout.section())) {
                return layout;
            }
        }
        return null;
    }

    /** The result for a module that is distilled in another layout than the wanted one. */
    static TaskResult refused(ModuleSet.Entry module, Layout wanted, Layout present) {
        return TaskResult.failed(List.of(new ModuleProblem(
                ModuleProblem.Cause.LAYOUT,
                module.file() + ", section " + present.section() + ": found a module in the layout " + present
                        + ", expected the layout " + wanted)));
    }
}
