#include "tests/analyzers/references/show.h"

namespace hexapla::references {
namespace {

const Context kStockholm{"", "stockholm", "SC"};

TEST(Provisions, Articles) {
  check({
      {"en",
       "under Article 7 of the Convention",
       {"treaty-article Article 7 > stockholm:art.7"},
       kStockholm},
      {"en", "under Article 7 of the Convention", {"treaty-article Article 7 > :art.7"}},
      {"en",
       "subparagraphs (a) and (c) of Article 7",
       {"treaty-article subparagraphs (a) and (c) of Article 7 > stockholm:art.7(a) "
        "stockholm:art.7(c)"},
       kStockholm},
      {"en",
       "paragraphs 3 (b) and 3 (e) and paragraph 4 of article 22",
       {"treaty-article paragraphs 3 (b) and 3 (e) and paragraph 4 of article 22 > :art.22(3)(b) "
        ":art.22(3)(e) :art.22(4)"}},
      {"en",
       "article 7, paragraph 2, and annex B of the Convention",
       {"treaty-article article 7, paragraph 2 > :art.7(2)", "treaty-annex annex B > :annex.B"}},
      {"fr",
       "au paragraphe 2 b) iii) de l’article 3",
       {"treaty-article paragraphe 2 b) iii) de l’article 3 > :art.3(2)(b)(iii)"}},
      {"fr",
       "aux articles 2, 3 et 4",
       {"treaty-article articles 2, 3 et 4 > :art.2 :art.3 :art.4"}},
      {"es",
       "párrafo 2 del artículo 6 del Convenio de Estocolmo",
       {"treaty-article párrafo 2 del artículo 6 > stockholm:art.6(2)"}},
      {"es",
       "los artículos 2, 3 y 4",
       {"treaty-article artículos 2, 3 y 4 > :art.2 :art.3 :art.4"}},
      {"ru",
       "в соответствии с пунктом 6 статьи 19 Конвенции",
       {"treaty-article пунктом 6 статьи 19 > :art.19(6)"}},
      {"ru", "пунктом 2 b) статьи 3", {"treaty-article пунктом 2 b) статьи 3 > :art.3(2)(b)"}},
      {"ru", "статьи 2, 3 и 4", {"treaty-article статьи 2, 3 и 4 > :art.2 :art.3 :art.4"}},
      {"zh",
       "《公约》第13条第3款",
       {"treaty-article 第13条第3款 > stockholm:art.13(3)"},
       kStockholm},
      {"zh",
       "《斯德哥尔摩公约》第5条（d）和（e）款中",
       {"treaty-article 第5条（d）和（e）款 > stockholm:art.5(d) stockholm:art.5(e)"}},
      {"zh", "第5条和第7条", {"treaty-article 第5条和第7条 > :art.5 :art.7"}},
      {"ar", "المادة 17 من اتفاقية استكهولم", {"treaty-article المادة 17 > stockholm:art.17"}},
      {"ar",
       "الفقرة 2 (ب) من المادة 3",
       {"treaty-article الفقرة 2 (ب) من المادة 3 > :art.3(2)(b)"}},
      {"ar", "المادتين 5 و7 من الاتفاقية", {"treaty-article المادتين 5 و7 > :art.5 :art.7"}},
      {"ar",
       "الفقرة 2 من المادة 5 والمرفق باء",
       {"treaty-article الفقرة 2 من المادة 5 > :art.5(2)", "treaty-annex المرفق باء > :annex.B"}},
      // another treaty than the document's
      {"en",
       "article 3 of the Basel Convention",
       {"treaty-article article 3 > basel:art.3"},
       kStockholm},
      // named, but not one of the table: not the document's either
      {"en",
       "article 3 of the Arvenna Convention",
       {"treaty-article article 3 > :art.3"},
       kStockholm},
      // broken line, missing space
      {"en",
       "releases under Articles \n\n15.Feedback should",
       {"treaty-article Articles \n\n15 > :art.15"}},
  });
}

TEST(Provisions, Annexes) {
  check({
      {"en",
       "listed in Annexes A, B and/or C to the Convention",
       {"treaty-annex Annexes A, B and/or C > stockholm:annex.A stockholm:annex.B "
        "stockholm:annex.C"},
       kStockholm},
      {"en", "listed in Annex A or \n\nB", {"treaty-annex Annex A or \n\nB > :annex.A :annex.B"}},
      {"en", "Part II of Annex C", {"treaty-annex Part II of Annex C > :annex.C.part.II"}},
      {"en",
       "Annexes VIII and IX of the Basel Convention",
       {"treaty-annex Annexes VIII and IX > basel:annex.VIII basel:annex.IX"}},
      {"fr",
       "à l’annexe C, partie II, de la Convention de Stockholm",
       {"treaty-annex annexe C, partie II > stockholm:annex.C.part.II"}},
      {"es", "el anexo F del Convenio", {"treaty-annex anexo F > stockholm:annex.F"}, kStockholm},
      {"ru", "часть I Приложения A", {"treaty-annex часть I Приложения A > :annex.A.part.I"}},
      {"ru", "приложение В к Конвенции", {"treaty-annex приложение В > :annex.B"}},  // Cyrillic В
      {"zh", "附件C第二部分", {"treaty-annex 附件C第二部分 > :annex.C.part.II"}},
      {"zh",
       "《巴塞尔公约》附件八和附件九",
       {"treaty-annex 附件八和附件九 > basel:annex.VIII basel:annex.IX"}},
      {"ar",
       "الجزء الأول من المرفق ألف",
       {"treaty-annex الجزء الأول من المرفق ألف > :annex.A.part.I"}},
      {"ar",
       "المرفقين الثامن والتاسع لاتفاقية بازل",
       {"treaty-annex المرفقين الثامن والتاسع > basel:annex.VIII basel:annex.IX"}},
  });
}

TEST(Internal, PlacesInTheSameDocument) {
  check({
      {"en",
       "referred to in paragraph 1 (b) and (c) above",
       {"internal paragraph 1 (b) and (c) above > :para.1(b) :para.1(c)"}},
      {"en", "in paragraph 1(d) above", {"internal paragraph 1(d) above > :para.1(d)"}},
      {"fr", "au paragraphe 3 a) ci-dessus", {"internal paragraphe 3 a) ci-dessus > :para.3(a)"}},
      {"es", "en el párrafo 2 supra", {"internal párrafo 2 supra > :para.2"}},
      {"ru", "в пункте 4 выше", {"internal пункте 4 выше > :para.4"}},
      {"zh", "上文第1（b）段", {"internal 上文第1（b）段 > :para.1(b)"}},
      {"ar", "في الفقرة 1 (ب) أعلاه", {"internal الفقرة 1 (ب) أعلاه > :para.1(b)"}},
      {"ar",
       "انظر الفقرات 5 و 27 و 28",
       {"internal الفقرات 5 و 27 و 28 > :para.5 :para.27 :para.28"}},
      {"en",
       "set out in annex I to the present note",
       {"internal annex I to the present note > :annex.I"}},
      {"en",
       "set out in the annex to the present note",
       {"internal the annex to the present note > :annex"}},
      {"fr",
       "figure dans l’annexe de la présente note",
       {"internal l’annexe de la présente note > :annex"}},
      {"es", "en el anexo de la presente nota", {"internal el anexo de la presente nota > :annex"}},
      {"ru",
       "в приложении к настоящей записке",
       {"internal приложении к настоящей записке > :annex"}},
      {"zh", "载于本说明的附件", {"internal 本说明的附件 > :annex"}},
      {"ar", "في مرفق هذه المذكرة", {"internal مرفق هذه المذكرة > :annex"}},
  });
}

TEST(Internal, TheDocumentItself) {
  check({
      {"en", "implementation of the present decision", {"internal the present decision > :"}},
      {"en",
       "The present corrigendum applies to English only.",
       {"internal The present corrigendum > :"}},
      {"fr", "dans la présente note", {"internal la présente note > :"}},
      // a contracted preposition stays outside
      {"fr", "L’objet du présent rapport est de", {"internal présent rapport > :"}},
      {"es", "El objetivo del presente informe es", {"internal presente informe > :"}},
      {"es", "El presente informe se aprobó", {"internal El presente informe > :"}},
      {"ru", "осуществление настоящего решения", {"internal настоящего решения > :"}},
      {"ru", "В настоящем докладе сведены", {"internal настоящем докладе > :"}},
      {"zh", "本报告汇总了资料。", {"internal 本报告 > :"}},
      {"ar", "تنفيذ هذا المقرر", {"internal هذا المقرر > :"}},
      {"ar", "وتنفيذاً لهذه المذكرة", {"internal هذه المذكرة > :"}},
      // a verb, and a part that may be an annex
      {"en", "The Secretariat will present document templates.", {}},
      {"en", "The purpose of the present guidelines is to assist.", {}},
  });
}

TEST(Internal, ATreatySpeaksOfItself) {
  const Context paper = {"UNEP/GLC/COP.3/7", "", "UNEP/GLC"};
  check({
      {"en", "the entry into force of this Convention for it", {"internal this Convention > :"}},
      {"fr", "Aux fins de la présente Convention :", {"internal la présente Convention > :"}},
      {"es", "A los efectos del presente Convenio:", {"internal presente Convenio > :"}},
      {"ru", "Для целей настоящей Конвенции:", {"internal настоящей Конвенции > :"}},
      {"zh", "为本公约的目的", {"internal 本公约 > :"}},
      {"ar", "قبلت الالتزام بهذه الاتفاقية", {"internal هذه الاتفاقية > :"}},
      // an article of it is one reference
      {"en",
       "in accordance with article 5 of this Convention",
       {"treaty-article article 5 > :art.5"}},
      {"fr", "à l’article 5 de la présente Convention", {"treaty-article article 5 > :art.5"}},
      {"es", "el artículo 5 del presente Convenio", {"treaty-article artículo 5 > :art.5"}},
      {"ru", "статьи 5 настоящей Конвенции", {"treaty-article статьи 5 > :art.5"}},
      {"zh", "本公约第5条", {"treaty-article 第5条 > :art.5"}},
      {"ar", "المادة 5 من هذه الاتفاقية", {"treaty-article المادة 5 > :art.5"}},
      // a conference quotes its treaty
      {"en", "The Parties to this Convention shall", {}, paper},
  });
}

TEST(Provisions, PutInLater) {
  check({
      {"en",
       "paragraph 5 (b) of Article 16 bis of the Convention",
       {"treaty-article paragraph 5 (b) of Article 16 bis > :art.16bis(5)(b)"}},
      {"fr", "à l’article 16 bis", {"treaty-article article 16 bis > :art.16bis"}},
      {"es", "el artículo 16 bis", {"treaty-article artículo 16 bis > :art.16bis"}},
      {"ru", "в статье 16-бис", {"treaty-article статье 16-бис > :art.16bis"}},
      {"zh", "第十六条之二", {"treaty-article 第十六条之二 > :art.16bis"}},
      {"ar", "المادة 16 مكرراً", {"treaty-article المادة 16 مكرراً > :art.16bis"}},
  });
}

TEST(Ibid, IsUnresolvedWithoutItsDocument) {
  check({{"en", "Ibid., para. 14.", {"ibid Ibid. > @para.14 !unresolved"}},
         {"fr", "Ibid., par. 14.", {"ibid Ibid. > @para.14 !unresolved"}},
         {"es", "Ibid., párr. 14.", {"ibid Ibid. > @para.14 !unresolved"}},
         {"ru", "Там же, п. 14.", {"ibid Там же > @para.14 !unresolved"}},
         {"zh", "同上，第14段。", {"ibid 同上 > @para.14 !unresolved"}},
         {"ar", "المرجع نفسه، الفقرة 14.", {"ibid المرجع نفسه > @para.14 !unresolved"}}});
}

}  // namespace
}  // namespace hexapla::references
