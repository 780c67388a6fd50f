// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/stagestext.h"

#include "core/profile/fieldtable.h"
#include "core/text/duration.h"
#include "core/text/numbertext.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr qsizetype kLongestPaste = 1024 * 1024;

/// The two members in either order, names quoted or not, values quoted or not.
QList<FormRow> scriptStages(const QString &text)
{
    static const QRegularExpression objects(u"\\{[^{}]*\\}"_s);
    static const QRegularExpression duration(
        u"[\"']?\\bduration\\b[\"']?\\s*:\\s*(?:\"([^\"]*)\"|'([^']*)'|([^,}\\s]+))"_s);
    static const QRegularExpression target(
        u"[\"']?\\btarget\\b[\"']?\\s*:\\s*(?:\"([^\"]*)\"|'([^']*)'|([^,}\\s]+))"_s);
    QList<FormRow> rows;
    for (auto object = objects.globalMatch(text); object.hasNext();) {
        const QString inner = object.next().captured();
        const auto valueOf = [&inner](const QRegularExpression &member) -> QString {
            const auto match = member.match(inner);
            return match.captured(1) + match.captured(2) + match.captured(3);
        };
        const QString time = valueOf(duration);
        const QString users = valueOf(target);
        if (!time.isEmpty() || !users.isEmpty())
            rows.append({{time}, {users}});
    }
    return rows;
}

QList<FormRow> optionStages(QStringView text)
{
    QList<FormRow> rows;
    for (const QStringView part : text.split(u',')) {
        const qsizetype colon = part.indexOf(u':');
        if (colon < 0)
            return {};
        const QString time = part.first(colon).trimmed().toString();
        if (!parseDuration(time))
            return {};
        rows.append({{time}, {part.sliced(colon + 1).trimmed().toString()}});
    }
    return rows;
}

/// The cells of a line, by the strongest separator in it; a separator inside quotes is text.
QStringList cellsOf(QStringView line)
{
    const QChar separator = line.contains(u'\t') ? u'\t'
        : line.contains(u';')                    ? u';'
        : line.contains(u',')                    ? u','
                                                 : u' ';
    QStringList cells{QString()};
    bool quoted = false;
    for (const QChar c : line) {
        if (c == u'"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            cells.append(QString());
        else
            cells.last() += c;
    }
    for (QString &cell : cells)
        cell = cell.trimmed();
    if (separator == u' ')
        cells.removeAll(QString());
    return cells;
}

/// Which columns a heading names; -1 = not that one.
struct Heading {
    qsizetype duration = -1;
    qsizetype target = -1;

    bool isWhole() const { return duration >= 0 && target >= 0; }
};

Heading headingOf(QStringView line)
{
    Heading heading;
    const QStringList cells = cellsOf(line);
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString word = cells[i].toLower();
        if (word == u"duration" || word == u"time")
            heading.duration = i;
        else if (word == u"target" || word == u"users" || word == u"vus")
            heading.target = i;
    }
    return heading;
}

bool isUsers(const QString &cell)
{
    return std::holds_alternative<FieldValue>(readCell(stageTargetField(), {cell}));
}

/// The row of a line: the columns of the heading, where there is one; otherwise what parses as a time and what parses
/// as a number, wherever they stand; else the last two cells, for a slip of the pen to be seen. Nothing for headings
/// and empty lines.
std::optional<FormRow> lineStage(QStringView line, const Heading &heading)
{
    QStringList cells = cellsOf(line);
    if (heading.isWhole() && std::max(heading.duration, heading.target) < cells.size())
        return FormRow{{cells[heading.duration]}, {cells[heading.target]}};
    cells.removeAll(QString());
    const auto isTime = [](const QString &cell) { return parseDuration(cell).has_value(); };
    const auto time = std::find_if(cells.begin(), cells.end(), isTime);
    const auto users = std::find_if(cells.rbegin(), cells.rend(), isUsers);
    if (time != cells.end() && users != cells.rend())
        return FormRow{{*time}, {*users}};
    const bool hasDigit = std::any_of(line.begin(), line.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (cells.size() < 2 || !hasDigit)
        return std::nullopt;
    return FormRow{{cells[cells.size() - 2]}, {cells.last()}};
}

} // namespace

std::variant<QList<FormRow>, QString> stagesFromText(QStringView text)
{
    if (text.size() > kLongestPaste)
        return u"The text is far too long to be a list of stages."_s;
    QList<FormRow> rows = scriptStages(text.toString());
    if (rows.isEmpty())
        rows = optionStages(text);
    // Braces are a script's, not a spreadsheet's.
    if (rows.isEmpty() && !text.contains(u'{')) {
        static const QRegularExpression lineEnd(u"[\\r\\n]+"_s);
        Heading heading;
        for (const QStringView line : text.split(lineEnd)) {
            if (const Heading found = headingOf(line); found.isWhole())
                heading = found;
            else if (auto row = lineStage(line, heading))
                rows.append(*row);
        }
    }
    if (rows.isEmpty())
        return u"There are no stages in the text: copy rows of a duration and a number of users, such as 30s and 1000."_s;
    if (rows.size() > qsizetype(kMostStages))
        return u"These are more than %1 stages."_s.arg(kMostStages);
    return rows;
}

QString stageDescription(const Stage &stage, int from)
{
    const QString target = QLocale(QLocale::English, QLocale::UnitedStates).toString(stage.target);
    if (stage.target == from)
        return u"Hold"_s;
    if (stage.duration == std::chrono::milliseconds{0})
        return u"Jump to %1"_s.arg(target);
    if (stage.target == 0)
        return u"Ramp down"_s;
    return stage.target > from ? u"Ramp to %1"_s.arg(target) : u"Ramp down to %1"_s.arg(target);
}

} // namespace doorbuster
