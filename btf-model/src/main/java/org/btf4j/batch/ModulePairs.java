// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.btf4j.file.Compression;
import org.jspecify.annotations.Nullable;

/**
 * Which modules of two sides are versions of the same one.
 *
 * <p>Those of the same path are; then of those that are left the ones whose paths are the same without the suffix of a
 * compression; then the ones whose file name alone is the same, if only one on each side has it, since modules move between
 * folders and kernels tell them by that name. Two sides of one file each are a pair, whatever they are called. Immutable.
 */
final class ModulePairs {

    private final Map<ModuleSet.Entry, ModuleSet.Entry> oldOfNew = new HashMap<>();
    private final List<ModuleSet.Entry> removed;

    ModulePairs(DiffSide before, DiffSide after) {
        List<ModuleSet.Entry> olds = new ArrayList<>(before.modules().modules());
        List<ModuleSet.Entry> news = new ArrayList<>(after.modules().modules());
        pair(olds, news, ModuleSet.Entry::path);
        pair(olds, news, ModulePairs::unpackedPath);
        pair(olds, news, ModulePairs::unpackedName);
        if (before.modules().isOneFile() && after.modules().isOneFile()) {
            pair(olds, news, entry -> "");
        }
        removed = List.copyOf(olds);
    }

    /** The old version of a module; null if there is none. */
    ModuleSet.@Nullable Entry oldOf(ModuleSet.Entry newer) {
        return oldOfNew.get(newer);
    }

    /** The modules that only the old side has, in their order. */
    List<ModuleSet.Entry> removed() {
        return removed;
    }

    private static String unpackedPath(ModuleSet.Entry entry) {
        String path = entry.path();
        return path.substring(
                0, path.length() - Compression.ofName(path).suffix().length());
    }

    private static String unpackedName(ModuleSet.Entry entry) {
        String path = unpackedPath(entry);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void pair(List<ModuleSet.Entry> olds, List<ModuleSet.Entry> news, Function<ModuleSet.Entry, String> key) {
        Map<String, List<ModuleSet.Entry>> oldByKey = byKey(olds, key);
        Map<String, List<ModuleSet.Entry>> newByKey = byKey(news, key);
        newByKey.forEach((each, newer) -> {
            List<ModuleSet.Entry> older = oldByKey.getOrDefault(each, List.of());
            if (newer.size() == 1 && older.size() == 1) {
                oldOfNew.put(newer.get(0), older.get(0));
            }
        });
        news.removeIf(oldOfNew::containsKey);
        olds.removeAll(Set.copyOf(oldOfNew.values()));
    }

    private static Map<String, List<ModuleSet.Entry>> byKey(
            List<ModuleSet.Entry> modules, Function<ModuleSet.Entry, String> key) {
        Map<String, List<ModuleSet.Entry>> byKey = new HashMap<>();
        modules.forEach(module ->
                byKey.computeIfAbsent(key.apply(module), k -> new ArrayList<>()).add(module));
        return byKey;
    }
}
