// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answerfields.h"

#include "core/text/isotime.h"

#include <QByteArrayView>

#include <cmath>

namespace doorbuster::answerfields {

using namespace Qt::StringLiterals;
using simdjson::dom::element;
using simdjson::dom::element_type;

namespace {

std::optional<qint64> inRange(qint64 number)
{
    return number >= -largestInteger && number <= largestInteger ? std::optional(number) : std::nullopt;
}

std::optional<double> quotedNumber(std::string_view text)
{
    constexpr std::size_t longest = 32;
    if (text.empty() || text.size() > longest || text.find_first_not_of("0123456789+-.eE") != text.npos)
        return std::nullopt;
    bool ok = false;
    const double number = QByteArray(text.data(), qsizetype(text.size())).toDouble(&ok);
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<UntrustedText> text(Field from)
{
    std::string_view found;
    if (!from || from->get(found) != simdjson::SUCCESS)
        return std::nullopt;
    return UntrustedText(found);
}

std::optional<bool> boolean(Field from)
{
    bool found = false;
    if (!from || from->get(found) != simdjson::SUCCESS)
        return std::nullopt;
    return found;
}

std::optional<double> number(Field from)
{
    double found = 0;
    if (from && from->get(found) == simdjson::SUCCESS)
        return found;
    const auto quoted = text(from);
    return quoted ? quotedNumber(quoted->raw()) : std::nullopt;
}

std::optional<qint64> integer(Field from)
{
    int64_t found = 0;
    if (from && from->get(found) == simdjson::SUCCESS)
        return inRange(found);
    const auto real = number(from);
    if (real && std::floor(*real) == *real && std::abs(*real) <= double(largestInteger))
        return qint64(*real);
    return std::nullopt;
}

std::optional<QByteArray> rawIdentifier(Field from)
{
    if (!from)
        return std::nullopt;
    if (const auto found = text(from)) {
        const std::string_view id = found->raw();
        if (id.empty() || id.size() > std::size_t(TextSanitizer::longestValue))
            return std::nullopt;
        return QByteArray(id.data(), qsizetype(id.size()));
    }
    int64_t whole = 0;
    if (from->get(whole) == simdjson::SUCCESS)
        return QByteArray::number(qint64(whole));
    uint64_t large = 0;
    if (from->get(large) == simdjson::SUCCESS)
        return QByteArray::number(quint64(large));
    if (const auto found = integer(from))
        return QByteArray::number(*found);
    for (const char *name : {"_id", "id", "$oid"}) {
        element inner;
        if (from->is_object() && (*from)[name].get(inner) == simdjson::SUCCESS && !inner.is_null())
            return rawIdentifier(inner);
    }
    return std::nullopt;
}

std::optional<qint64> time(Field from)
{
    if (const auto found = text(from)) {
        if (const auto millis = unixMillisFromIso(found->raw()))
            return millis;
    }
    constexpr qint64 msPerSecond = 1'000;
    constexpr qint64 firstSecond = 100'000'000;
    constexpr qint64 firstMs = firstSecond * msPerSecond;
    const auto found = integer(from);
    if (!found || *found < firstSecond || *found >= firstMs * msPerSecond)
        return std::nullopt;
    return *found < firstMs ? *found * msPerSecond : *found;
}

ReadError missing(const QString &path, const char *needed)
{
    return {path, u"the field \"%1\" is missing or not %2"_s.arg(path, QString::fromLatin1(needed))};
}

bool saysTheSame(element one, element other)
{
    if (one.type() != other.type())
        return false;
    // Written out they are alike where they are: also what is nested.
    return simdjson::to_string(one) == simdjson::to_string(other);
}

} // namespace doorbuster::answerfields
