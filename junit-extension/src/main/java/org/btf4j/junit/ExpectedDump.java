// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.btf4j.junit.Source.Form;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A dump that a test expects: typed in the test, or in a file that can be brought up to date.
 *
 * @param what to call it in messages, such as {@code base of @ExpectDistilled on ...}
 * @param source what the user wrote
 * @param loader finds resources
 */
record ExpectedDump(String what, Source source, ClassLoader loader) {

    /**
     * An expected dump as a user wrote it.
     *
     * <p>Anything but the name of a file is the dump itself, whatever it looks like: a slip in it has to show as a difference.
     */
    static ExpectedDump of(String what, String written, ClassLoader loader) {
        Source source = Source.of(written);
        boolean inFile = source.form() == Form.FILE || source.form() == Form.RESOURCE;
        return new ExpectedDump(what, inFile ? source : new Source(Form.DUMP, written), loader);
    }

    /**
     * Asserts that BTF has this dump, or makes it the dump if that is asked for.
     *
     * @param base what the dump is split over if ids are ignored, so that it is parsed
     * @return what the dump describes: the BTF itself unless its ids are ignored
     */
    Btf check(Btf actual, Ids ids, @Nullable Btf base) {
        boolean updating = SnapshotMode.isOn();
        if (source.form() == Form.DUMP) {
            return check(source.argument(), actual, ids, base);
        }
        Optional<String> text = TestFile.find(source, loader).map(this::text);
        if (updating) {
            return update(text, actual, ids, base);
        }
        return check(
                text.orElseThrow(() -> new ExtensionConfigurationException(what + ": there is no " + name()
                        + ". Run the test with -D" + SnapshotMode.PROPERTY + " to have it written.")),
                actual,
                ids,
                base);
    }

    private Btf check(String text, Btf actual, Ids ids, @Nullable Btf base) {
        Optional<Difference> difference = difference(text, actual, ids, base);
        if (difference.isPresent()) {
            throw difference.get().failure(what);
        }
        return ids == Ids.EXACT ? actual : parse(text, base);
    }

    private Btf update(Optional<String> text, Btf actual, Ids ids, @Nullable Btf base) {
        if (text.isPresent() && isUpToDate(text.get(), actual, ids, base)) {
            return ids == Ids.EXACT ? actual : parse(text.get(), base);
        }
        SnapshotMode.write(this, text.isPresent(), RawDump.print(actual));
        return actual;
    }

    private boolean isUpToDate(String text, Btf actual, Ids ids, @Nullable Btf base) {
        try {
            return difference(text, actual, ids, base).isEmpty();
        } catch (BtfFormatException malformed) {
            // Whatever the file has in place of a dump, a dump is what it has to get.
            return false;
        }
    }

    private Optional<Difference> difference(String text, Btf actual, Ids ids, @Nullable Btf base) {
        return ids == Ids.EXACT
                ? DumpComparison.between(text, actual)
                : StructuralComparison.between(parse(text, base), actual);
    }

    private Btf parse(String text, @Nullable Btf base) {
        try {
            return RawDump.parse(text, base);
        } catch (BtfFormatException malformed) {
            throw malformed.in(what);
        }
    }

    private String text(TestFile file) {
        try {
            return file.on(path -> {
                if (!TestFile.isText(path)) {
                    throw new ExtensionConfigurationException(
                            what + ": " + name() + " is no text. An expected dump has to be one.");
                }
                return TestFile.read(path);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(what + ": " + name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file or resource, for messages. */
    String name() {
        return (source.form() == Form.FILE ? "file '" : "resource '") + source.argument() + "'";
    }
}
