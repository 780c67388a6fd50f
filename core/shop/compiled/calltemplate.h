// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/compiled/shopvalues.h"
#include "core/shop/description/shopdescription.h"

#include <QByteArray>
#include <QHash>

#include <utility>
#include <vector>

namespace doorbuster {

/// What the names in placeholders stand for.
struct ValueNames {
    QHash<QString, std::size_t> filled; ///< filled while it runs: their numbers in ShopValues
    QHash<QString, QByteArray> fixed; ///< known beforehand: `ask`, secrets
    QHash<QString, TextTemplate> made; ///< of other values: fields of `buyer`
};

/// Where a value goes, which decides how it is escaped.
enum class ValuePlace : quint8 {
    Path, ///< percent-encoded
    Header, ///< line breaks and control characters are left out
    InJson, ///< within the quotes of a text
    WholeJson, ///< a JSON value of its own; null where there is none
    Form, ///< percent-encoded
};

/// Bytes with values between them, for one place.
class ByteTemplate {
public:
    void append(const QByteArray &bytes);
    void append(const TextTemplate &text, ValuePlace place, const ValueNames &names);
    void appendJson(const JsonNode &node, const ValueNames &names);

    void write(QByteArray &out, const ShopValues &values) const;
    bool isFixed() const { return m_pieces.size() <= 1 && (m_pieces.empty() || m_pieces.front().value < 0); }
    /// All that it says are values, and none of them is there.
    bool isUnfilled(const ShopValues &values) const;

private:
    struct Piece {
        QByteArray bytes; ///< literal
        int value = -1; ///< or the number of a value
        ValuePlace place = ValuePlace::Path;
    };
    void appendValue(std::size_t index, ValuePlace place);

    std::vector<Piece> m_pieces;
};

/// A call's request, made ready to be filled in.
class CallTemplate {
public:
    CallTemplate() = default;
    CallTemplate(const CallDescription &call, const ValueNames &names);

    const QByteArray &method() const { return m_method; }
    bool hasBody() const { return m_hasBody; }
    /// Path and query, percent-encoded, from '/' on. A parameter of the query whose value is one placeholder that has
    /// none is left out.
    QByteArray target(const ShopValues &values) const;
    QByteArray body(const ShopValues &values) const;
    /// Headers that never change, with the body's type.
    const std::vector<std::pair<QByteArray, QByteArray>> &fixedHeaders() const { return m_fixedHeaders; }
    bool hasOtherHeaders() const { return !m_headers.empty(); }
    /// Those that depend on values; one that has no value is left out.
    std::vector<std::pair<QByteArray, QByteArray>> otherHeaders(const ShopValues &values) const;

private:
    struct Parameter {
        QByteArray name; ///< with its '='
        ByteTemplate value;
    };

    QByteArray m_method;
    ByteTemplate m_path;
    std::vector<Parameter> m_query;
    std::vector<Parameter> m_form;
    ByteTemplate m_body;
    bool m_hasBody = false;
    std::vector<std::pair<QByteArray, QByteArray>> m_fixedHeaders;
    std::vector<std::pair<QByteArray, ByteTemplate>> m_headers;
};

/// A value as it goes into a place, appended.
void appendEscaped(QByteArray &out, const ShopValue &value, ValuePlace place);

} // namespace doorbuster
