#include "pipeline/ingest/old_word.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/antiword_text.h"
#include "pipeline/ingest/characters.h"
#include "pipeline/ingest/charset.h"
#include "pipeline/ingest/docbook.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  const char* what;
};

constexpr std::array kMagic{
    Magic{"\x9B\xA5"sv, "written by Word 1 for Windows"},
    Magic{"\xDB\xA5"sv, "written by Word 2 for Windows"},
    Magic{"\x31\xBE\0\0\0\xAB"sv, "written by Word for DOS"},
    Magic{"\xFE\x37\0\x1C"sv, "written by Word for the Macintosh"},
    Magic{"\xFE\x37\0\x20"sv, "written by Word for the Macintosh"},
    Magic{"\xFE\x37\0\x23"sv, "written by Word for the Macintosh"},
};

// How a program came to nothing, in words.
std::string failure(const ChildResult& result) {
  if (result.timed_out || result.signal == SIGXCPU) return "took too long";
  if (result.too_much || result.signal == SIGXFSZ) return "wrote too much";
  if (result.signal != 0) return "crashed (signal " + std::to_string(result.signal) + ")";
  return "could not read it";
}

struct Attempt {
  const std::string& path;  // as the user named it
  std::string_view bytes;
  const OldWordLimits& limits;
  const PrivateFolder& folder;

  ChildCommand command(const std::string& program, std::vector<std::string> arguments) const {
    return {program,
            std::move(arguments),
            {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=" + folder.path(),
             "TMPDIR=" + folder.path()},
            folder.path()};
  }
};

// Old files say nowhere in which character set they are, and antiword takes all for Western:
// "Äîêëàä". Their bytes come back from what it wrote.
std::string recoded(const std::string& text, std::string& charset) {
  static const std::array<char32_t, 256> table = [] {
    std::array<char32_t, 256> out{};
    for (std::size_t byte = 0; byte < out.size(); ++byte)
      out[byte] = windows_1252(static_cast<unsigned char>(byte));
    return out;
  }();
  std::string bytes;
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (c.value < 0x80) {
      bytes += static_cast<char>(c.value);
      continue;
    }
    any = true;
    const auto byte = std::find(table.begin() + 0x80, table.end(), c.value);
    if (byte == table.end()) return text;
    bytes += static_cast<char>(byte - table.begin());
  }
  const std::optional<Decoded> decoded = any ? decode_legacy(bytes) : std::nullopt;
  if (!decoded || decoded->encoding == "windows-1252" || decoded->encoding == "ISO-8859-15")
    return text;
  charset = decoded->encoding;
  return decoded->text.text();
}

// Antiword's text, part 2 of the source map. Only paragraphs end its lines.
std::vector<RawLine> lines_of(std::string_view text, std::vector<document::QualityNote>& quality) {
  std::vector<RawLine> out;
  Tallies tallies;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    RawLine line;
    line.text = clean_line(
        document::MappedText::verbatim(text.substr(begin, end - begin), begin, 2), tallies);
    out.push_back(std::move(line));
    begin = end + 1;
  }
  quality = told(tallies);
  return out;
}

// Nothing when antiword fails; `tried` then says how.
std::optional<RawDocument> by_antiword(const Attempt& attempt, const std::string& program,
                                       std::string& tried) {
  const auto run = [&](std::vector<std::string> arguments) {
    arguments.emplace_back("document.doc");
    return run_confined(attempt.command(program, std::move(arguments)), attempt.limits.antiword);
  };
  const ChildResult text_run = run({"-w", "0", "-m", "UTF-8.txt"});
  if (text_run.timed_out || text_run.too_much) {
    tried = failure(text_run);
    return std::nullopt;
  }
  const ChildResult xml_run = run({"-x", "db"});
  const auto good = [](const ChildResult& r) {
    return r.exit_status == 0 && r.signal == 0 && !r.timed_out && !r.too_much &&
           !text::trim(r.output).empty() && !text::first_invalid(r.output);
  };
  std::string charset;
  const std::string text = good(text_run) ? recoded(text_run.output, charset) : "";
  std::string how = "antiword";
  RawDocument out;
  if (good(xml_run)) {
    try {
      out = read_docbook(recoded(xml_run.output, charset), attempt.path, AntiwordText(text));
    } catch (const Error&) {
      out = {};
    }
  }
  out.manifestation.parts = {attempt.path, "DocBook by antiword", "text by antiword"};
  if (out.blocks.empty()) {
    if (text.empty()) {
      tried = failure(good(xml_run) ? text_run : xml_run);
      return std::nullopt;
    }
    out.lines = lines_of(text, out.quality);
    how = "antiword, as lines without structure";
  }
  out.manifestation.encoding.clear();
  if (!charset.empty()) how += ", as " + charset;
  out.quality.insert(out.quality.begin(), {"read-by", "read by " + how, -1, {}});
  return out;
}

// LibreOffice leaves a socket in /tmp that it may make there but not take away. One that nobody
// listens to is dead, whoever left it.
void sweep_dead_sockets() {
  std::error_code error;
  const std::string own = "OSL_PIPE_" + std::to_string(::getuid()) + "_";
  for (const auto& entry : std::filesystem::directory_iterator("/tmp", error)) {
    const std::string path = entry.path().string();
    struct stat info {};
    sockaddr_un address{};
    if (!entry.path().filename().string().starts_with(own) ||
        path.size() >= sizeof(address.sun_path) || ::lstat(path.c_str(), &info) != 0 ||
        !S_ISSOCK(info.st_mode) || info.st_uid != ::getuid())
      continue;
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, path.size());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const bool dead =
        fd >= 0 &&
        ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 &&
        errno == ECONNREFUSED;
    if (fd >= 0) ::close(fd);
    if (dead) ::unlink(path.c_str());
  }
}

std::optional<RawDocument> by_soffice(const Attempt& attempt, const std::string& program,
                                      std::string& tried) {
  const std::string& folder = attempt.folder.path();
  const std::string made = folder + "/out/document.docx";
  const ChildCommand command = attempt.command(
      program, {"-env:UserInstallation=file://" + folder + "/profile", "--headless", "--norestore",
                "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir",
                folder + "/out", folder + "/document.doc"});
  std::error_code error;
  // With a fresh profile it starts anew, and stops at the socket of its first start.
  for (int start = 0; start < 2; ++start) {
    const ChildResult result =
        run_confined(command, attempt.limits.soffice, {90, std::uint64_t{8} << 30, kLargestFile});
    sweep_dead_sockets();
    if (std::filesystem::is_regular_file(made, error)) break;
    tried = failure(result);
    if (result.timed_out || result.signal != 0 || start > 0) return std::nullopt;
  }
  RawDocument out = read_docx(files::read(made, kLargestFile), attempt.path);
  for (std::size_t i = 1; i < out.manifestation.parts.size(); ++i)
    out.manifestation.parts[i] += " by soffice";
  out.quality.insert(out.quality.begin(), {"read-by", "read by soffice", -1, {}});
  return out;
}

}  // namespace

std::string old_word(std::string_view bytes) {
  for (const Magic& magic : kMagic) {
    if (bytes.starts_with(magic.bytes)) return magic.what;
  }
  return "";
}

RawDocument read_with_others(std::string_view bytes, const std::string& path,
                             const UnreadableWord& why, const OldWordLimits& limits) {
  const char* const named = std::getenv("HEXAPLA_OLD_WORD");
  const std::string wanted = named == nullptr || *named == '\0' ? "auto" : named;
  struct Program {
    const char* name;
    std::optional<RawDocument> (*read)(const Attempt&, const std::string&, std::string&);
  };
  static constexpr std::array kPrograms{Program{"antiword", &by_antiword},
                                        Program{"soffice", &by_soffice}};
  const bool known =
      wanted == "auto" || wanted == "none" || wanted == "antiword" || wanted == "soffice";
  if (!known) {
    throw Error(ErrorKind::usage, "", "",
                "HEXAPLA_OLD_WORD is \"" + wanted + "\", which is no program for old files",
                "set it to auto, antiword, soffice or none");
  }
  std::string reason = why.reason();
  bool any = false;
  for (const Program& program : kPrograms) {
    if (wanted != "auto" && wanted != program.name) continue;
    if (why.damaged() && program.read == &by_soffice) continue;
    const std::string where = program_on_path(program.name);
    if (where.empty()) continue;
    any = true;
    std::string tried;
    try {
      const PrivateFolder folder;
      files::write_atomically(folder.path() + "/document.doc", bytes);
      if (std::optional<RawDocument> out =
              program.read({path, bytes, limits, folder}, where, tried)) {
        out->manifestation.path = path;
        out->manifestation.format = "doc";
        out->manifestation.bytes = bytes.size();
        out->manifestation.hash = files::content_hash(bytes);
        out->quality.front().detail += ": " + why.reason();
        return *std::move(out);
      }
    } catch (const Error& error) {
      tried = "failed: " + error.reason();
    }
    reason += std::string("; ") + program.name + " " + tried;
  }
  std::string remedy =
      why.damaged() ? "get the file again" : "open it in a word processor and save it as DOCX";
  if (!any && wanted != "none" && !(why.damaged() && wanted == "soffice"))
    remedy = "install " +
             std::string(wanted == "soffice" && !why.damaged() ? "LibreOffice" : "antiword") +
             ", or " + remedy;
  throw Error(ErrorKind::input, path, why.place(), reason, remedy);
}

}  // namespace hexapla::ingest
