// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as the body of a shop's answer, read as every answer that there is.

#include "core/shop/answerreader.h"
#include "core/shop/jsontext.h"
#include "core/text/isotime.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

template <class T>
void check(const ReadResult<T> &result)
{
    if (const auto *error = std::get_if<ReadError>(&result))
        require(!error->message.isEmpty(), "an error has words");
}

/// Reads twice, with what another reading has left in the parser between: the answer is the same.
template <class T>
ReadResult<T> readTwice(AnswerReader &reader, ReadResult<T> (AnswerReader::*read)(QByteArrayView), QByteArrayView body)
{
    ReadResult<T> first = (reader.*read)(body);
    check(first);
    reader.position(R"({"message":"no"})");
    require((reader.*read)(body).index() == first.index(), "what was read before does not matter");
    return first;
}

void checkText(const QByteArray &body)
{
    const QString text = TextSanitizer({u"secret"_s}).line(UntrustedText(QByteArrayView(body)));
    require(text.size() <= 200, "a text is cut");
    require(!text.contains(u"secret"_s, Qt::CaseInsensitive), "a text holds no secret");
    for (const QChar character : text)
        require(character.category() != QChar::Other_Control, "a text has no control characters");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static AnswerReader reader{TextSanitizer()};
    const QByteArray body(reinterpret_cast<const char *>(data), qsizetype(size));

    readTwice(reader, &AnswerReader::sale, body);
    readTwice(reader, &AnswerReader::token, body);
    readTwice(reader, &AnswerReader::saleCreated, body);
    readTwice(reader, &AnswerReader::buy, body);
    readTwice(reader, &AnswerReader::position, body);
    readTwice(reader, &AnswerReader::confirm, body);
    const auto orders = readTwice(reader, &AnswerReader::orders, body);
    if (const auto *page = std::get_if<OrdersPage>(&orders)) {
        for (const Order &order : page->orders) {
            require(order.email == order.email.trimmed(), "an email is trimmed");
            require(order.paymentStatusText.size() <= 40, "an unknown status is cut");
            require(order.paymentStatus == PaymentStatus::Unknown || order.paymentStatusText.isEmpty(),
                "only an unknown status has a text");
        }
    }
    const HeardAnswer refusal{.status = 409, .body = body};
    reader.judge(*reader.shop().call(ShopCall::Buy), refusal);
    checkText(body);
    unixMillisFromIso(std::string_view(body.constData(), std::size_t(body.size())));
    return 0;
}
