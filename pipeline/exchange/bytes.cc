#include "pipeline/exchange/bytes.h"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"

namespace hexapla::exchange {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 17;
constexpr const char* kGetAgain = "restore the file from its origin";

class FileSource : public ByteSource {
 public:
  explicit FileSource(const std::string& path)
      : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) files::fail(path_, "cannot open", errno);
  }
  ~FileSource() override { ::close(descriptor_); }

  std::size_t read(char* to, std::size_t size) override {
    for (;;) {
      const ssize_t n = ::read(descriptor_, to, size);
      if (n >= 0) return static_cast<std::size_t>(n);
      if (errno != EINTR) files::fail(path_, "cannot read", errno);
    }
  }

 private:
  std::string path_;
  int descriptor_;
};

// Counts what goes in and comes out, and stops a bomb.
class Meter {
 public:
  Meter(std::string file, UnpackLimits limits) : file_(std::move(file)), limits_(limits) {}

  void add_packed(std::uint64_t n) { packed_ += n; }
  void add_unpacked(std::uint64_t n) {
    unpacked_ += n;
    if (unpacked_ > limits_.total_bytes)
      fail("unpacks to more than " + std::to_string(limits_.total_bytes >> 20) + " MB");
    if (unpacked_ > limits_.free && unpacked_ / limits_.ratio > packed_)
      fail("unpacks to more than " + std::to_string(limits_.ratio) + " times its size");
  }
  [[noreturn]] void fail(const std::string& reason) const {
    throw Error(ErrorKind::input, file_, "", reason, "unpack it and give the file itself");
  }
  const std::string& file() const { return file_; }

 private:
  std::string file_;
  UnpackLimits limits_;
  std::uint64_t packed_ = 0;
  std::uint64_t unpacked_ = 0;
};

class GzipSource : public ByteSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> packed, std::string file, UnpackLimits limits)
      : packed_(std::move(packed)), meter_(std::move(file), limits), block_(kBlock) {
    // 15 bits of window, 16: gzip only.
    if (inflateInit2(&stream_, 15 + 16) != Z_OK)
      throw Error(ErrorKind::environment, meter_.file(), "", "no memory to unpack");
  }
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* to, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, kBlock));
    const uInt wanted = stream_.avail_out;
    while (stream_.avail_out == wanted && !done_) step();
    const std::size_t n = wanted - stream_.avail_out;
    meter_.add_unpacked(n);
    return n;
  }

 private:
  void step() {
    if (stream_.avail_in == 0) {
      const std::size_t n = packed_->read(block_.data(), block_.size());
      meter_.add_packed(n);
      if (n == 0) {
        if (!member_done_) damaged("ends early");
        done_ = true;
        return;
      }
      stream_.next_in = reinterpret_cast<Bytef*>(block_.data());
      stream_.avail_in = static_cast<uInt>(n);
    }
    if (member_done_) {
      // A gzip file may have several members; anything else after the last one is padding.
      if (*stream_.next_in != 0x1F) {
        done_ = true;
        return;
      }
      inflateReset(&stream_);
      member_done_ = false;
    }
    const int result = inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      member_done_ = true;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      damaged(stream_.msg != nullptr ? stream_.msg : "damaged");
    }
  }
  [[noreturn]] void damaged(const std::string& what) const {
    throw Error(ErrorKind::input, meter_.file(), "", "the gzip data is damaged: " + what,
                kGetAgain);
  }

  std::unique_ptr<ByteSource> packed_;
  Meter meter_;
  std::vector<char> block_;
  z_stream stream_{};
  bool member_done_ = false;
  bool done_ = false;
};

struct CloseEntry {
  void operator()(zip_file_t* f) const { zip_fclose(f); }
};
struct CloseArchive {
  void operator()(zip_t* z) const { zip_discard(z); }
};

class ZipEntrySource : public ByteSource {
 public:
  ZipEntrySource(zip_file_t* entry, Meter& meter, std::string name)
      : entry_(entry), meter_(meter), name_(std::move(name)) {}
  std::size_t read(char* to, std::size_t size) override {
    const zip_int64_t n = zip_fread(entry_.get(), to, std::min(size, kBlock));
    if (n < 0) {
      throw Error(ErrorKind::input, meter_.file(), name_,
                  std::string("the entry is damaged: ") +
                      zip_error_strerror(zip_file_get_error(entry_.get())),
                  kGetAgain);
    }
    meter_.add_unpacked(static_cast<std::uint64_t>(n));
    return static_cast<std::size_t>(n);
  }

 private:
  std::unique_ptr<zip_file_t, CloseEntry> entry_;
  Meter& meter_;
  std::string name_;
};

}  // namespace

std::size_t MemorySource::read(char* to, std::size_t size) {
  const std::size_t n = std::min(size, bytes_.size());
  if (n > 0) std::memcpy(to, bytes_.data(), n);
  bytes_.remove_prefix(n);
  return n;
}

std::unique_ptr<ByteSource> open_file(const std::string& path) {
  return std::make_unique<FileSource>(path);
}

std::unique_ptr<ByteSource> unpack_gzip(std::unique_ptr<ByteSource> packed, std::string file,
                                        UnpackLimits limits) {
  return std::make_unique<GzipSource>(std::move(packed), std::move(file), limits);
}

std::size_t JoinedSource::read(char* to, std::size_t size) {
  if (at_ == head_.size()) return rest_.read(to, size);
  const std::size_t n = std::min(size, head_.size() - at_);
  std::memcpy(to, head_.data() + at_, n);
  at_ += n;
  return n;
}

std::string read_head(ByteSource& bytes, std::size_t size) {
  std::string head(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const std::size_t n = bytes.read(head.data() + filled, size - filled);
    if (n == 0) break;
    filled += n;
  }
  head.resize(filled);
  return head;
}

struct ZipFiles::Impl {
  std::unique_ptr<zip_t, CloseArchive> archive;
  std::vector<std::string> names;
  std::vector<zip_uint64_t> indexes;
  std::unique_ptr<Meter> meter;
};

ZipFiles::~ZipFiles() = default;
const std::vector<std::string>& ZipFiles::names() const {
  return impl_->names;
}

ZipFiles::ZipFiles(const std::string& path, UnpackLimits limits) : impl_(std::make_unique<Impl>()) {
  int code = 0;
  impl_->archive.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (!impl_->archive) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    throw Error(ErrorKind::input, path, "", "the ZIP archive cannot be read: " + reason, kGetAgain);
  }
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(impl_->archive.get(), 0));
  if (count > limits.entries) {
    throw Error(ErrorKind::input, path, "",
                "more than " + std::to_string(limits.entries) + " entries in the ZIP archive",
                "unpack it and give the files of units themselves");
  }
  impl_->meter = std::make_unique<Meter>(path, limits);
  for (zip_uint64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(impl_->archive.get(), i, 0);
    if (name == nullptr || *name == '\0' || std::string_view(name).back() == '/') continue;
    impl_->names.emplace_back(name);
    impl_->indexes.push_back(i);
  }
}

std::unique_ptr<ByteSource> ZipFiles::open(std::size_t entry) const {
  const std::string& file = impl_->meter->file();
  const std::string& name = impl_->names.at(entry);
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(impl_->archive.get(), impl_->indexes[entry], 0, &stat) == 0 &&
      (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
    throw Error(ErrorKind::input, file, name, "the entry is encrypted with a password",
                "unpack it and give the file itself");
  zip_file_t* opened = zip_fopen_index(impl_->archive.get(), impl_->indexes[entry], 0);
  if (opened == nullptr) {
    throw Error(ErrorKind::input, file, name,
                std::string("the entry cannot be read: ") + zip_strerror(impl_->archive.get()),
                "unpack it and give the file itself");
  }
  impl_->meter->add_packed((stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0);
  return std::make_unique<ZipEntrySource>(opened, *impl_->meter, name);
}

std::string read_all(ByteSource& bytes, std::size_t limit, const std::string& file) {
  std::string out;
  for (;;) {
    const std::size_t at = out.size();
    out.resize(at + kBlock);
    const std::size_t n = bytes.read(out.data() + at, kBlock);
    out.resize(at + n);
    if (n == 0) return out;
    if (out.size() > limit)
      throw Error(ErrorKind::input, file, "", "larger than " + std::to_string(limit >> 20) + " MB",
                  "split the file");
  }
}

}  // namespace hexapla::exchange
