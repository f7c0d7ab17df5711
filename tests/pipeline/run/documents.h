// Documents for the tests of the batch: a note in six languages, small and written for the purpose.
#pragma once

#include <map>
#include <string>

namespace hexapla::testing {

// Language: text of a note of the symbol UNEP/GLC/COP.3/`number`, as plain text.
inline std::map<std::string, std::string> note(int number) {
  const std::string n = std::to_string(number);
  const std::string symbol = "UNEP/GLC/COP.3/" + n + "\n\n";
  return {
      {"en", symbol +
                 "Distr.: General\n\nNote by the secretariat\n\n1. The Conference of the Parties "
                 "recalled decision SC-7/" +
                 n +
                 " on glacial lakes.\n\n2. Parties are invited to submit their comments to the "
                 "Secretariat by 30 November 2017.\n"},
      {"fr", symbol +
                 "Distr. générale\n\nNote du secrétariat\n\n1. La Conférence des Parties a rappelé "
                 "la décision SC-7/" +
                 n +
                 " relative aux lacs glaciaires.\n\n2. Les Parties sont invitées à communiquer "
                 "leurs observations au Secrétariat au plus tard "
                 "le 30 novembre 2017.\n"},
      {"es", symbol +
                 "Distr. general\n\nNota de la Secretaría\n\n1. La Conferencia de las Partes "
                 "recordó la decisión SC-7/" +
                 n +
                 " relativa a los lagos glaciares.\n\n2. Se invita a las Partes a que presenten "
                 "sus observaciones a la Secretaría a más tardar "
                 "el 30 de noviembre de 2017.\n"},
      {"ru", symbol +
                 "Distr.: General\n\nЗаписка секретариата\n\n1. Конференция Сторон сослалась на "
                 "решение СК-7/" +
                 n +
                 " о ледниковых озерах.\n\n2. Сторонам предлагается представить свои замечания в "
                 "секретариат не позднее 30 ноября 2017 года.\n"},
      {"zh", symbol + "Distr.: General\n\n秘书处的说明\n\n1. 缔约方大会回顾了关于冰川湖的第SC-7/" +
                 n + "号决定。\n\n2. 请各缔约方最迟于2017年11月30日向秘书处提交意见。\n"},
      {"ar", symbol +
                 "Distr.: General\n\nمذكرة من الأمانة\n\n1- أشار مؤتمر الأطراف إلى المقرر SC-7/" +
                 n +
                 " بشأن البحيرات الجليدية.\n\n2- يُرجى من الأطراف أن تقدم تعليقاتها إلى الأمانة في "
                 "موعد أقصاه 30 تشرين الثاني/نوفمبر 2017.\n"},
  };
}

}  // namespace hexapla::testing
