// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;

/** The time that all entries of an archive get, so that two builds of one project give the same bytes. */
final class EntryTime {

    /** Where nothing says otherwise; Maven 4 has the same default. */
    static final Instant DEFAULT = Instant.parse("1980-02-01T00:00:00Z");

    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:02Z");
    private static final Instant LATEST = Instant.parse("2099-12-31T23:59:59Z");
    private static final String VARIABLE = "SOURCE_DATE_EPOCH";

    private EntryTime() {}

    /**
     * The time that a project asks for, or else the environment.
     *
     * @param timestamp as maven-archiver 3.6 reads it: a time of ISO 8601 with its offset from UTC, or seconds since 1970; a
     *     single character that is no digit stands for none, so that a project can undo its parent's
     * @throws MojoFailureException if it is neither, or a time that zip archives cannot hold
     */
    static Instant of(Setting timestamp, Map<String, String> environment) throws MojoFailureException {
        if (timestamp.isSet() && !timestamp.text().matches("[^0-9]")) {
            return parse("<" + timestamp.name() + "> (project.build.outputTimestamp)", timestamp.text());
        }
        String epoch = environment.get(VARIABLE);
        return epoch == null || epoch.isBlank() ? DEFAULT : parse("the environment variable " + VARIABLE, epoch);
    }

    private static Instant parse(String where, String text) throws MojoFailureException {
        Instant time;
        try {
            time = text.matches("-?[0-9]+")
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException | NumberFormatException e) {
            throw new MojoFailureException(
                    where + ": found '" + text
                            + "', expected a time as 2026-11-22T00:00:00Z, or seconds since 1970-01-01T00:00:00Z.",
                    e);
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new MojoFailureException(where + ": found '" + text + "', which is " + time
                    + ", expected a time from " + EARLIEST + " to " + LATEST + ", which all archives can hold.");
        }
        return time;
    }
}
