// The work list: which files the inputs name.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace hexapla::run {

struct Listed {
  std::string path;     // as given, lexically normal, '/'-separated
  std::string problem;  // why it is no readable file ("cannot open the directory: Permission
                        // denied; …"), or ""
  bool skip = false;    // the problem is no failure: a hidden file, a socket
};

// Every file under `inputs`, sorted by path, each once. Hidden directories and `store` are not
// entered; links to directories are not followed, so that a cycle cannot trap us. Throws
// Error(usage) when an input does not exist.
std::vector<Listed> list_files(const std::vector<std::filesystem::path>& inputs,
                               const std::filesystem::path& store);

// Documents within ZIP archives are files under the archive's name: "archive.zip!/folder/a.docx".
// Archives within archives are not entered.

// The bytes of a file of the work list. Throws as files::read does, and Error(input) for what is
// wrong with an archive.
std::string read_listed(const std::string& path);

// True when `path` is one of `inputs` or lies below one.
bool lies_under(const std::string& path, const std::vector<std::filesystem::path>& inputs);

}  // namespace hexapla::run
