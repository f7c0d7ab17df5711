// Who must do what, in sentences written for this test: actor and action as docs/CORPUS.md defines
// their extents, worked out by reading. One deadline a sentence.
#include <gtest/gtest.h>

#include <string_view>

#include "analyzers/time/time.h"

namespace hexapla::time {
namespace {

struct Duty {
  std::string_view lang;
  std::string_view text;
  std::string_view actor;
  std::string_view action;
};

constexpr Duty kDuties[] = {
    {"en",
     "3. Urges Governments that have not yet done so to ratify the Protocol before 1 January 2020;",
     "Governments that have not yet done so", "ratify the Protocol"},
    {"en",
     "Member States are encouraged to share their experience with the secretariat by 15 May 2022.",
     "Member States", "share their experience with the secretariat"},
    {"en", "The President shall, no later than 30 June 2021, appoint the members of the panel.",
     "The President", "appoint the members of the panel"},
    {"en", "The budget is to be approved by the Executive Board before 31 December 2019.",
     "the Executive Board", "The budget is to be approved by the Executive Board"},
    {"en",
     "Requests the Director to update the register and to publish it on the website by 1 March "
     "2023;",
     "the Director", "publish it on the website"},
    {"en",
     "Each State party undertakes to submit an initial report within two years of the entry into "
     "force of the Convention for it.",
     "Each State party", "submit an initial report"},
    {"en",
     "If a dispute arises, the parties concerned must notify the depositary within 30 days of its "
     "occurrence.",
     "the parties concerned", "notify the depositary"},
    {"en", "Views on the draft should be sent to the Bureau by 4 October 2018.", "",
     "Views on the draft should be sent to the Bureau"},
    // What had been received by a day binds nobody; what must be received does.
    {"en", "Comments by Parties must be received by 2 June 2019.", "Parties",
     "Comments by Parties must be received"},
    {"fr",
     "Exhorte les gouvernements qui ne l’ont pas encore fait à ratifier le Protocole avant le 1er "
     "janvier 2020 ;",
     "les gouvernements qui ne l’ont pas encore fait", "ratifier le Protocole"},
    {"fr",
     "Les États Membres sont encouragés à faire part de leur expérience au secrétariat d’ici au 15 "
     "mai 2022.",
     "Les États Membres", "faire part de leur expérience au secrétariat"},
    {"fr", "Le Président nomme les membres du groupe au plus tard le 30 juin 2021.", "Le Président",
     "nomme les membres du groupe"},
    {"fr", "Le budget doit être approuvé par le Conseil avant le 31 décembre 2019.", "le Conseil",
     "Le budget doit être approuvé par le Conseil"},
    {"fr",
     "Prie la Directrice exécutive de mettre à jour le registre et de le publier sur le site Web "
     "d’ici au 1er mars 2023 ;",
     "la Directrice exécutive", "le publier sur le site Web"},
    {"fr",
     "Chaque État partie s’engage à présenter un rapport initial dans les deux ans suivant "
     "l’entrée en vigueur de la Convention.",
     "Chaque État partie", "présenter un rapport initial"},
    {"fr", "Les candidatures devront être adressées au Bureau le 4 octobre 2018 au plus tard.", "",
     "Les candidatures devront être adressées au Bureau"},
    {"es",
     "Insta a los Gobiernos que aún no lo hayan hecho a que ratifiquen el Protocolo antes del 1 de "
     "enero de 2020;",
     "los Gobiernos que aún no lo hayan hecho", "ratifiquen el Protocolo"},
    {"es",
     "Se alienta a los Estados Miembros a que comuniquen su experiencia a la secretaría a más "
     "tardar el 15 de mayo de 2022.",
     "los Estados Miembros", "comuniquen su experiencia a la secretaría"},
    {"es", "El Presidente nombrará a los miembros del grupo a más tardar el 30 de junio de 2021.",
     "El Presidente", "nombrará a los miembros del grupo"},
    {"es",
     "El presupuesto deberá ser aprobado por la Junta Ejecutiva antes del 31 de diciembre de 2019.",
     "la Junta Ejecutiva", "El presupuesto deberá ser aprobado por la Junta Ejecutiva"},
    {"es",
     "Pide a la Directora Ejecutiva que actualice el registro y que lo publique en el sitio web a "
     "más tardar el 1 de marzo de 2023;",
     "la Directora Ejecutiva", "lo publique en el sitio web"},
    {"es",
     "Cada Estado parte presentará un informe inicial en un plazo de dos años a partir de la "
     "entrada en vigor de la Convención.",
     "Cada Estado parte", "presentará un informe inicial"},
    {"es",
     "Las opiniones sobre el proyecto deberán remitirse a la Mesa a más tardar el 4 de octubre de "
     "2018.",
     "", "Las opiniones sobre el proyecto deberán remitirse a la Mesa"},
    {"ru",
     "настоятельно призывает правительства, которые еще не сделали этого, ратифицировать Протокол "
     "до 1 января 2020 года;",
     "правительства, которые еще не сделали этого", "ратифицировать Протокол"},
    {"ru",
     "Государствам-членам рекомендуется поделиться своим опытом с секретариатом к 15 мая 2022 "
     "года.",
     "Государствам-членам", "поделиться своим опытом с секретариатом"},
    {"ru", "Председатель назначает членов группы не позднее 30 июня 2021 года.", "Председатель",
     "назначает членов группы"},
    {"ru",
     "просит Директора-исполнителя обновить реестр, и опубликовать его на веб-сайте к 1 марта 2023 "
     "года;",
     "Директора-исполнителя", "опубликовать его на веб-сайте"},
    {"ru",
     "Каждое государство-участник представляет первоначальный доклад в течение двух лет с даты "
     "вступления Конвенции в силу.",
     "Каждое государство-участник", "представляет первоначальный доклад"},
    {"ru", "Мнения по проекту следует направить Бюро не позднее 4 октября 2018 года.", "",
     "Мнения по проекту следует направить Бюро"},
    {"zh", "敦促尚未批准《议定书》的各国政府在2020年1月1日之前予以批准；",
     "尚未批准《议定书》的各国政府", "予以批准"},
    {"zh", "鼓励会员国至迟于2022年5月15日向秘书处通报其经验。", "会员国", "向秘书处通报其经验"},
    {"zh", "主席应不迟于2021年6月30日任命专家组成员。", "主席", "任命专家组成员"},
    {"zh", "请执行主任更新登记册，并在2023年3月1日之前在网站上公布；", "执行主任", "在网站上公布"},
    {"zh", "每一缔约国应在《公约》生效后两年内提交初次报告。", "每一缔约国", "提交初次报告"},
    {"zh", "对草案的意见应至迟于2018年10月4日提交主席团。", "", "提交主席团"},
    {"ar",
     "يحث الحكومات التي لم تفعل ذلك بعد على أن تصدق على البروتوكول قبل 1 كانون الثاني/يناير 2020؛",
     "الحكومات التي لم تفعل ذلك بعد", "تصدق على البروتوكول"},
    {"ar", "تُشجَّع الدول الأعضاء على أن تتبادل خبراتها مع الأمانة بحلول 15 أيار/مايو 2022.",
     "الدول الأعضاء", "تتبادل خبراتها مع الأمانة"},
    {"ar", "يعين الرئيس أعضاء الفريق في موعد أقصاه 30 حزيران/يونيه 2021.", "الرئيس",
     "يعين الرئيس أعضاء الفريق"},
    {"ar",
     "يطلب إلى المديرة التنفيذية أن تحدث السجل وأن تنشره على الموقع الشبكي بحلول 1 آذار/مارس 2023؛",
     "المديرة التنفيذية", "تنشره على الموقع الشبكي"},
    {"ar", "تقدم كل دولة طرف تقريراً أولياً في غضون سنتين من بدء نفاذ الاتفاقية.", "كل دولة طرف",
     "تقدم كل دولة طرف تقريراً أولياً"},
    {"ar", "ينبغي إرسال الآراء بشأن المشروع إلى المكتب في موعد أقصاه 4 تشرين الأول/أكتوبر 2018.",
     "", "إرسال الآراء بشأن المشروع إلى المكتب"},
};

TEST(Duties, ActorAndActionOfASentence) {
  int right = 0;
  for (const Duty& d : kDuties) {
    const TimeExpression* deadline = nullptr;
    const auto found = find(d.text, d.lang);
    for (const TimeExpression& e : found) {
      if (e.role == Role::deadline) deadline = &e;
    }
    ASSERT_NE(deadline, nullptr) << d.text;
    EXPECT_EQ(deadline->actor, d.actor) << d.text;
    EXPECT_EQ(deadline->action, d.action) << d.text;
    right += deadline->actor == d.actor && deadline->action == d.action ? 1 : 0;
  }
  RecordProperty("right", right);
}

// What a body did at a meeting is told, not asked of anybody; the day of the meeting stays one of a
// meeting.
TEST(Duties, WhatWasDoneAtAMeetingBindsNobody) {
  const struct {
    const char* lang;
    const char* text;
  } cases[] = {
      {"ar", "وفي اجتماعه الثاني، استكمل الفريق العامل مشروع المبادئ التوجيهية."},
      {"en", "At its second meeting, the Working Group completed the draft guidelines."},
      {"es", "En su segunda reunión, el Grupo de Trabajo terminó el proyecto de directrices."},
      {"fr", "À sa deuxième réunion, le Groupe de travail a achevé le projet de directives."},
      {"ru", "На своем втором совещании Рабочая группа завершила подготовку проекта."},
      {"zh", "在第二次会议上，工作组完成了准则草案的修订工作。"},
  };
  for (const auto& c : cases) {
    for (const TimeExpression& e : find(c.text, c.lang))
      EXPECT_NE(e.role, Role::deadline) << c.text;
  }
}

}  // namespace
}  // namespace hexapla::time
