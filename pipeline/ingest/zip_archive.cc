#include "pipeline/ingest/zip_archive.h"

#include <zip.h>

#include <algorithm>

#include "pipeline/base/error.h"
#include "pipeline/ingest/zip_names.h"

namespace hexapla::ingest {
namespace {

constexpr const char* kRestore = "restore the file from its origin";

}  // namespace

struct ZipArchive::Handle {
  zip_t* archive = nullptr;
  ~Handle() {
    if (archive != nullptr) zip_discard(archive);
  }
};

void ZipArchive::fail(std::string place, std::string reason, std::string remedy) const {
  throw Error(ErrorKind::input, file_, std::move(place), std::move(reason), std::move(remedy));
}

ZipArchive::ZipArchive(std::string_view bytes, std::string file, ZipLimits limits)
    : file_(std::move(file)), limits_(limits), handle_(std::make_unique<Handle>()) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    handle_->archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    // Archives that break a rule of form only are read all the same.
    if (handle_->archive == nullptr && zip_error_code_zip(&error) == ZIP_ER_INCONS)
      handle_->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (handle_->archive == nullptr) zip_source_free(source);
  }
  const bool twice = zip_error_code_zip(&error) == ZIP_ER_EXISTS;
  const std::string why = twice ? "two of its parts have one name" : zip_error_strerror(&error);
  zip_error_fini(&error);
  if (handle_->archive == nullptr) fail("", "a damaged ZIP archive: " + why, kRestore);
  list();
}

ZipArchive::ZipArchive(const std::string& path, ZipLimits limits)
    : file_(path), limits_(limits), handle_(std::make_unique<Handle>()) {
  int code = 0;
  handle_->archive = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (handle_->archive == nullptr) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    fail("", "a damaged ZIP archive: " + why, kRestore);
  }
  list();
}

std::uint64_t ZipArchive::total() const {
  std::uint64_t total = 0;
  const zip_int64_t count = zip_get_num_entries(handle_->archive, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(handle_->archive, static_cast<zip_uint64_t>(i), 0, &stat) == 0 &&
        (stat.valid & ZIP_STAT_SIZE) != 0) {
      total += std::min<std::uint64_t>(stat.size, UINT64_MAX - total);
    }
  }
  return total;
}

void ZipArchive::check_total(std::uint64_t packed, std::uint64_t unpacked) const {
  if (unpacked > limits_.free && unpacked / limits_.ratio > packed) {
    fail("", "its entries unpack to more than " + std::to_string(limits_.ratio) + " times its size",
         "this may be a ZIP bomb: do not open it unless you know where it comes from");
  }
}

void ZipArchive::list() {
  const zip_int64_t count = zip_get_num_entries(handle_->archive, 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > limits_.entries) {
    fail("", "the archive has more than " + std::to_string(limits_.entries) + " entries",
         "unpack it and give the directory");
  }
  std::vector<std::string> all;
  std::vector<std::size_t> unknown;  // of these: in no character set that the archive tells
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto number = static_cast<zip_uint64_t>(i);
    const char* name = zip_get_name(handle_->archive, number, ZIP_FL_ENC_GUESS);
    if (name == nullptr) fail("entry " + std::to_string(i), "its name cannot be read");
    all.emplace_back(name);
    const char* raw = zip_get_name(handle_->archive, number, ZIP_FL_ENC_RAW);
    if (raw == nullptr || all.back() == raw || !is_437(raw, all.back())) continue;
    all.back() = raw;
    unknown.push_back(static_cast<std::size_t>(i));
  }
  if (!unknown.empty()) {
    std::vector<std::string> raw;
    for (const std::size_t i : unknown) raw.push_back(std::move(all[i]));
    std::vector<std::string> names = decode_names(raw);
    for (std::size_t k = 0; k < unknown.size(); ++k) all[unknown[k]] = std::move(names[k]);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].empty()) continue;
    numbers_.emplace(all[i], static_cast<std::int64_t>(i));
    if (!all[i].ends_with('/')) names_.push_back(std::move(all[i]));
  }
}

std::int64_t ZipArchive::locate(std::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? -1 : found->second;
}

ZipArchive::~ZipArchive() = default;

bool ZipArchive::has(std::string_view name) const {
  return !name.ends_with('/') && locate(name) >= 0;
}

bool ZipArchive::is_link(std::string_view name) const {
  constexpr zip_uint32_t kType = 0170000;  // of the mode of a file, which is the upper half
  constexpr zip_uint32_t kLink = 0120000;
  const std::int64_t index = locate(name);
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  return index >= 0 &&
         zip_file_get_external_attributes(handle_->archive, static_cast<zip_uint64_t>(index), 0,
                                          &system, &attributes) == 0 &&
         system == ZIP_OPSYS_UNIX && (attributes >> 16 & kType) == kLink;
}

std::string ZipArchive::head(std::string_view name, std::size_t size) const {
  const std::int64_t number = locate(name);
  zip_file_t* in = number < 0
                       ? nullptr
                       : zip_fopen_index(handle_->archive, static_cast<zip_uint64_t>(number), 0);
  if (in == nullptr) return "";
  std::string out(size, '\0');
  const zip_int64_t n = zip_fread(in, out.data(), out.size());
  zip_fclose(in);
  out.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return out;
}

std::string ZipArchive::read(std::string_view name) {
  const std::string entry(name);
  const zip_int64_t index = locate(name);
  if (index < 0) fail(entry, "the archive has no such part");
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(handle_->archive, static_cast<zip_uint64_t>(index), 0, &stat) != 0 ||
      (stat.valid & ZIP_STAT_SIZE) == 0 || (stat.valid & ZIP_STAT_COMP_SIZE) == 0) {
    fail(entry, "damaged: its size cannot be read", kRestore);
  }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
    fail(entry, "protected by a password", "remove the password and try again");
  if (stat.size > limits_.entry_bytes || read_ + stat.size > limits_.total_bytes) {
    fail(entry, "unpacks to " + std::to_string(stat.size) + " bytes, more than a document has",
         "this may be a ZIP bomb: do not open it unless you know where it comes from");
  }
  if (stat.size > limits_.free && stat.size / limits_.ratio > stat.comp_size) {
    fail(entry, "unpacks to more than " + std::to_string(limits_.ratio) + " times its size",
         "this may be a ZIP bomb: do not open it unless you know where it comes from");
  }
  read_ += stat.size;
  zip_file_t* in = zip_fopen_index(handle_->archive, static_cast<zip_uint64_t>(index), 0);
  if (in == nullptr)
    fail(entry, std::string("damaged: ") + zip_error_strerror(zip_get_error(handle_->archive)),
         kRestore);
  std::string out(stat.size, '\0');
  std::uint64_t at = 0;
  zip_int64_t n = 0;
  while (at < stat.size && (n = zip_fread(in, out.data() + at, stat.size - at)) > 0)
    at += static_cast<std::uint64_t>(n);
  // One read more: it meets the end, checks the sum of the bytes, and finds what was not declared.
  char more = 0;
  const zip_int64_t extra = n < 0 ? n : zip_fread(in, &more, 1);
  zip_fclose(in);
  if (n < 0 || extra != 0 || at != stat.size)
    fail(entry, "damaged: the packed bytes do not give what they declare", kRestore);
  return out;
}

bool is_zipped_document(const ZipArchive& archive) {
  return archive.has("[Content_Types].xml") || archive.has("mimetype");
}

bool is_safe_entry_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
      name.find('\0') != std::string_view::npos || (name.size() > 1 && name[1] == ':')) {
    return false;
  }
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    if (name.substr(begin, end - begin) == "..") return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace hexapla::ingest
