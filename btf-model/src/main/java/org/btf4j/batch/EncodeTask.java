// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.btf4j.file.BtfSource;
import org.btf4j.file.ModuleFile;
import org.btf4j.file.ResolvedIds;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the BTF of a module that has DWARF only, as the last step of a kernel build does.
 *
 * <p>A {@code .ko} gets a section {@code .BTF}, whose contents are those that {@code pahole -J --btf_base} puts there, and the ids in
 * {@code .BTF_ids} are filled in, as by resolve_btfids. One that has BTF is left as it is. pahole gets a copy of the module, in a temporary folder, which {@link #close} deletes.
 *
 * <p>Thread-safe; each module that is worked on has a pahole of its own.
 */
public final class EncodeTask extends ModuleTask {

    private static final String MODULE = "module.ko";
    private static final String BASE = "base.btf";
    private static final String OUTPUT = "module.btf";

    private final Btf base;
    private final @Nullable PaholeFeatures features;
    private final SignaturePolicy signatures;
    private final Path temporary;

    /** Guarded by this; made for the first module that needs it. */
    private @Nullable TemporaryFolder folder;

    /**
     * A task for modules of one kernel.
     *
     * @param base the kernel's BTF
     * @param features chosen for the pahole of this machine; null if there is none, and then only modules that have BTF succeed
     */
    public EncodeTask(Btf base, @Nullable PaholeFeatures features, SignaturePolicy signatures) {
        this(base, features, signatures, TemporaryFolder.ofJava());
    }

    EncodeTask(Btf base, @Nullable PaholeFeatures features, SignaturePolicy signatures, Path temporary) {
        this.base = base;
        this.features = features;
        this.signatures = signatures;
        this.temporary = temporary;
    }

    /**
     * The first module that has no BTF yet, so that pahole is needed; null if there is none.
     *
     * @throws IOException if a module cannot be read
     */
    public static @Nullable Path firstWithoutBtf(ModuleSet modules) throws IOException {
        for (ModuleSet.Entry module : modules.modules()) {
            Path file = module.file();
            byte[] plain = ModuleReader.readPlain(file);
            if (!ModuleFile.of(plain, file.toString()).hasBtf()) {
                return file;
            }
        }
        return null;
    }

    @Override
    TaskResult run(ModuleInput input) throws IOException {
        ModuleFile file = input.file();
        if (file.hasBtf()) {
            return TaskResult.unchanged(file.isSigned());
        }
        file.requireEditable();
        if (!file.hasDwarf()) {
            throw BtfFormatException.found("a module with neither BTF nor DWARF")
                    .expected("DWARF, in a section .debug_info, to encode BTF from")
                    .advice("Compile it with -g (CONFIG_DEBUG_INFO=y), and do not strip it before it is encoded.")
                    .toException();
        }
        if (signatures.refuses(file.isSigned())) {
            return SignaturePolicy.refused(input.module(), "new BTF");
        }
        try {
            if (features == null) {
                throw new PaholeException("a pahole is needed to encode it, and there is none");
            }
            Btf btf = encode(input.bytes(), features);
            ResolvedIds encoded = ModuleFile.of(file.withEncodedBtf(btf.toBytes()), file.file())
                    .withResolvedIds(btf);
            return signatures
                    .changed(input.module(), file.isSigned(), new BtfSizes(0, btf.size(), 0), encoded.toBytes())
                    .with(ResolveIdsTask.doubts(file, encoded));
        } catch (PaholeException e) {
            return TaskResult.failed(List.of(new ModuleProblem(
                    ModuleProblem.Cause.ENCODING, input.module().file() + ": " + e.getMessage())));
        }
    }

    private Btf encode(byte[] module, PaholeFeatures call) throws PaholeException, IOException {
        Path place = folder().newFolder();
        try {
            TemporaryFolder.write(place.resolve(MODULE), module);
            call.pahole().encode(place, MODULE, "../" + BASE, OUTPUT, call.options());
            return checked(BtfSource.readAll(place.resolve(OUTPUT)), call.pahole());
        } finally {
            TemporaryFolder.delete(place);
        }
    }

    /** What pahole wrote is believed no more than any other file. */
    private Btf checked(byte[] written, Pahole pahole) throws PaholeException {
        try {
            Btf encoded = Btf.read(written, base);
            if (encoded.typeCount() == encoded.firstId()) {
                throw new PaholeException(pahole + " found no types in the module's DWARF");
            }
            BtfLoader.requireOwnBase(encoded);
            return encoded;
        } catch (BtfFormatException e) {
            throw new PaholeException(
                    pahole + " wrote something else than split BTF over the base: " + e.getMessage(), e);
        }
    }

    private synchronized TemporaryFolder folder() throws IOException {
        if (folder == null) {
            TemporaryFolder opened = TemporaryFolder.open(temporary);
            try {
                TemporaryFolder.write(opened.path().resolve(BASE), base.toBytes());
            } catch (IOException e) {
                opened.close();
                throw e;
            }
            folder = opened;
        }
        return folder;
    }

    @Override
    String fingerprint() {
        return "encode "
                + (features == null ? "-" : features.pahole() + " " + String.join(" ", features.options())) + " "
                + signatures
                + " " + Fingerprint.of(base);
    }

    @Override
    public synchronized void close() throws IOException {
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }
}
