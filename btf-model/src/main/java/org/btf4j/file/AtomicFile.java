// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Puts a whole file in place at once.
 *
 * <p>The contents are written beside the target and moved onto it, so that whoever looks sees the old file or the new one, and
 * a failure leaves the old one as it was. A process that is killed meanwhile leaves no more than a temporary file behind,
 * which {@link #removeLeftovers} finds. Stateless; threads and processes may write at the same time.
 */
public final class AtomicFile {

    private static final String PREFIX = ".btf4j-";
    private static final String SUFFIX = ".tmp";
    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** What goes into a file. */
    public interface Content {
        /** Writes all of it; the stream is buffered and stays open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, replacing the one that is there.
     *
     * <p>Missing parent directories are made. The new file has the permissions that new files get.
     *
     * @param file where to
     * @param bytes all of its contents
     * @param inputs files that must survive: if the target is one of them, by whatever path, nothing is written
     * @throws IOException if it cannot be written; then no part of it is left behind
     */
    public static void write(Path file, byte[] bytes, Path... inputs) throws IOException {
        write(file, out -> out.write(bytes), inputs);
    }

    /**
     * Writes a file whose contents need not be in memory, replacing the one that is there.
     *
     * @param file where to
     * @param content gives the contents once; what it throws is thrown on, and then nothing is written
     * @param inputs files that must survive: if the target is one of them, by whatever path, nothing is written
     * @throws IOException if it cannot be written; then no part of it is left behind
     */
    public static void write(Path file, Content content, Path... inputs) throws IOException {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null || Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "is a directory, so it cannot be written as a file");
        }
        for (Path input : inputs) {
            if (target.equals(input.toAbsolutePath()) || isSame(target, input)) {
                throw new FileSystemException(
                        file.toString(), input.toString(), "is the input itself; choose another output directory");
            }
        }
        Files.createDirectories(directory);
        Temporary temporary = Temporary.in(directory);
        try (FileChannel channel = temporary.channel()) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            content.writeTo(out);
            out.flush();
            Files.move(temporary.file(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw discarding(temporary.file(), e);
        } catch (IOException e) {
            throw discarding(temporary.file(), new IOException(file + ": " + e.getMessage(), e));
        } catch (RuntimeException e) {
            throw discarding(temporary.file(), e);
        } catch (Error e) {
            throw discarding(temporary.file(), e);
        }
    }

    /**
     * A file that is being written.
     *
     * @param channel open, with a lock on the file that goes with the process, however that ends
     */
    private record Temporary(Path file, FileChannel channel) {

        static Temporary in(Path directory) throws IOException {
            while (true) {
                // A name of its own, for the target's may already be as long as the file system allows.
                Path file = directory.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                try {
                    if (isLocked(channel) && Files.exists(file)) {
                        return new Temporary(file, channel);
                    }
                } catch (IOException e) {
                    channel.close();
                    throw discarding(file, new IOException(file + ": cannot be locked: " + e.getMessage(), e));
                }
                // Somebody who removes leftovers was quicker than the lock.
                channel.close();
            }
        }

        private static boolean isLocked(FileChannel channel) throws IOException {
            try {
                return channel.tryLock() != null;
            } catch (OverlappingFileLockException e) {
                return false;
            }
        }
    }

    /**
     * Deletes what writers left behind that were killed, in a directory and below it.
     *
     * <p>Temporary files that somebody is still writing stay: their writers hold a lock on them. What others write or delete
     * meanwhile is no matter, and folders that may not be read are left alone.
     *
     * @param directory need not be there
     * @return how many files were deleted
     * @throws IOException if the directory cannot be read or a file not be deleted
     */
    public static int removeLeftovers(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        List<Path> temporaries = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isTemporary(file)) {
                    temporaries.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // A file that another writer has just moved into place, or a folder that this process never wrote to.
                if (e instanceof NoSuchFileException || e instanceof AccessDeniedException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        int removed = 0;
        for (Path temporary : temporaries) {
            if (removeIfLeftOver(temporary)) {
                removed++;
            }
        }
        return removed;
    }

    private static boolean isTemporary(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    private static boolean removeIfLeftOver(Path temporary) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null && Files.deleteIfExists(temporary);
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            // Its writer, in another process or in this one, is at work or has just finished.
            return false;
        }
    }

    /** What failed stays the first thing to be told, even if the temporary file cannot be deleted either. */
    private static <T extends Throwable> T discarding(Path temporary, T failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private static boolean isSame(Path target, Path input) throws IOException {
        return Files.exists(target) && Files.exists(input) && Files.isSameFile(target, input);
    }
}
