// The small part of the file system that the pipeline needs. Every failure is an Error of kind
// `environment` that names the file and the system's reason.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace hexapla::files {

// The whole file. A file larger than `limit` bytes is an Error of kind `input`: a document is never
// that large.
std::string read(const std::filesystem::path& path, std::uintmax_t limit = std::uintmax_t{1} << 30);

// Writes beside the target, syncs and renames: after a crash there is the old file or the new one,
// never a half.
void write_atomically(const std::filesystem::path& path, std::string_view bytes);

// Syncs a file or a directory to disk.
void sync(const std::filesystem::path& path);

void make_directories(const std::filesystem::path& path);
// A file or a whole tree; nothing happens when it is not there.
void remove(const std::filesystem::path& path);
// Within one file system; the target's directory is synced.
void rename(const std::filesystem::path& from, const std::filesystem::path& to);

// Throws the Error for a failed call of the system: `what` is "cannot open", `error` the errno.
[[noreturn]] void fail(const std::filesystem::path& path, std::string_view what, int error);

// XXH3, 128 bits, as 32 hexadecimal digits. Identity of contents, not protection against forgery.
std::string content_hash(std::string_view bytes);

}  // namespace hexapla::files
