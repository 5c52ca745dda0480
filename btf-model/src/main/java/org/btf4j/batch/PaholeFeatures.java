// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pahole is asked to encode, and by which options.
 *
 * <p>From 1.26 on pahole takes names of features; for an older one they become the options that it had instead. Immutable.
 *
 * @param pahole the one that is asked
 * @param names the features that this pahole knows, of those that were asked for
 * @param ignored those that it does not know
 * @param options what it is called with
 */
public record PaholeFeatures(Pahole pahole, List<String> names, List<String> ignored, List<String> options) {

    /** With which Linux 6.12 encodes modules where pahole takes names (scripts/Makefile.btf). */
    private static final List<String> OF_KERNEL_BUILDS = List.of(
            "encode_force",
            "var",
            "float",
            "enum64",
            "decl_tag",
            "type_tag",
            "optimized_func",
            "consistent_func",
            "decl_tag_kfuncs");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** pahole's names for several features at once; what they stand for changes from version to version. */
    private static final Set<String> SEVERAL = Set.of("all", "default");

    private static final String DISTILLED_BASE = "distilled_base";

    /** Keeps its own copies. */
    public PaholeFeatures {
        names = List.copyOf(names);
        ignored = List.copyOf(ignored);
        options = List.copyOf(options);
    }

    /**
     * Chooses features.
     *
     * @param wanted names as in pahole's option {@code --btf_features}; none for those that kernel builds use with this pahole
     * @param strict whether to refuse names that this pahole does not know, which are ignored otherwise, as pahole does
     * @throws PaholeException if a name is refused
     */
    public static PaholeFeatures choose(Pahole pahole, List<String> wanted, boolean strict) throws PaholeException {
        for (String name : wanted) {
            check(name);
        }
        Set<String> known = pahole.features();
        List<String> ignored =
                wanted.stream().distinct().filter(name -> !known.contains(name)).toList();
        if (strict && !ignored.isEmpty()) {
            Set<String> possible = new TreeSet<>(known);
            possible.remove(DISTILLED_BASE);
            throw new PaholeException("found "
                    + ignored.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                    + ", expected features that " + pahole + " knows: " + String.join(", ", possible) + ".");
        }
        List<String> names = (wanted.isEmpty() ? ofKernelBuilds(pahole.version()) : wanted.stream())
                .distinct()
                .filter(known::contains)
                .toList();
        return new PaholeFeatures(pahole, names, ignored, options(pahole.version(), names));
    }

    private static void check(String name) throws PaholeException {
        if (name.equals(DISTILLED_BASE)) {
            throw new PaholeException("found '" + name + "', but this goal leaves the small base out."
                    + " Leave the feature out too, and distil the encoded modules with btf:distill.");
        }
        if (SEVERAL.contains(name)) {
            throw new PaholeException("found '" + name + "', expected names of single features."
                    + " Without any, those are encoded that kernel builds use.");
        }
        if (!NAME.matcher(name).matches()) {
            throw new PaholeException(
                    "found '" + name + "', expected a name of lower-case letters, digits and underscores.");
        }
    }

    private static Stream<String> ofKernelBuilds(PaholeVersion version) {
        // Until 1.25 kernel builds did not tell pahole to go on at a symbol that it finds invalid.
        return OF_KERNEL_BUILDS.stream().filter(name -> takesNames(version) || !name.equals("encode_force"));
    }

    private static boolean takesNames(PaholeVersion version) {
        return version.isAtLeast(1, 26);
    }

    /** The features for which a pahole that takes no names has options. */
    static Set<String> knownTo(PaholeVersion version) {
        return Stream.of(Option.values())
                .filter(option -> version.isAtLeast(1, option.since))
                .map(Option::feature)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> options(PaholeVersion version, List<String> names) {
        List<String> options = new ArrayList<>();
        if (version.isAtLeast(1, 24)) {
            // As kernel builds do: BTF cannot say what Rust's types are.
            options.add("--lang_exclude=rust");
        }
        if (takesNames(version)) {
            options.add("--btf_features=" + String.join(",", names));
            return options;
        }
        for (Option option : Option.values()) {
            String text = names.contains(option.feature()) ? option.with : option.without;
            if (text != null && version.isAtLeast(1, option.since)) {
                options.add(text);
            }
        }
        return options;
    }

    /** How pahole was asked for a feature, or for its absence, before it took names. */
    private enum Option {
        ENCODE_FORCE(22, "--btf_encode_force", null),
        VAR(22, null, "--skip_encoding_btf_vars"),
        FLOAT(22, "--btf_gen_floats", null),
        DECL_TAG(23, null, "--skip_encoding_btf_decl_tag"),
        TYPE_TAG(23, null, "--skip_encoding_btf_type_tag"),
        ENUM64(24, null, "--skip_encoding_btf_enum64"),
        OPTIMIZED_FUNC(25, "--btf_gen_optimized", null),
        CONSISTENT_FUNC(25, "--skip_encoding_btf_inconsistent_proto", null);

        /** The minor number of the first version 1 that had the option. */
        private final int since;

        private final @Nullable String with;
        private final @Nullable String without;

        Option(int since, @Nullable String with, @Nullable String without) {
            this.since = since;
            this.with = with;
            this.without = without;
        }

        String feature() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
