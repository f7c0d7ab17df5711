#include "tests/pipeline/index/sample.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace hexapla::index::sample {

using document::BlockType;

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "hexapla-index-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

store::Work work(const std::string& key, const std::string& date,
                 const std::vector<std::pair<std::string, std::vector<Paragraph>>>& expressions) {
  store::Work out;
  out.key = key;
  for (const auto& [lang, paragraphs] : expressions) {
    store::AnalyzedExpression e;
    e.expression.work = key;
    e.expression.lang = lang;
    if (!date.empty()) e.expression.properties.push_back({"date", date, -1, {}});
    for (std::size_t b = 0; b < paragraphs.size(); ++b) {
      const Paragraph& p = paragraphs[b];
      document::Block block;
      block.type = p.type;
      block.content = document::MappedText::verbatim(p.text, 0);
      block.lang = lang;
      if (p.type == BlockType::masthead) {
        e.expression.properties.push_back({"symbol", key, static_cast<int>(b), {0, p.text.size()}});
      }
      if (p.type == BlockType::title) e.expression.title = p.text;
      e.expression.blocks.push_back(std::move(block));
      std::vector<references::Reference> references;
      for (const std::string& canonical : p.cites) {
        references.push_back(
            {{}, references::Type::decision, {canonical}, "", references::State::resolved});
      }
      e.references.push_back(std::move(references));
      std::vector<time::TimeExpression> times;
      if (!p.deadline.empty()) {
        time::TimeExpression t;
        t.from = t.to = p.deadline;
        t.role = time::Role::deadline;
        times.push_back(std::move(t));
      }
      e.times.push_back(std::move(times));
    }
    out.expressions.push_back(std::move(e));
  }
  std::sort(out.expressions.begin(), out.expressions.end(),
            [](const auto& a, const auto& b) { return a.expression.lang < b.expression.lang; });
  if (!out.expressions.empty()) {
    out.title = out.expressions.front().expression.title;
    const std::size_t rows = out.expressions.front().expression.blocks.size();
    for (std::uint32_t r = 0; r < rows; ++r) {
      align::Row row;
      row.sides.assign(out.expressions.size(), {r});
      out.rows.push_back(std::move(row));
    }
  }
  return out;
}

store::Work techniques() {
  const Paragraph symbol{BlockType::masthead, "UNEP/POPS/COP.8/9", {}, ""};
  const std::vector<std::string> cites = {"SC-1/19"};
  const std::string day = "2018-02-28";
  const auto version = [&](std::string title, std::string water, std::string citation,
                           std::string slavery, std::string deadline) {
    return std::vector<Paragraph>{symbol,
                                  {BlockType::title, std::move(title), {}, ""},
                                  {BlockType::paragraph, std::move(water), {}, ""},
                                  {BlockType::paragraph, std::move(citation), cites, ""},
                                  {BlockType::list_item, std::move(slavery), {}, ""},
                                  {BlockType::paragraph, std::move(deadline), {}, day}};
  };
  return work(
      "UNEP/POPS/COP.8/9", "2017-04-24",
      {{"en", version("Best available techniques and best environmental practices",
                      "The assembly requests the secretariat to publish the guidance on clean "
                      "water before the "
                      "year ends.",
                      "In accordance with decision SC-1/19, each party shall report on the "
                      "measures it has taken.",
                      "Slavery in all its forms is abolished.",
                      "Governments are invited to send their observations by 28 February 2018.")},
       {"fr", version("Meilleures techniques disponibles et meilleures pratiques environnementales",
                      "L’assemblée prie le secrétariat de publier les directives sur l’eau propre "
                      "avant la fin de "
                      "l’année.",
                      "Conformément à la décision SC-1/19, chaque partie fait rapport sur les "
                      "mesures qu’elle a "
                      "adoptées.",
                      "L’esclavage est aboli sous toutes ses formes.",
                      "Les gouvernements sont invités à envoyer leurs observations le 28 février "
                      "2018 au plus tard.")},
       {"es", version("Mejores técnicas disponibles y mejores prácticas ambientales",
                      "La asamblea pide a la secretaría que publique las directrices sobre el agua "
                      "limpia antes de "
                      "que termine el año.",
                      "De conformidad con la decisión SC-1/19, cada parte informará de las medidas "
                      "que haya adoptado.",
                      "La esclavitud queda abolida en todas sus formas.",
                      "Se invita a los gobiernos a que envíen sus observaciones a más tardar el 28 "
                      "de febrero de "
                      "2018.")},
       {"ru",
        version("Наилучшие имеющиеся методы и наилучшие виды природоохранной деятельности",
                "Ассамблея просит секретариат издать руководство по чистой воде до конца года и "
                "наладить её "
                "учёт.",
                "В соответствии с решением СК-1/19 каждая Сторона сообщает о принятых ею мерах.",
                "Рабство отменено во всех его формах.",
                "Правительствам предлагается направить свои замечания не позднее 28 февраля 2018 "
                "года.")},
       {"ar",
        version(
            "أفضل التقنيات المتاحة وأفضل الممارسات البيئية",
            "تطلب الجمعية إلى الأمانة أن تنشر التوجيهات المتعلقة بالمياه النظيفة قبل نهاية السنة.",
            "عملا بالمقرر ا س-1/19، يقدم كل طرف تقريرا عن التدابير التي اتخذها.",
            "يُلغى الرِّقُّ بجميع أشكاله.",
            "تدعى الحكومات إلى إرسال ملاحظاتها في موعد أقصاه 28 شباط/فبراير 2018.")},
       {"zh",
        version("最佳可得技术和最佳环境实践", "大会请秘书处在年底之前公布关于清洁水的指导意见。",
                "根据第SC-1/19号决定，各缔约方应报告其采取的措施。", "一切形式的奴隶制均予废除。",
                "请各国政府至迟于2018年2月28日提出意见。")}});
}

store::Work agenda() {
  const Paragraph symbol{BlockType::masthead, "A/RES/70/1", {}, ""};
  const auto version = [&](std::string title, std::string development, std::string mercury) {
    return std::vector<Paragraph>{symbol,
                                  {BlockType::title, std::move(title), {}, ""},
                                  {BlockType::paragraph, std::move(development), {}, ""},
                                  {BlockType::paragraph, std::move(mercury), {}, ""}};
  };
  return work(
      "A/RES/70/1", "2015-09-25",
      {{"en", version("Agenda for sustainable development",
                      "Developing countries need support for education, health and drinking water.",
                      "Mercury is not to be added to lamps. Lamps without mercury are available.")},
       {"fr",
        version(
            "Programme de développement durable",
            "Les pays en développement ont besoin d’un appui pour l’éducation, la santé et l’eau "
            "potable.",
            "Le mercure n’est pas ajouté aux lampes. Des lampes sans mercure sont disponibles.")},
       {"es", version("Agenda para el desarrollo sostenible",
                      "Los países en desarrollo necesitan apoyo para la educación, la salud y el "
                      "agua potable.",
                      "No se añade mercurio a las lámparas. Hay lámparas sin mercurio.")},
       {"ru", version("Повестка дня в области устойчивого развития",
                      "Развивающимся странам нужна поддержка в области образования, "
                      "здравоохранения и питьевой "
                      "воды.",
                      "Ртуть не добавляется в лампы. Имеются лампы без ртути.")},
       {"ar", version("خطة التنمية المستدامة",
                      "تحتاج البلدان النامية إلى الدعم في مجالات التعليم والصحة ومياه الشرب.",
                      "لا يضاف الزئبق إلى المصابيح. وتتوافر مصابيح خالية من الزئبق.")},
       {"zh", version("可持续发展议程", "发展中国家在教育、卫生和饮用水方面需要支持。",
                      "不得在灯具中添加汞。市场上有不含汞的灯具。")}});
}

store::Work note() {
  return work("file:nota.txt", "",
              {{"es",
                {{BlockType::paragraph,
                  "Esta nota trata de los bosques y de la resolución A/RES/70/1.",
                  {"A/RES/70/1"},
                  ""}}},
               {"fr",
                {{BlockType::paragraph,
                  "La présente note traite des forêts et de la résolution A/RES/70/1.",
                  {"A/RES/70/1"},
                  ""}}}});
}

}  // namespace hexapla::index::sample
