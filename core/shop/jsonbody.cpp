// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/jsonbody.h"

#include "core/shop/tolerantjson.h"

namespace doorbuster {

using namespace Qt::StringLiterals;
using simdjson::dom::element;

std::variant<element, ReadError> JsonBody::parse(QByteArrayView body)
{
    constexpr QByteArrayView byteOrderMark = "\xef\xbb\xbf";
    if (body.startsWith(byteOrderMark))
        body = body.sliced(byteOrderMark.size());
    if (body.isEmpty())
        return ReadError{{}, u"the body is empty"_s};
    element root;
    const auto error = m_parser.parse(body.data(), std::size_t(body.size())).get(root);
    if (error == simdjson::SUCCESS)
        return root;
    if (error == simdjson::EMPTY) // blanks only, of which Qt 6.4's trimmed() makes a view of negative size
        return ReadError{{}, u"the body is empty"_s};
    const QByteArrayView content = body.trimmed();
    if (content.startsWith('<'))
        return ReadError{{}, u"the body is a page (HTML or XML), not JSON; is this address the shop's API?"_s};
    if (content.startsWith('{') || content.startsWith('[')) {
        const QByteArray mended = withoutUnreadableValues(content);
        if (m_parser.parse(mended.constData(), std::size_t(mended.size())).get(root) == simdjson::SUCCESS)
            return root;
    }
    return ReadError{{}, u"the body is not JSON (%1)"_s.arg(QString::fromLatin1(simdjson::error_message(error)))};
}

} // namespace doorbuster
