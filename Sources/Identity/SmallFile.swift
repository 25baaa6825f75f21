import Glibc
package import Wire

/// Reads and writes files that fit in memory: whole or not at all.
package enum SmallFile {
    /// The contents and the permission bits of a regular file.
    package static func read(_ path: String, limit: Int) throws(Problem) -> (bytes: [UInt8], mode: UInt32) {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
            throw Problem(
                "file-unreadable", "this is not a file of the kind that is wanted here", at: path,
                mend: "check the path")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return (bytes, status.st_mode & 0o7777) }
            if count > 0 {
                bytes += buffer[..<count]
            } else if errno != EINTR {
                throw unreadable(path, errno)
            }
        }
        throw Problem("file-unreadable", "the file is too large for what it should be", at: path)
    }

    /// Writes a file beside the path, makes it durable, and gives it its name in one step.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32, replacing: Bool) throws(Problem) {
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).part"
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw unwritable(path, errno) }
        defer { unlink(temporary) }
        let failure = fill(descriptor, bytes, mode)
        guard close(descriptor) == 0, failure == 0 else { throw unwritable(path, failure == 0 ? errno : failure) }
        let done = replacing ? rename(temporary, path) : link(temporary, path)
        guard done == 0 else { throw unwritable(path, errno) }
        synchroniseFolder(of: path)
    }

    /// Writes all bytes through to the disk; returns 0 or the error number.
    private static func fill(_ descriptor: Int32, _ bytes: [UInt8], _ mode: UInt32) -> Int32 {
        guard fchmod(descriptor, mode) == 0 else { return errno }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
            }
            if count > 0 {
                done += count
            } else if errno != EINTR {
                return errno
            }
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }

    private static func synchroniseFolder(of path: String) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func unreadable(_ path: String, _ number: Int32) -> Problem {
        if number == ENOENT { return Problem("file-missing", "there is no such file", at: path) }
        return Problem("file-unreadable", "the file cannot be read: \(words(number))", at: path)
    }

    private static func unwritable(_ path: String, _ number: Int32) -> Problem {
        switch number {
        case EEXIST:
            Problem(
                "file-exists", "a file of this name exists and is not overwritten", at: path,
                mend: "choose another name, or move the file away first", kind: .refused)
        case ENOSPC, EDQUOT:
            Problem(
                "disk-full", "the disk is full; nothing was written", at: path, mend: "make room and try again",
                kind: .refused)
        default:
            Problem("file-unwritable", "the file cannot be written: \(words(number))", at: path)
        }
    }

    private static func words(_ number: Int32) -> String {
        String(cString: strerror(number))
    }
}
