// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Says in words what the file system objected to.
 *
 * <p>The messages of many {@link FileSystemException}s are a path and nothing else; what happened is only in the name of the
 * class. Stateless and thread-safe.
 */
public final class FileProblem {

    private FileProblem() {}

    /** The file and the reason in one line, without a full stop. */
    public static String describe(IOException problem) {
        if (problem instanceof FileSystemException fileProblem && fileProblem.getReason() == null) {
            return fileProblem.getFile() + ": " + reason(fileProblem);
        }
        String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }

    private static String reason(FileSystemException problem) {
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (problem instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return "is a file, where a folder is needed";
        }
        if (problem instanceof NotDirectoryException) {
            return "is not a folder";
        }
        return problem.getClass().getSimpleName();
    }
}
