// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.btf4j.file.IdLookup;
import org.btf4j.file.ModuleFile;
import org.btf4j.file.ResolvedIds;
import org.btf4j.model.Btf;
import org.btf4j.transform.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the type ids in a module's {@code .BTF_ids} by name, as resolve_btfids of Linux 6.12 does.
 *
 * <p>A distilled module brings its own base, whatever base is given. One without {@code .BTF_ids}, or whose ids are all right, is
 * left as it is. Names that are not found are notes, or fail the module.
 */
public final class ResolveIdsTask extends ModuleTask {

    private final @Nullable Btf base;
    private final boolean failOnUnresolved;
    private final SignaturePolicy signatures;

    /**
     * A task for modules of one kernel.
     *
     * @param base the kernel's BTF, against which the modules were encoded; null if all that have ids are distilled
     * @param failOnUnresolved whether a name that is not found fails the module
     */
    public ResolveIdsTask(@Nullable Btf base, boolean failOnUnresolved, SignaturePolicy signatures) {
        this.base = base;
        this.failOnUnresolved = failOnUnresolved;
        this.signatures = signatures;
    }

    @Override
    TaskResult run(ModuleInput input) throws IOException {
        ModuleFile file = input.file();
        if (!file.hasBtfIds()) {
            return TaskResult.unchanged(file.isSigned());
        }
        Layout layout = Layouts.of(file);
        if (layout == null && base == null) {
            return failed(
                    ModuleProblem.Cause.BASE,
                    file,
                    List.of("the module brings no base of its own, and none was given"));
        }
        ResolvedIds resolved = file.withResolvedIds(btf(file, layout));
        List<IdLookup> missing =
                resolved.lookups().stream().filter(IdLookup::isMissing).toList();
        if (failOnUnresolved && !missing.isEmpty()) {
            return failed(
                    ModuleProblem.Cause.UNRESOLVED,
                    file,
                    missing.stream().map(IdLookup::toString).toList());
        }
        if (!resolved.isChanged()) {
            return TaskResult.unchanged(file.isSigned()).with(notes(file, resolved));
        }
        if (signatures.refuses(file.isSigned())) {
            return SignaturePolicy.refused(input.module(), "other type ids");
        }
        return signatures
                .changed(input.module(), file.isSigned(), BtfSizes.NONE, resolved.toBytes())
                .with(notes(file, resolved));
    }

    @Override
    String fingerprint() {
        return "resolve-ids " + failOnUnresolved + " " + signatures + " "
                + (base == null ? "no base" : Fingerprint.of(base));
    }

    private Btf btf(ModuleFile file, @Nullable Layout layout) {
        if (layout != null) {
            return file.btf(file.base(layout.section()));
        }
        Btf btf = file.btf(base);
        BtfLoader.requireOwnBase(btf);
        return btf;
    }

    private static List<ModuleNote> notes(ModuleFile file, ResolvedIds resolved) {
        List<ModuleNote> notes = new ArrayList<>();
        resolved.ids().forEach(id -> notes.add(note(ModuleNote.Level.DETAIL, file, id.toString())));
        notes.addAll(doubts(file, resolved));
        return notes;
    }

    /** The names that are not found, or found more than once. */
    static List<ModuleNote> doubts(ModuleFile file, ResolvedIds resolved) {
        List<ModuleNote> notes = new ArrayList<>();
        for (IdLookup lookup : resolved.lookups()) {
            if (lookup.isMissing()) {
                notes.add(note(ModuleNote.Level.WARNING, file, lookup + "; its id is 0"));
            } else if (lookup.isAmbiguous()) {
                notes.add(note(ModuleNote.Level.INFO, file, lookup.toString()));
            }
        }
        return notes;
    }

    private static ModuleNote note(ModuleNote.Level level, ModuleFile file, String message) {
        return new ModuleNote(level, file.file() + ": " + message);
    }

    private static TaskResult failed(ModuleProblem.Cause cause, ModuleFile file, List<String> messages) {
        return TaskResult.failed(messages.stream()
                .map(message -> new ModuleProblem(cause, file.file() + ": " + message))
                .toList());
    }
}
