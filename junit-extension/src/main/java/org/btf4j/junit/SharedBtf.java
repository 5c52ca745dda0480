// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.btf4j.batch.BtfLoader;
import org.btf4j.junit.c.CDeclarations;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Gets the BTF that annotations name, each once in a run of JUnit: who declares the same shares the same BTF.
 *
 * <p>All of it lives in JUnit's store, and so is released when the run ends.
 */
final class SharedBtf {

    /** The configuration parameter that names another file for the running kernel's BTF. */
    static final String RUNNING_PARAMETER = "btf.running";

    private final ExtensionContext.Store store;
    private final Path running;
    private final BtfMatrix.@Nullable Cell cell;

    private SharedBtf(ExtensionContext.Store store, Path running, BtfMatrix.@Nullable Cell cell) {
        this.store = store;
        this.running = running;
        this.cell = cell;
    }

    static SharedBtf of(ExtensionContext context) {
        String running = context.getConfigurationParameter(RUNNING_PARAMETER).orElse(BtfLoader.RUNNING);
        return new SharedBtf(
                context.getRoot().getStore(ExtensionContext.Namespace.create(SharedBtf.class)),
                BtfLoader.locate(running, Path.of("")),
                ScenarioRun.cellOf(context));
    }

    /**
     * The BTF that a user wrote down.
     *
     * @param base what it is split over; null if it stands alone, or is a file that may bring its own base
     * @throws ExtensionConfigurationException if it cannot be had
     * @throws TestAbortedException if it is the running kernel's, which is not shown here
     */
    Btf get(String written, @Nullable Btf base, Place.Attribute writtenAt) {
        Btf btf = asWritten(written, base, writtenAt);
        return cell == null ? btf : encoded(btf, cell);
    }

    /** The same BTF and its base in the encoding that the run of a test demands. */
    private Btf encoded(Btf btf, BtfMatrix.Cell as) {
        Btf base = btf.base() == null ? null : encoded(btf.base(), as);
        ByteOrder byteOrder = as.endian().byteOrder();
        if (base == btf.base() && byteOrder == btf.byteOrder() && as.headerLength() == btf.headerLength()) {
            return btf;
        }
        record Encoded(Btf btf, ByteOrder byteOrder, int headerLength) {}
        return store.getOrComputeIfAbsent(
                new Encoded(btf, byteOrder, as.headerLength()),
                key -> Btf.of(byteOrder, base, btf.copyTypeWords(), btf.copyStrings())
                        .withHeaderLength(as.headerLength()),
                Btf.class);
    }

    private Btf asWritten(String written, @Nullable Btf base, Place.Attribute writtenAt) {
        Source source = Source.of(written);
        return switch (source.form()) {
            case DUMP, C -> text(source, base, writtenAt);
            case RUNNING -> running(base, writtenAt);
            case FILE, RESOURCE -> file(source, base, writtenAt);
            case METHOD -> method(BuilderMethod.find(source.argument(), writtenAt), base);
        };
    }

    /** A relocator for a target, whose indexes are worth to be built once. */
    Relocator relocator(Btf target, Layout layout, RuleSet rules) {
        record RelocatorKey(Btf target, Layout layout, RuleSet rules) {}
        return store.getOrComputeIfAbsent(
                new RelocatorKey(target, layout, rules),
                key -> new Relocator(key.target, key.layout, key.rules),
                Relocator.class);
    }

    private Btf text(Source source, @Nullable Btf base, Place.Attribute writtenAt) {
        try {
            return shared(source, base, () -> parse(source, base));
        } catch (BtfFormatException malformed) {
            // The store keeps the failure for all who declare this text, so the place can be added only out here.
            String as = source.form() == Source.Form.C ? " (read as C, since it does not begin with '[')" : "";
            throw new ExtensionConfigurationException(
                    malformed.in(writtenAt + as).getMessage(), malformed);
        }
    }

    private static Btf parse(Source source, @Nullable Btf base) {
        return source.form() == Source.Form.DUMP
                ? RawDump.parse(source.argument(), base)
                : CDeclarations.parse(source.argument(), base);
    }

    private Btf running(@Nullable Btf base, Place.Attribute writtenAt) {
        if (!Files.isReadable(running)) {
            throw new TestAbortedException(writtenAt + ": the running kernel shows no BTF: there is no " + running
                    + " that can be read. It takes a Linux that was built with CONFIG_DEBUG_INFO_BTF=y.");
        }
        return file(new TestFile(BtfLoader.RUNNING, running.toUri()), base, writtenAt);
    }

    private Btf file(Source source, @Nullable Btf base, Place.Attribute writtenAt) {
        ClassLoader loader = writtenAt.home().getClassLoader();
        TestFile file = TestFile.find(source, loader)
                .orElseThrow(() -> new ExtensionConfigurationException(writtenAt + ": "
                        + (source.form() == Source.Form.FILE
                                ? "there is no file '" + source.argument() + "' that can be read in "
                                        + Path.of("").toAbsolutePath() + "."
                                : "there is no resource '" + source.argument() + "' on the class path.")));
        return file(file, base, writtenAt);
    }

    private Btf file(TestFile file, @Nullable Btf base, Place.Attribute writtenAt) {
        try {
            return shared(file.location(), base, () -> read(file, base));
        } catch (BtfFormatException malformed) {
            throw new ExtensionConfigurationException(
                    writtenAt + ": " + malformed.in(file.name()).getMessage(), malformed);
        } catch (UncheckedIOException unreadable) {
            throw new ExtensionConfigurationException(
                    writtenAt + ": " + file.name() + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Btf read(TestFile file, @Nullable Btf base) {
        try {
            return file.on(found -> BtfLoader.forTest(found, base, text -> parse(Source.ofContents(text), base)));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Btf method(BuilderMethod method, @Nullable Btf base) {
        return shared(method.method(), base, () -> method.invoke(base));
    }

    private Btf shared(Object what, @Nullable Btf base, Supplier<Btf> maker) {
        return store.getOrComputeIfAbsent(new BtfKey(what, base), key -> maker.get(), Btf.class);
    }

    /** Tells bases apart by identity, which is enough because bases are shared. */
    private record BtfKey(Object what, @Nullable Btf base) {}
}
