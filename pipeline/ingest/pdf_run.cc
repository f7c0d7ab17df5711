#include "pipeline/ingest/pdf_run.h"

#include <Annot.h>
#include <Catalog.h>
#include <Dict.h>
#include <Gfx.h>
#include <GfxState.h>
#include <Object.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>

#include <cstring>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "pipeline/ingest/pdf_device.h"

namespace hexapla::ingest {
namespace {

constexpr double kPerInch = 72;  // points: places are in them
constexpr std::size_t kMostFonts = 200;
constexpr int kMostPages = 1000;

// Ends what a page may leave open: a path and its clip, the place of the next text.
constexpr char kTidy[] = "BT ET n";

// The page as drawn by itself would have the same first state.
bool same_sheet(Page& a, Page& b) {
  return *a.getCropBox() == *b.getCropBox() && *a.getMediaBox() == *b.getMediaBox() &&
         a.getRotate() == b.getRotate();
}

}  // namespace

// The names that pages have for fonts, as far as all of them agree.
class PdfRun::Names {
 public:
  // False, and nothing taken, when the page has other fonts for these names, or fonts that are not
  // named by reference.
  bool take(Page& page) {
    const Dict* const resources = page.getResourceDict();
    if (resources == nullptr) return true;
    const Object& entry = resources->lookupNF("Font");
    if (entry.isNull()) return true;
    if (entry.isRef()) {
      const std::pair<int, int> place(entry.getRef().num, entry.getRef().gen);
      if (seen_.count(place) > 0) return true;
      const Object held = entry.fetch(resources->getXRef());
      if (!held.isDict() || !take(*held.getDict())) return false;
      seen_.insert(place);
      return true;
    }
    return entry.isDict() && take(*entry.getDict());
  }

  // {"Font": all of them}
  Object resources(XRef* xref) const {
    auto* const fonts = new Dict(xref);  // of its Object
    Object held(fonts);
    for (const auto& [name, font] : fonts_)
      fonts->add(name.c_str(), Object(Ref{font.first, font.second}));
    auto* const all = new Dict(xref);
    Object out(all);
    all->add("Font", std::move(held));
    return out;
  }

 private:
  bool take(const Dict& fonts) {
    std::map<std::string, std::pair<int, int>> own;
    for (int i = 0; i < fonts.getLength(); ++i) {
      const Object& font = fonts.getValNF(i);
      if (!font.isRef()) return false;
      const std::pair<int, int> place(font.getRef().num, font.getRef().gen);
      const auto known = fonts_.find(fonts.getKey(i));
      if (known != fonts_.end() && known->second != place) return false;
      // The same name twice: the library takes the one, or the other.
      if (!own.emplace(fonts.getKey(i), place).second) return false;
    }
    if (fonts_.size() + own.size() > kMostFonts) return false;
    fonts_.merge(own);
    return true;
  }

  std::map<std::string, std::pair<int, int>> fonts_;
  std::set<std::pair<int, int>> seen_;  // objects that hold them
};

PdfRun::PdfRun(PDFDoc& document, PdfDevice& device)
    : document_(document),
      device_(device),
      layers_(document.getCatalog()->getOptContentConfig() != nullptr) {}

PdfRun::~PdfRun() = default;

void PdfRun::draw(int number) {
  Page* const page = document_.getPage(number);
  if (page == nullptr) return;
  const bool first = number > last_;
  if (first) begin(number);
  if (gfx_) {
    draw_alike(*page, first);
  } else {
    document_.displayPage(&device_, number, kPerInch, kPerInch, 0, false, true, false);
  }
}

// Looks how far the run goes that begins with this page.
void PdfRun::begin(int number) {
  gfx_.reset();
  last_ = number;
  Page& page = *document_.getPage(number);
  Names names;
  if (layers_ || !names.take(page)) return;
  for (; last_ < document_.getNumPages() && last_ - number < kMostPages; ++last_) {
    Page* const next = document_.getPage(last_ + 1);
    if (next == nullptr || !same_sheet(page, *next) || !names.take(*next)) break;
  }
  if (last_ == number) return;
  const Object fonts = names.resources(document_.getXRef());
  gfx_ = std::make_unique<Gfx>(&document_, &device_, number, fonts.getDict(), kPerInch, kPerInch,
                               page.getCropBox(), nullptr, page.getRotate());
}

// As Page::display does, but with the interpreter that is there.
void PdfRun::draw_alike(Page& page, bool first) {
  if (!first) {
    GfxState* const state = gfx_->getState();
    device_.startPage(page.getNum(), state, gfx_->getXRef());
    device_.setDefaultCTM(state->getCTM());
    device_.updateAll(state);
  }
  const Dict* const given = page.getResourceDict();
  auto* const own = given == nullptr ? new Dict(document_.getXRef()) : new Dict(given);
  const Object resources(own);  // owns it
  own->remove("Font");
  gfx_->pushResources(own);
  page.display(gfx_.get());
  for (Annot* const annotation : page.getAnnots()->getAnnots()) annotation->draw(gfx_.get(), false);
  Object tidy(static_cast<Stream*>(
      new MemStream(kTidy, 0, static_cast<Goffset>(std::strlen(kTidy)), Object(objNull))));
  gfx_->saveState();
  gfx_->display(&tidy);
  gfx_->restoreState();
  gfx_->popResources();
  device_.endPage();
}

}  // namespace hexapla::ingest
