// Sentences as they stand in official documents, written for this test: none is in the sample
// corpus, and the values were worked out by reading before the first run.
//
// ⟦…⟧ marks the expressions; behind each language one line a sentence, then one expectation an
// expression: from, to ("-": not told, ".." open), role, bound, actor ("*": not looked at, "":
// none).
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/time/time.h"

namespace hexapla::time {
namespace {

struct Expected {
  std::string_view from;
  std::string_view to;
  std::string_view role;
  std::string_view bound = "*";
  std::string_view actor = "*";
};

struct Sentence {
  std::string_view lang;
  std::string_view text;
  std::vector<Expected> times;
};

const std::vector<Sentence>& sentences() {
  static const std::vector<Sentence> all = {
      // English
      {"en",
       "Parties are requested to complete the questionnaire and return it to the Secretariat by "
       "⟦15 March 2021⟧.",
       {{"2021-03-15", "2021-03-15", "deadline", "by", "Parties"}}},
      {"en",
       "5. Requests the Executive Secretary to report on progress to the Conference of the Parties "
       "⟦at its sixteenth meeting⟧;",
       {{"-", "-", "deadline", "on", "the Executive Secretary"}}},
      {"en",
       "Nominations should reach the Secretariat no later than ⟦Friday, 30 October 2020⟧.",
       {{"2020-10-30", "2020-10-30", "deadline", "no-later-than", ""}}},
      {"en",
       "The workshop was held in Nairobi from ⟦9 to 11 May 2017⟧ with the support of the "
       "Government of Kenya.",
       {{"2017-05-09", "2017-05-11", "meeting"}}},
      {"en",
       "Each Party shall transmit its report ⟦every four years⟧, the first report being due "
       "⟦within two years of the entry into force of the Protocol⟧.",
       {{"-", "-", "period"}, {"-", "-", "deadline", "within"}}},
      {"en",
       "The Committee shall circulate its findings ⟦at least six weeks before the opening of the "
       "session⟧.",
       {{"-", "-", "deadline", "before", "The Committee"}}},
      {"en",
       "By ⟦31 December 2025⟧, each Party shall ensure that all existing stocks are identified and "
       "labelled.",
       {{"2025-12-31", "2025-12-31", "deadline", "by", "each Party"}}},
      {"en",
       "The agreement entered into force on ⟦21 March 1994⟧ and was amended in ⟦December 1997⟧.",
       {{"1994-03-21", "1994-03-21", "event"}, {"1997-12-01", "1997-12-31", "*"}}},
      {"en",
       "Invites Governments in a position to do so to make contributions before ⟦the end of 2022⟧;",
       {{"2022-12-31", "2022-12-31", "deadline", "before"}}},
      {"en",
       "The programme of work for ⟦the period 2016–2020⟧ was approved in ⟦the third quarter of "
       "2015⟧.",
       {{"2016-01-01", "2020-12-31", "period"}, {"2015-07-01", "2015-09-30", "period"}}},
      {"en",
       "A second round of consultations will take place in ⟦late 2019⟧ or ⟦early 2020⟧.",
       {{"2019-01-01", "2019-12-31", "*"}, {"2020-01-01", "2020-12-31", "*"}}},
      {"en",
       "The deadline for the receipt of applications is ⟦1 July 2018⟧; late applications will not "
       "be considered.",
       {{"2018-07-01", "2018-07-01", "deadline", "by", ""}}},
      {"en",
       "Emissions rose by 4 per cent between ⟦1990⟧ and the present, mostly in the ⟦1990s⟧.",
       {{"1990-01-01", "*", "*"}, {"1990-01-01", "1999-12-31", "period"}}},
      {"en",
       "The provisional agenda shall be distributed ⟦not later than two months before the "
       "meeting⟧.",
       {{"-", "-", "deadline", "no-later-than", ""}}},
      {"en",
       "Encourages Parties to submit, by ⟦30 June 2019⟧, their views on the matter to the "
       "secretariat;",
       {{"2019-06-30", "2019-06-30", "deadline", "by", "Parties"}}},
      {"en",
       "The Working Group met on ⟦2 and 3 February 2015⟧ and again from ⟦5 May to 7 June 2015⟧.",
       {{"2015-02-02", "2015-02-03", "meeting"}, {"2015-05-05", "2015-06-07", "*"}}},
      {"en",
       "A Party may, at any time after ⟦three years from the date of entry into force⟧, withdraw "
       "from the Convention.",
       {{"-", "-", "*"}}},
      {"en",
       "Article 12 may apply; see paragraphs 3 to 19 and tables 4-5 of document A/72/15.",
       {}},
      {"en",
       "The Secretariat will issue the revised text by ⟦mid-January 2020⟧.",
       {{"2020-01-01", "2020-01-31", "deadline", "by", "The Secretariat"}}},
      {"en",
       "The mandate of the group, established in ⟦2011⟧, was extended until ⟦31 December 2014⟧.",
       {{"2011-01-01", "2011-12-31", "*"}, {"2014-12-31", "2014-12-31", "*"}}},
      // French
      {"fr",
       "Les Parties sont priées de remplir le questionnaire et de le renvoyer au Secrétariat d’ici "
       "au ⟦15 mars 2021⟧.",
       {{"2021-03-15", "2021-03-15", "deadline", "by", "Les Parties"}}},
      {"fr",
       "5. Prie la Secrétaire exécutive de faire rapport à la Conférence des Parties ⟦à sa "
       "seizième réunion⟧ ;",
       {{"-", "-", "deadline", "on", "la Secrétaire exécutive"}}},
      {"fr",
       "Les candidatures devront parvenir au Secrétariat au plus tard le ⟦vendredi 30 octobre "
       "2020⟧.",
       {{"2020-10-30", "2020-10-30", "deadline", "no-later-than", ""}}},
      {"fr",
       "L’atelier s’est tenu à Nairobi ⟦du 9 au 11 mai 2017⟧ avec l’appui du Gouvernement kényan.",
       {{"2017-05-09", "2017-05-11", "meeting"}}},
      {"fr",
       "Le Comité communique ses conclusions ⟦six semaines au moins avant l’ouverture de la "
       "session⟧.",
       {{"-", "-", "deadline", "before", "Le Comité"}}},
      {"fr",
       "D’ici au ⟦31 décembre 2025⟧, chaque Partie veille à ce que tous les stocks existants "
       "soient recensés.",
       {{"2025-12-31", "2025-12-31", "deadline", "by", "chaque Partie"}}},
      {"fr",
       "L’accord est entré en vigueur le ⟦21 mars 1994⟧ et a été modifié en ⟦décembre 1997⟧.",
       {{"1994-03-21", "1994-03-21", "event"}, {"1997-12-01", "1997-12-31", "*"}}},
      {"fr",
       "Invite les gouvernements qui sont en mesure de le faire à verser des contributions avant "
       "⟦la fin de 2022⟧ ;",
       {{"2022-12-31", "2022-12-31", "deadline", "before"}}},
      {"fr",
       "Le programme de travail pour ⟦la période 2016-2020⟧ a été approuvé au ⟦troisième trimestre "
       "de 2015⟧.",
       {{"2016-01-01", "2020-12-31", "period"}, {"2015-07-01", "2015-09-30", "period"}}},
      {"fr",
       "La date limite de réception des demandes est le ⟦1er juillet 2018⟧.",
       {{"2018-07-01", "2018-07-01", "deadline", "by", ""}}},
      {"fr",
       "Les émissions ont augmenté depuis ⟦1990⟧, surtout dans les ⟦années 1990⟧.",
       {{"1990-01-01", "..", "period"}, {"1990-01-01", "1999-12-31", "period"}}},
      {"fr",
       "L’ordre du jour provisoire est distribué ⟦au plus tard deux mois avant la réunion⟧.",
       {{"-", "-", "deadline", "no-later-than", ""}}},
      {"fr",
       "Encourage les Parties à présenter au Secrétariat, d’ici au ⟦30 juin 2019⟧, leurs vues sur "
       "la question ;",
       {{"2019-06-30", "2019-06-30", "deadline", "by", "les Parties"}}},
      {"fr",
       "Le Groupe de travail s’est réuni les ⟦2 et 3 février 2015⟧.",
       {{"2015-02-02", "2015-02-03", "meeting"}}},
      {"fr",
       "Toute Partie peut retirer sa notification ⟦dans un délai de trois mois à compter de la "
       "date de sa réception⟧.",
       {{"-", "-", "deadline", "within", "Toute Partie"}}},
      {"fr",
       "L’article 12 s’applique ; voir les paragraphes 3 à 19 et les tableaux 4 et 5 du document "
       "A/72/15.",
       {}},
      {"fr",
       "La réunion aura lieu à ⟦la mi-janvier 2020⟧ ou, à défaut, au ⟦début de 2021⟧.",
       {{"2020-01-01", "2020-01-31", "*"}, {"2021-01-01", "2021-12-31", "*"}}},
      {"fr",
       "Demande au Directeur exécutif de lui présenter un rapport ⟦tous les deux ans⟧ ;",
       {{"-", "-", "period"}}},
      {"fr",
       "Le mandat du groupe, créé en ⟦2011⟧, a été prorogé jusqu’au ⟦31 décembre 2014⟧.",
       {{"2011-01-01", "2011-12-31", "*"}, {"2014-12-31", "2014-12-31", "*"}}},
      {"fr",
       "Les observations seront communiquées au plus tard le ⟦[date]⟧.",
       {{"-", "-", "deadline", "no-later-than"}}},
      // Spanish
      {"es",
       "Se pide a las Partes que rellenen el cuestionario y lo devuelvan a la Secretaría a más "
       "tardar el ⟦15 de marzo de 2021⟧.",
       {{"2021-03-15", "2021-03-15", "deadline", "no-later-than", "las Partes"}}},
      {"es",
       "5. Pide a la Secretaria Ejecutiva que informe a la Conferencia de las Partes ⟦en su 16ª "
       "reunión⟧;",
       {{"-", "-", "deadline", "on", "la Secretaria Ejecutiva"}}},
      {"es",
       "Las candidaturas deberán llegar a la Secretaría a más tardar el ⟦viernes 30 de octubre de "
       "2020⟧.",
       {{"2020-10-30", "2020-10-30", "deadline", "no-later-than", ""}}},
      {"es",
       "El taller se celebró en Nairobi ⟦del 9 al 11 de mayo de 2017⟧ con el apoyo del Gobierno de "
       "Kenya.",
       {{"2017-05-09", "2017-05-11", "meeting"}}},
      {"es",
       "El Comité distribuirá sus conclusiones ⟦al menos seis semanas antes de la apertura del "
       "período de sesiones⟧.",
       {{"-", "-", "deadline", "before", "El Comité"}}},
      {"es",
       "A más tardar el ⟦31 de diciembre de 2025⟧, cada Parte velará por que se identifiquen todas "
       "las existencias.",
       {{"2025-12-31", "2025-12-31", "deadline", "no-later-than", "cada Parte"}}},
      {"es",
       "El acuerdo entró en vigor el ⟦21 de marzo de 1994⟧ y fue enmendado en ⟦diciembre de 1997⟧.",
       {{"1994-03-21", "1994-03-21", "event"}, {"1997-12-01", "1997-12-31", "*"}}},
      {"es",
       "Invita a los gobiernos que estén en condiciones de hacerlo a que aporten contribuciones "
       "antes de ⟦fines de 2022⟧;",
       {{"2022-12-31", "2022-12-31", "deadline", "before"}}},
      {"es",
       "El programa de trabajo para ⟦el período 2016-2020⟧ se aprobó en ⟦el tercer trimestre de "
       "2015⟧.",
       {{"2016-01-01", "2020-12-31", "period"}, {"2015-07-01", "2015-09-30", "period"}}},
      {"es",
       "El plazo para la presentación de solicitudes vence el ⟦1 de julio de 2018⟧.",
       {{"2018-07-01", "2018-07-01", "deadline", "by", ""}}},
      {"es",
       "Las emisiones han aumentado desde ⟦1990⟧, sobre todo en el ⟦decenio de 1990⟧.",
       {{"1990-01-01", "..", "period"}, {"1990-01-01", "1999-12-31", "period"}}},
      {"es",
       "El programa provisional se distribuirá ⟦a más tardar dos meses antes de la reunión⟧.",
       {{"-", "-", "deadline", "no-later-than", ""}}},
      {"es",
       "Alienta a las Partes a que presenten a la Secretaría, a más tardar el ⟦30 de junio de "
       "2019⟧, sus opiniones al respecto;",
       {{"2019-06-30", "2019-06-30", "deadline", "no-later-than", "las Partes"}}},
      {"es",
       "El Grupo de Trabajo se reunió los días ⟦2 y 3 de febrero de 2015⟧.",
       {{"2015-02-02", "2015-02-03", "meeting"}}},
      {"es",
       "Cualquier Parte podrá retirar su notificación ⟦en un plazo de tres meses contados a partir "
       "de la fecha de su recepción⟧.",
       {{"-", "-", "deadline", "within", "Cualquier Parte"}}},
      {"es",
       "Se aplica el artículo 12; véanse los párrafos 3 a 19 y los cuadros 4 y 5 del documento "
       "A/72/15.",
       {}},
      {"es",
       "La reunión tendrá lugar a ⟦mediados de enero de 2020⟧ o a ⟦principios de 2021⟧.",
       {{"2020-01-01", "2020-01-31", "*"}, {"2021-01-01", "2021-12-31", "*"}}},
      {"es",
       "Pide al Director Ejecutivo que le presente un informe ⟦cada dos años⟧;",
       {{"-", "-", "period"}}},
      {"es",
       "El mandato del grupo, creado en ⟦2011⟧, se prorrogó hasta el ⟦31 de diciembre de 2014⟧.",
       {{"2011-01-01", "2011-12-31", "*"}, {"2014-12-31", "2014-12-31", "*"}}},
      {"es",
       "Las observaciones se remitirán a más tardar el ⟦[fecha]⟧.",
       {{"-", "-", "deadline", "no-later-than"}}},
      // Russian
      {"ru",
       "Сторонам предлагается заполнить вопросник и вернуть его в секретариат к ⟦15 марта 2021 "
       "года⟧.",
       {{"2021-03-15", "2021-03-15", "deadline", "by", "Сторонам"}}},
      {"ru",
       "5. просит Исполнительного секретаря представить доклад Конференции Сторон ⟦на ее "
       "шестнадцатом совещании⟧;",
       {{"-", "-", "deadline", "on", "Исполнительного секретаря"}}},
      {"ru",
       "Кандидатуры должны поступить в секретариат не позднее ⟦пятницы, 30 октября 2020 года⟧.",
       {{"2020-10-30", "2020-10-30", "deadline", "no-later-than", ""}}},
      {"ru",
       "Практикум состоялся в Найроби ⟦с 9 по 11 мая 2017 года⟧ при поддержке правительства Кении.",
       {{"2017-05-09", "2017-05-11", "meeting"}}},
      {"ru",
       "Комитет распространяет свои выводы ⟦не менее чем за шесть недель до открытия сессии⟧.",
       {{"-", "-", "deadline", "before", "Комитет"}}},
      {"ru",
       "К ⟦31 декабря 2025 года⟧ каждая Сторона обеспечивает выявление всех имеющихся запасов.",
       {{"2025-12-31", "2025-12-31", "deadline", "by", "каждая Сторона"}}},
      {"ru",
       "Соглашение вступило в силу ⟦21 марта 1994 года⟧, и в ⟦декабре 1997 года⟧ в него были "
       "внесены поправки.",
       {{"1994-03-21", "1994-03-21", "event"}, {"1997-12-01", "1997-12-31", "*"}}},
      {"ru",
       "предлагает правительствам, имеющим такую возможность, внести взносы до ⟦конца 2022 года⟧;",
       {{"2022-12-31", "2022-12-31", "deadline", "before"}}},
      {"ru",
       "Программа работы на ⟦период 2016–2020 годов⟧ была утверждена в ⟦третьем квартале 2015 "
       "года⟧.",
       {{"2016-01-01", "2020-12-31", "period"}, {"2015-07-01", "2015-09-30", "period"}}},
      {"ru",
       "Крайний срок получения заявок – ⟦1 июля 2018 года⟧.",
       {{"2018-07-01", "2018-07-01", "deadline", "by", ""}}},
      {"ru",
       "Выбросы растут с ⟦1990 года⟧, главным образом в ⟦1990-е годы⟧.",
       {{"1990-01-01", "..", "period"}, {"1990-01-01", "1999-12-31", "period"}}},
      {"ru",
       "Предварительная повестка дня распространяется ⟦не позднее чем за два месяца до совещания⟧.",
       {{"-", "-", "deadline", "no-later-than", ""}}},
      {"ru",
       "призывает Стороны представить секретариату не позднее ⟦30 июня 2019 года⟧ свои мнения по "
       "этому вопросу;",
       {{"2019-06-30", "2019-06-30", "deadline", "no-later-than", "Стороны"}}},
      {"ru",
       "Рабочая группа провела совещание ⟦2 и 3 февраля 2015 года⟧.",
       {{"2015-02-02", "2015-02-03", "meeting"}}},
      {"ru",
       "Любая Сторона может отозвать свое уведомление ⟦в течение трех месяцев с даты его "
       "получения⟧.",
       {{"-", "-", "deadline", "within", "Любая Сторона"}}},
      {"ru", "Применяется статья 12; см. пункты 3–19 и таблицы 4 и 5 документа A/72/15.", {}},
      {"ru",
       "Совещание состоится в ⟦середине января 2020 года⟧ или в ⟦начале 2021 года⟧.",
       {{"2020-01-01", "2020-01-31", "*"}, {"2021-01-01", "2021-12-31", "*"}}},
      {"ru",
       "просит Директора-исполнителя представлять ей доклад ⟦раз в два года⟧;",
       {{"-", "-", "period"}}},
      {"ru",
       "Мандат группы, учрежденной в ⟦2011 году⟧, был продлен до ⟦31 декабря 2014 года⟧.",
       {{"2011-01-01", "2011-12-31", "*"}, {"2014-12-31", "2014-12-31", "*"}}},
      {"ru",
       "Замечания направляются не позднее ⟦[дата]⟧.",
       {{"-", "-", "deadline", "no-later-than"}}},
      // Chinese
      {"zh",
       "请各缔约方填写调查表，并最迟于⟦2021年3月15日⟧交回秘书处。",
       {{"2021-03-15", "2021-03-15", "deadline", "no-later-than", "各缔约方"}}},
      {"zh",
       "5. 请执行秘书向缔约方大会⟦第十六次会议⟧报告进展情况；",
       {{"-", "-", "deadline", "on", "执行秘书"}}},
      {"zh",
       "提名应不迟于⟦2020年10月30日星期五⟧送达秘书处。",
       {{"2020-10-30", "2020-10-30", "deadline", "no-later-than", ""}}},
      {"zh",
       "讲习班于⟦2017年5月9日至11日⟧在内罗毕举行。",
       {{"2017-05-09", "2017-05-11", "meeting"}}},
      {"zh", "委员会应⟦至少在会议开幕前六周⟧分发其结论。", {{"-", "-", "deadline", "*", "委员会"}}},
      {"zh",
       "在⟦2025年12月31日⟧之前，每一缔约方应确保查明所有现有库存。",
       {{"2025-12-31", "2025-12-31", "deadline", "before", "每一缔约方"}}},
      {"zh",
       "该协定于⟦1994年3月21日⟧生效，并于⟦1997年12月⟧修正。",
       {{"1994-03-21", "1994-03-21", "event"}, {"1997-12-01", "1997-12-31", "*"}}},
      {"zh",
       "邀请有能力的各国政府在⟦2022年底⟧之前捐款；",
       {{"2022-12-31", "2022-12-31", "deadline", "before"}}},
      {"zh",
       "⟦2016-2020年⟧期间的工作方案已于⟦2015年第三季度⟧核准。",
       {{"2016-01-01", "2020-12-31", "period"}, {"2015-07-01", "2015-09-30", "period"}}},
      {"zh",
       "申请的截止日期为⟦2018年7月1日⟧。",
       {{"2018-07-01", "2018-07-01", "deadline", "by", ""}}},
      {"zh",
       "自⟦1990年⟧以来，排放量有所增加，特别是在⟦1990年代⟧。",
       {{"1990-01-01", "..", "period"}, {"1990-01-01", "1999-12-31", "period"}}},
      {"zh",
       "鼓励缔约方在⟦2019年6月30日⟧之前向秘书处提交对此事的意见；",
       {{"2019-06-30", "2019-06-30", "deadline", "before", "缔约方"}}},
      {"zh",
       "工作组于⟦二〇一五年二月二日至三日⟧举行了会议。",
       {{"2015-02-02", "2015-02-03", "meeting"}}},
      {"zh",
       "任何缔约方均可⟦在收到通知后三个月内⟧撤回其通知。",
       {{"-", "-", "deadline", "within", "任何缔约方"}}},
      {"zh", "第12条适用；见A/72/15号文件第3至19段和表4及表5。", {}},
      {"zh",
       "会议将于⟦2020年1月中旬⟧或⟦2021年初⟧举行。",
       {{"2020-01-01", "2020-01-31", "*"}, {"2021-01-01", "2021-12-31", "*"}}},
      {"zh", "请执行主任⟦每两年⟧向其提交一份报告；", {{"-", "-", "period"}}},
      {"zh",
       "该小组成立于⟦2011年⟧，其任期延长至⟦2014年12月31日⟧。",
       {{"2011-01-01", "2011-12-31", "*"}, {"2014-12-31", "2014-12-31", "*"}}},
      {"zh", "意见应至迟于⟦［日期］⟧提交。", {{"-", "-", "deadline", "no-later-than"}}},
      {"zh",
       "请秘书处在⟦２０２０年９月３０日⟧之前公布该文件。",
       {{"2020-09-30", "2020-09-30", "deadline", "before", "秘书处"}}},
      // Arabic
      {"ar",
       "يُرجى من الأطراف ملء الاستبيان وإعادته إلى الأمانة بحلول ⟦15 آذار/مارس 2021⟧.",
       {{"2021-03-15", "2021-03-15", "deadline", "by", "الأطراف"}}},
      {"ar",
       "5- يطلب إلى الأمينة التنفيذية أن تقدم تقريراً إلى مؤتمر الأطراف ⟦في اجتماعه السادس عشر⟧؛",
       {{"-", "-", "deadline", "on", "الأمينة التنفيذية"}}},
      {"ar",
       "وينبغي أن تصل الترشيحات إلى الأمانة في موعد أقصاه ⟦يوم الجمعة 30 تشرين الأول/أكتوبر 2020⟧.",
       {{"2020-10-30", "2020-10-30", "deadline", "no-later-than", ""}}},
      {"ar",
       "عُقدت حلقة العمل في نيروبي ⟦من 9 إلى 11 أيار/مايو 2017⟧ بدعم من حكومة كينيا.",
       {{"2017-05-09", "2017-05-11", "meeting"}}},
      {"ar",
       "تعمم اللجنة استنتاجاتها ⟦قبل ستة أسابيع على الأقل من افتتاح الدورة⟧.",
       {{"-", "-", "deadline", "before", "اللجنة"}}},
      {"ar",
       "بحلول ⟦31 كانون الأول/ديسمبر 2025⟧، يكفل كل طرف تحديد جميع المخزونات الموجودة.",
       {{"2025-12-31", "2025-12-31", "deadline", "by", "كل طرف"}}},
      {"ar",
       "دخل الاتفاق حيز النفاذ في ⟦21 آذار/مارس 1994⟧ وعُدل في ⟦كانون الأول/ديسمبر 1997⟧.",
       {{"1994-03-21", "1994-03-21", "event"}, {"1997-12-01", "1997-12-31", "*"}}},
      {"ar",
       "يدعو الحكومات القادرة على ذلك إلى تقديم مساهمات قبل ⟦نهاية عام 2022⟧؛",
       {{"2022-12-31", "2022-12-31", "deadline", "before"}}},
      {"ar",
       "أُقر برنامج العمل ⟦للفترة 2016-2020⟧ في ⟦الربع الثالث من عام 2015⟧.",
       {{"2016-01-01", "2020-12-31", "period"}, {"2015-07-01", "2015-09-30", "period"}}},
      {"ar",
       "الموعد النهائي لاستلام الطلبات هو ⟦1 تموز/يوليه 2018⟧.",
       {{"2018-07-01", "2018-07-01", "deadline", "by", ""}}},
      {"ar", "زادت الانبعاثات منذ ⟦عام 1990⟧.", {{"1990-01-01", "..", "period"}}},
      {"ar",
       "ويوزع جدول الأعمال المؤقت ⟦في موعد لا يتجاوز شهرين قبل الاجتماع⟧.",
       {{"-", "-", "deadline", "no-later-than", ""}}},
      {"ar",
       "يشجع الأطراف على أن تقدم إلى الأمانة، بحلول ⟦٣٠ حزيران/يونيو ٢٠١٩⟧، آراءها بشأن المسألة؛",
       {{"2019-06-30", "2019-06-30", "deadline", "by", "الأطراف"}}},
      {"ar",
       "اجتمع الفريق العامل في ⟦2 و3 شباط/فبراير 2015⟧.",
       {{"2015-02-02", "2015-02-03", "meeting"}}},
      {"ar",
       "يجوز لأي طرف أن يسحب إخطاره ⟦في غضون ثلاثة أشهر من تاريخ استلامه⟧.",
       {{"-", "-", "deadline", "within"}}},
      {"ar", "تنطبق المادة 12؛ انظر الفقرات 3 إلى 19 والجدولين 4 و5 من الوثيقة A/72/15.", {}},
      {"ar",
       "سيعقد الاجتماع في ⟦منتصف كانون الثاني/يناير 2020⟧ أو في ⟦أوائل عام 2021⟧.",
       {{"2020-01-01", "2020-01-31", "*"}, {"2021-01-01", "2021-12-31", "*"}}},
      {"ar", "يطلب إلى المدير التنفيذي أن يقدم إليه تقريراً ⟦كل سنتين⟧؛", {{"-", "-", "period"}}},
      {"ar",
       "أنشئ الفريق في ⟦عام 2011⟧ ومُددت ولايته حتى ⟦31 ديسمبر/كانون الأول 2014⟧.",
       {{"2011-01-01", "2011-12-31", "*"}, {"2014-12-31", "2014-12-31", "*"}}},
      {"ar",
       "تُرسل التعليقات في موعد أقصاه ⟦[التاريخ]⟧.",
       {{"-", "-", "deadline", "no-later-than"}}},
  };
  return all;
}

std::string told(const std::string& day, bool open) {
  return !day.empty() ? day : open ? ".." : "-";
}

bool agrees(std::string_view want, std::string_view have) {
  return want == "*" || want == have;
}

TEST(Sentences, AreReadAsAPersonReadsThem) {
  std::size_t expressions = 0;
  std::size_t right = 0;
  for (const Sentence& s : sentences()) {
    std::string text;
    std::vector<std::string> quotes;
    for (std::size_t at = 0; at < s.text.size();) {
      if (s.text.substr(at, 3) == "⟦") {
        quotes.emplace_back();
        at += 3;
        const std::size_t end = s.text.find("⟧", at);
        quotes.back() = s.text.substr(at, end - at);
        text += quotes.back();
        at = end + 3;
      } else {
        text += s.text[at++];
      }
    }
    ASSERT_EQ(quotes.size(), s.times.size()) << text;
    text::Unit unit;
    unit.text = text;
    unit.lang = s.lang;
    const std::vector<text::Unit> units{unit};
    const auto references = references::find_in_document(units, references::Context{});
    const auto found = find_in_document(units, references).times.front();
    std::string have;
    for (const TimeExpression& e : found) {
      const bool open = !e.from.empty() && e.to.empty();
      have += "\n    <" + text.substr(e.span.begin, e.span.size()) + "> " + told(e.from, false) +
              " " + told(e.to, open) + " " + std::string(name(e.role)) + " " +
              std::string(name(e.bound)) + " actor <" + e.actor + "> action <" + e.action + ">";
    }
    for (std::size_t i = 0; i < quotes.size(); ++i) {
      const Expected& want = s.times[i];
      ++expressions;
      bool good = false;
      for (const TimeExpression& e : found) {
        const bool open = !e.from.empty() && e.to.empty();
        good = good || (text.substr(e.span.begin, e.span.size()) == quotes[i] &&
                        agrees(want.from, told(e.from, false)) &&
                        agrees(want.to, told(e.to, open)) && agrees(want.role, name(e.role)) &&
                        agrees(want.bound, name(e.bound)) && agrees(want.actor, e.actor));
      }
      right += good ? 1 : 0;
      EXPECT_TRUE(good) << s.lang << ": " << text << "\n  wanted <" << quotes[i] << "> "
                        << want.from << " " << want.to << " " << want.role << " " << want.bound
                        << " actor <" << want.actor << ">, found" << have;
    }
    EXPECT_LE(found.size(), quotes.size()) << s.lang << ": " << text << have;
  }
  RecordProperty("expressions", static_cast<int>(expressions));
  RecordProperty("right", static_cast<int>(right));
}

}  // namespace
}  // namespace hexapla::time
