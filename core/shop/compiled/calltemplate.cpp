// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/compiled/calltemplate.h"

#include "core/shop/jsontext.h"

#include <QLocale>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
        || c == '_' || c == '~';
}

void appendPercent(QByteArray &out, QByteArrayView text)
{
    static constexpr char hex[] = "0123456789ABCDEF";
    for (const char c : text) {
        if (isUnreserved(c)) {
            out += c;
        } else {
            out += '%';
            out += hex[(c >> 4) & 0xf];
            out += hex[c & 0xf];
        }
    }
}

void appendHeader(QByteArray &out, QByteArrayView text)
{
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7f')
            out += c;
    }
}

TextTemplate templateFrom(const QString &text)
{
    auto made = TextTemplate::parse(text);
    return std::holds_alternative<TextTemplate>(made) ? std::get<TextTemplate>(std::move(made)) : TextTemplate();
}

} // namespace

void appendEscaped(QByteArray &out, const ShopValue &value, ValuePlace place)
{
    switch (place) {
    case ValuePlace::Path:
    case ValuePlace::Form:
        return appendPercent(out, value.text);
    case ValuePlace::Header:
        return appendHeader(out, value.text);
    case ValuePlace::InJson:
        return appendJsonContent(out, value.text);
    case ValuePlace::WholeJson:
        if (value.isJson || value.text.isEmpty()) {
            out += value.isJson ? value.text : QByteArray("null");
            return;
        }
        out += '"';
        appendJsonContent(out, value.text);
        out += '"';
    }
}

void ByteTemplate::append(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    if (m_pieces.empty() || m_pieces.back().value >= 0)
        m_pieces.emplace_back();
    m_pieces.back().bytes += bytes;
}

void ByteTemplate::appendValue(std::size_t index, ValuePlace place)
{
    m_pieces.push_back({{}, int(index), place});
}

void ByteTemplate::append(const TextTemplate &text, ValuePlace place, const ValueNames &names)
{
    // A number within a longer text is a part of that text.
    const bool isPart = place == ValuePlace::WholeJson && !text.isOneValue();
    const bool isMade =
        place == ValuePlace::WholeJson && text.isOneValue() && names.made.contains(text.pieces()[0].text);
    if (isPart || isMade) {
        append("\"");
        append(text, ValuePlace::InJson, names);
        append("\"");
        return;
    }
    for (const TextTemplate::Piece &piece : text.pieces()) {
        if (!piece.isValue) {
            // Of an address, what its author wrote is sent as it is.
            if (place == ValuePlace::Path) {
                append(piece.text.toUtf8());
                continue;
            }
            QByteArray bytes;
            appendEscaped(bytes, {piece.text.toUtf8()}, place);
            append(bytes);
        } else if (const auto made = names.made.constFind(piece.text); made != names.made.constEnd()) {
            append(*made, place == ValuePlace::Path ? ValuePlace::Form : place, names);
        } else if (const auto fixed = names.fixed.constFind(piece.text); fixed != names.fixed.constEnd()) {
            QByteArray bytes;
            appendEscaped(bytes, {*fixed}, place);
            append(bytes);
        } else if (const auto filled = names.filled.constFind(piece.text); filled != names.filled.constEnd()) {
            appendValue(*filled, place);
        }
    }
}

void ByteTemplate::appendJson(const JsonNode &node, const ValueNames &names)
{
    switch (node.type) {
    case JsonNode::Type::Null:
        return append("null");
    case JsonNode::Type::Boolean:
        return append(node.boolean ? "true" : "false");
    case JsonNode::Type::Number:
        return append(QByteArray::number(node.number, 'g', QLocale::FloatingPointShortest));
    case JsonNode::Type::String:
        if (node.string.isEmpty())
            return append("\"\"");
        return append(templateFrom(node.string), ValuePlace::WholeJson, names);
    case JsonNode::Type::Array:
        append("[");
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            append(i > 0 ? "," : "");
            appendJson(node.items[i], names);
        }
        return append("]");
    case JsonNode::Type::Object:
        append("{");
        for (std::size_t i = 0; i < node.members.size(); ++i) {
            QByteArray name = i > 0 ? ",\"" : "\"";
            appendJsonContent(name, node.members[i].first.toUtf8());
            append(name + "\":");
            appendJson(node.members[i].second, names);
        }
        return append("}");
    }
}

void ByteTemplate::write(QByteArray &out, const ShopValues &values) const
{
    for (const Piece &piece : m_pieces) {
        if (piece.value < 0)
            out += piece.bytes;
        else
            appendEscaped(out, values.at(std::size_t(piece.value)), piece.place);
    }
}

bool ByteTemplate::isUnfilled(const ShopValues &values) const
{
    bool anyValue = false;
    for (const Piece &piece : m_pieces) {
        if (piece.value < 0)
            continue;
        anyValue = true;
        if (!values.at(std::size_t(piece.value)).text.isEmpty())
            return false;
    }
    return anyValue;
}

CallTemplate::CallTemplate(const CallDescription &call, const ValueNames &names)
    : m_method(call.method)
    , m_hasBody(call.body != CallDescription::Body::None)
{
    // The address is split at its own question mark and ampersands, not at those of values.
    const QString address = call.address.text();
    const qsizetype mark = address.indexOf(u'?');
    m_path.append(templateFrom(mark < 0 ? address : address.first(mark)), ValuePlace::Path, names);
    const QStringList parameters = mark < 0 ? QStringList() : address.sliced(mark + 1).split(u'&');
    for (const QString &parameter : parameters) {
        const qsizetype equals = parameter.indexOf(u'=');
        Parameter made{parameter.first(equals + 1).toUtf8(), {}};
        made.value.append(templateFrom(parameter.sliced(equals + 1)), ValuePlace::Path, names);
        m_query.push_back(std::move(made));
    }

    switch (call.body) {
    case CallDescription::Body::None:
        break;
    case CallDescription::Body::Json:
        m_body.appendJson(call.json, names);
        break;
    case CallDescription::Body::GraphQl: {
        QByteArray begin = "{\"query\":\"";
        appendJsonContent(begin, call.query.toUtf8());
        m_body.append(begin + "\",\"variables\":");
        m_body.appendJson(call.json, names);
        m_body.append("}");
        break;
    }
    case CallDescription::Body::Form:
        for (const auto &[name, value] : call.form) {
            QByteArray encoded;
            appendPercent(encoded, name.toUtf8());
            Parameter made{encoded + '=', {}};
            made.value.append(value, ValuePlace::Form, names);
            m_form.push_back(std::move(made));
        }
        break;
    }
    if (m_hasBody)
        m_fixedHeaders.emplace_back("Content-Type",
            call.body == CallDescription::Body::Form ? "application/x-www-form-urlencoded" : "application/json");
    for (const auto &[name, value] : call.headers) {
        ByteTemplate made;
        made.append(value, ValuePlace::Header, names);
        if (!made.isFixed()) {
            m_headers.emplace_back(name, std::move(made));
            continue;
        }
        QByteArray fixed;
        made.write(fixed, {});
        const auto same = std::ranges::find_if(m_fixedHeaders,
            [&wanted = name](const auto &header) { return header.first.compare(wanted, Qt::CaseInsensitive) == 0; });
        if (same != m_fixedHeaders.end())
            same->second = fixed;
        else if (!fixed.isEmpty())
            m_fixedHeaders.emplace_back(name, fixed);
    }
}

QByteArray CallTemplate::target(const ShopValues &values) const
{
    QByteArray target;
    target.reserve(160);
    m_path.write(target, values);
    char separator = '?';
    for (const Parameter &parameter : m_query) {
        if (parameter.value.isUnfilled(values))
            continue;
        target += separator;
        target += parameter.name;
        parameter.value.write(target, values);
        separator = '&';
    }
    return target;
}

QByteArray CallTemplate::body(const ShopValues &values) const
{
    QByteArray body;
    if (!m_hasBody)
        return body;
    body.reserve(160);
    m_body.write(body, values);
    for (const Parameter &parameter : m_form) {
        if (!body.isEmpty())
            body += '&';
        body += parameter.name;
        parameter.value.write(body, values);
    }
    return body;
}

std::vector<std::pair<QByteArray, QByteArray>> CallTemplate::otherHeaders(const ShopValues &values) const
{
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    for (const auto &[name, value] : m_headers) {
        if (value.isUnfilled(values))
            continue;
        QByteArray written;
        value.write(written, values);
        headers.emplace_back(name, std::move(written));
    }
    return headers;
}

} // namespace doorbuster
