// Small parallel texts for the alignment tests, written for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/align/align.h"

namespace hexapla::align::sample {

using Lines = std::vector<std::string_view>;

inline Text text(std::string lang, const Lines& lines) {
  Text out;
  out.lang = std::move(lang);
  for (const std::string_view line : lines) {
    Segment s;
    s.text = line;
    out.segments.push_back(s);
  }
  return out;
}

// One note in six languages, line by line.
inline const Lines kEnglish = {
    "Note by the secretariat",
    "The first meeting was held in Geneva from 4 to 8 May 2015.",
    "The Committee elected its chair and adopted the agenda contained in document UNEP/XYZ/1.",
    "Parties that have not yet paid their contributions are urged to do so before 30 June 2016.",
    "Three Parties reported stockpiles.",
    "The secretariat was asked to translate the guidance on waste into the six official languages "
    "of the United Nations.",
    "No Party objected.",
    "The next meeting will take place in Nairobi, in 2017.",
};
inline const Lines kFrench = {
    "Note du secrétariat",
    "La première réunion s’est tenue à Genève du 4 au 8 mai 2015.",
    "Le Comité a élu son président et adopté l’ordre du jour figurant dans le document UNEP/XYZ/1.",
    "Les Parties qui n’ont pas encore versé leurs contributions sont instamment priées de le faire "
    "avant le 30 juin 2016.",
    "Trois Parties ont signalé des stocks.",
    "Le secrétariat a été prié de traduire les orientations sur les déchets dans les six langues "
    "officielles de "
    "l’Organisation des Nations Unies.",
    "Aucune Partie ne s’y est opposée.",
    "La prochaine réunion se tiendra à Nairobi, en 2017.",
};
inline const Lines kSpanish = {
    "Nota de la secretaría",
    "La primera reunión se celebró en Ginebra del 4 al 8 de mayo de 2015.",
    "El Comité eligió a su presidente y aprobó el programa que figura en el documento UNEP/XYZ/1.",
    "Se insta a las Partes que aún no hayan abonado sus contribuciones a que lo hagan antes del 30 "
    "de junio de 2016.",
    "Tres Partes informaron de existencias.",
    "Se pidió a la secretaría que tradujese las orientaciones sobre desechos a los seis idiomas "
    "oficiales de las "
    "Naciones Unidas.",
    "Ninguna Parte se opuso.",
    "La próxima reunión tendrá lugar en Nairobi, en 2017.",
};
inline const Lines kRussian = {
    "Записка секретариата",
    "Первое совещание состоялось в Женеве 4-8 мая 2015 года.",
    "Комитет избрал своего председателя и утвердил повестку дня, содержащуюся в документе "
    "UNEP/XYZ/1.",
    "Сторонам, которые еще не выплатили свои взносы, настоятельно предлагается сделать это до 30 "
    "июня 2016 года.",
    "Три Стороны сообщили о запасах.",
    "Секретариату было предложено перевести руководство по отходам на шесть официальных языков "
    "Организации "
    "Объединенных Наций.",
    "Ни одна Сторона не возразила.",
    "Следующее совещание пройдет в Найроби в 2017 году.",
};
inline const Lines kArabic = {
    "مذكرة من الأمانة",
    "عقد الاجتماع الأول في جنيف من ٤ إلى ٨ أيار/مايو ٢٠١٥.",
    "وانتخبت اللجنة رئيسها وأقرت جدول الأعمال الوارد في الوثيقة UNEP/XYZ/1.",
    "وتُحث الأطراف التي لم تسدد اشتراكاتها بعد على أن تفعل ذلك قبل ٣٠ حزيران/يونيه ٢٠١٦.",
    "وأبلغت ثلاثة أطراف عن مخزونات.",
    "وطُلب إلى الأمانة أن تترجم التوجيهات المتعلقة بالنفايات إلى لغات الأمم المتحدة الرسمية الست.",
    "ولم يعترض أي طرف.",
    "وسيعقد الاجتماع المقبل في نيروبي في عام ٢٠١٧.",
};
inline const Lines kChinese = {
    "秘书处的说明",
    "第一次会议于2015年5月4日至8日在日内瓦举行。",
    "委员会选举了主席，并通过了UNEP/XYZ/1号文件所载的议程。",
    "敦促尚未缴纳捐款的缔约方在2016年6月30日之前缴纳。",
    "三个缔约方报告了库存。",
    "请秘书处将关于废物的导则翻译成联合国六种正式语文。",
    "没有缔约方反对。",
    "下次会议将于2017年在内罗毕举行。",
};

}  // namespace hexapla::align::sample
