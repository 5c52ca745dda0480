// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of pahole. Immutable.
 *
 * @param major 1 in every version until now
 * @param minor compared as a number: 1.9 is older than 1.22
 */
public record PaholeVersion(int major, int minor) implements Comparable<PaholeVersion> {

    /** The first one with {@code --btf_encode_detached}, of August 2021; {@code --btf_base} is older. */
    static final PaholeVersion OLDEST = new PaholeVersion(1, 22);

    private static final Pattern PRINTED = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

    /** What {@code pahole --version} prints, null if this is not a version. */
    static @Nullable PaholeVersion parse(String printed) {
        Matcher matcher = PRINTED.matcher(printed);
        return matcher.matches()
                ? new PaholeVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : null;
    }

    boolean isAtLeast(int otherMajor, int otherMinor) {
        return compareTo(new PaholeVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(PaholeVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    /** As pahole prints it: {@code v1.30}. */
    @Override
    public String toString() {
        return "v" + major + "." + minor;
    }
}
