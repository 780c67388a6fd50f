// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/loosehead.h"

#include <QStringBuilder>

#include <algorithm>
#include <optional>

namespace doorbuster {

namespace {

constexpr QByteArrayView version{"HTTP/1."};
constexpr qsizetype statusDigits = 3;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct StatusLine {
    enum class Match { No, Prefix, Whole };
    Match match = Match::No;
    QByteArray strict; ///< of a whole one
};

/// \a line is without its end; \a ended: whether that has come.
StatusLine readStatusLine(QByteArrayView line, bool ended)
{
    using Match = StatusLine::Match;
    const Match tooShort = ended ? Match::No : Match::Prefix;
    const qsizetype shared = std::min(line.size(), version.size());
    if (line.first(shared) != version.first(shared))
        return {};
    qsizetype at = version.size();
    if (line.size() <= at)
        return {tooShort, {}};
    if (line[at] != '0' && line[at] != '1')
        return {};
    ++at;
    const qsizetype blanks = at;
    while (at < line.size() && isBlank(line[at]))
        ++at;
    if (at == line.size())
        return {tooShort, {}};
    if (at == blanks)
        return {};
    const qsizetype status = at;
    while (at < line.size() && at < status + statusDigits && isDigit(line[at]))
        ++at;
    if (at < status + statusDigits)
        return {at == line.size() ? tooShort : Match::No, {}};
    if (at < line.size() && !isBlank(line[at]))
        return {};
    QByteArray strict = line.first(blanks).toByteArray() + ' ' + line.sliced(status, statusDigits).toByteArray() + ' ';
    if (at < line.size())
        strict += line.sliced(at + 1).toByteArray();
    return {Match::Whole, strict};
}

/// The next line without its end, which must have come.
std::optional<QByteArrayView> takeLine(QByteArrayView &input)
{
    const qsizetype end = input.indexOf('\n');
    if (end < 0)
        return std::nullopt;
    QByteArrayView line = input.first(end);
    input = input.sliced(end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

LooseHead readLooseHead(QByteArrayView input)
{
    QByteArrayView rest = input;
    const auto first = takeLine(rest);
    QByteArrayView begun = first.value_or(input);
    if (!first && begun.endsWith('\r'))
        begun.chop(1);
    const StatusLine status = readStatusLine(begun, first.has_value());
    if (status.match == StatusLine::Match::No)
        return {};
    if (!first)
        return {.state = LooseHead::State::Incomplete};

    LooseHead head;
    head.bytes = status.strict + "\r\n";
    while (const auto line = takeLine(rest)) {
        head.bytes.append(line->data(), line->size()).append("\r\n");
        if (!line->isEmpty())
            continue;
        head.size = input.size() - rest.size();
        // A head that is strict comes out as it went in.
        head.state = input.first(head.size) == head.bytes ? LooseHead::State::Strict : LooseHead::State::Complete;
        return head;
    }
    const qsizetype read = input.size() - rest.size();
    const bool isStrict = input.first(read) == head.bytes;
    return {.state = isStrict ? LooseHead::State::Strict : LooseHead::State::Incomplete};
}

} // namespace doorbuster
