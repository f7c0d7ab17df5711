// The small part of the file system that the pipeline needs. Every failure is an Error of kind `environment` that
// names the file and the system's reason.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace hexapla::files {

// The whole file. A file larger than `limit` bytes is an Error of kind `input`: a document is never that large.
std::string read(const std::filesystem::path& path, std::uintmax_t limit = std::uintmax_t{1} << 30);

// Writes beside the target, syncs and renames: after a crash there is the old file or the new one, never a half.
void write_atomically(const std::filesystem::path& path, std::string_view bytes);

// Syncs a file or a directory to disk.
void sync(const std::filesystem::path& path);

// XXH3, 128 bits, as 32 hexadecimal digits. Identity of contents, not protection against forgery.
std::string content_hash(std::string_view bytes);

}  // namespace hexapla::files
