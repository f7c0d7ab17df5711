// The catalogue: one SQLite file that is the truth of a store (pipeline/store/schema.sql).
// One thread at a time; failures are Errors(environment).
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/sqlite.h"
#include "pipeline/store/work.h"

namespace hexapla::store {

enum class InputStatus : std::uint8_t { done, quarantined, skipped };
std::string_view name(InputStatus status);

// A line of the work list; the fields are those of the table `inputs`.
struct Input {
  std::string path;
  std::string hash;
  InputStatus status = InputStatus::done;
  std::string work;
  std::string lang;
  std::string stage;
  std::string place;
  std::string reason;
  std::string symbol;
  std::size_t blocks = 0;

  bool operator==(const Input&) const = default;
};

// Where something is said.
struct Place {
  std::string work;
  std::string lang;
  std::size_t block = 0;
  auto operator<=>(const Place&) const = default;
};

struct Citation {
  Place place;
  std::string label;  // of the block
  std::string text;   // of the block
  references::Reference reference;
};

struct DatedPlace {
  Place place;
  std::string label;
  std::string text;
  time::TimeExpression time;
  int row = -1;  // of the alignment, -1 when the block is in none
};

struct WorkSummary {
  std::string work;
  std::string title;
  std::string body;
  bool named_by_file = false;
  std::vector<std::string> languages;
};

// A row with the places of its blocks in every language.
struct RowPlaces {
  std::size_t row = 0;
  double confidence = 0.0;
  std::vector<Place> places;  // sorted
};

class Catalogue {
 public:
  // Makes an empty catalogue with the schema of this version. A catalogue that is created or opened
  // for writing is a working copy: fast, and worthless after a crash. `publish_to` makes the
  // durable one.
  static Catalogue create(const std::filesystem::path& file);
  static Catalogue open(const std::filesystem::path& file,
                        Database::Mode mode = Database::Mode::read);

  // ---- writing
  void replace(const Work& work);
  void remove_work(std::string_view key);
  void replace_inputs(const std::vector<Input>& inputs);  // the whole work list
  void set_meta(std::string_view name, std::string_view value);
  // A compact copy whose bytes depend on the content alone, complete on disk when this returns.
  void publish_to(const std::filesystem::path& file) const;

  // ---- reading
  std::string meta(std::string_view name) const;  // "" when not set
  std::vector<Input> inputs() const;              // by path
  std::vector<WorkSummary> works() const;         // by key
  std::optional<Work> work(std::string_view key) const;
  std::optional<document::Expression> expression(std::string_view work,
                                                 std::string_view lang) const;
  std::string title(std::string_view work, std::string_view lang) const;
  // One block with its place in the file that it came from; all empty when there is no such block.
  struct BlockText {
    std::string label;
    std::string text;
    std::string lang;
    std::string type;
    std::string path;              // of the file
    document::SourceRange source;  // label and text in it
  };
  BlockText block(const Place& place) const;
  // The row that holds the block.
  std::optional<RowPlaces> row_of(const Place& place) const;
  std::vector<Citation> citations_of(std::string_view canonical) const;  // who cites it, by place
  std::vector<Citation> citations_by(std::string_view work) const;  // what a Work cites, by place
  std::vector<std::pair<std::string, std::size_t>> cited()
      const;  // every identifier, how many blocks cite it
  // Time expressions of a role ("deadline"); all roles when empty. By date, undated last, then by
  // place.
  std::vector<DatedPlace> times(std::string_view role) const;
  // Every meeting that a Work dates, `source` being the Work; by Work, language, place.
  struct ToldMeeting {
    std::string lang;
    time::DatedMeeting meeting;
  };
  std::vector<ToldMeeting> meetings() const;
  // Works with a time that hangs on what others may date, each with its calendar; by key.
  std::vector<std::pair<std::string, std::string>> calendars() const;
  std::size_t count(std::string_view table) const;  // rows of a table of the schema
  // The quality reports of all Expressions together, by code.
  struct QualityCount {
    std::string code;
    std::size_t places = 0;
    std::size_t expressions = 0;
  };
  std::vector<QualityCount> quality() const;

  const Database& database() const { return db_; }

 private:
  explicit Catalogue(Database db) : db_(std::move(db)) {}
  Database db_;
};

}  // namespace hexapla::store
