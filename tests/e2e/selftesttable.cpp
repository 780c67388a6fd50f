// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selftesttable.h"

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameWidth = 20;
constexpr int cellWidth = 4;
constexpr int headlineWidth = 13;

QString sign(SelfTestCell cell)
{
    switch (cell) {
    case SelfTestCell::Absent:
        return u"."_s;
    case SelfTestCell::NoData:
        return u"–"_s;
    case SelfTestCell::Pass:
        return u"✓"_s;
    case SelfTestCell::Warn:
        return u"!"_s;
    case SelfTestCell::Inconclusive:
        return u"?"_s;
    case SelfTestCell::Fail:
        break;
    }
    return u"✕"_s;
}

QString cellText(const SelfTestRow &row, std::size_t check)
{
    auto worst = SelfTestCell::Absent;
    bool varies = false;
    bool differs = false;
    for (const auto &[seed, judgement] : row.runs) {
        worst = std::max(worst, judgement.cells[check]);
        varies = varies || judgement.cells[check] != row.runs.front().judgement.cells[check];
        differs = differs || std::ranges::any_of(judgement.differences, [check](const SelfTestDifference &difference) {
            return difference.check == check;
        });
    }
    return sign(worst) + (varies ? u"~"_s : QString()) + (differs ? u"*"_s : QString());
}

/// What the runs say, each once.
template <typename Say>
QString sayings(const SelfTestRow &row, Say say)
{
    QStringList all;
    for (const auto &run : row.runs) {
        const QString text = say(run.judgement);
        if (!all.contains(text))
            all << text;
    }
    return all.join(u'/');
}

} // namespace

bool SelfTestRow::differs() const
{
    return std::ranges::any_of(runs, [](const Run &run) { return !run.judgement.differences.empty(); });
}

QString selfTestTable(const QString &title, const std::vector<SelfTestRow> &rows)
{
    QString text = title + u'\n' + QString().leftJustified(nameWidth);
    for (std::size_t check = 0; check < checkCount; ++check)
        text += u"V%1"_s.arg(check).leftJustified(cellWidth);
    text += u"headline"_s.leftJustified(headlineWidth) + u"script\n"_s;

    QString differences;
    for (const auto &row : rows) {
        text += row.name.leftJustified(nameWidth);
        for (std::size_t check = 0; check < checkCount; ++check)
            text += cellText(row, check).leftJustified(cellWidth);
        text += sayings(row, [](const SelfTestJudgement &run) { return run.headline; }).leftJustified(headlineWidth);
        text += sayings(row, [](const SelfTestJudgement &run) { return run.script ? nameOf(*run.script) : u"–"_s; });
        text += row.differs() ? u" *\n"_s : u"\n"_s;
        for (const auto &[seed, judgement] : row.runs) {
            for (const auto &[check, what] : judgement.differences) {
                const QString place = check ? u", V%1"_s.arg(*check) : QString();
                differences += u"* %1, seed %2%3: %4\n"_s.arg(row.name).arg(seed).arg(place, what);
            }
        }
    }
    text +=
        u"✓ pass  ✕ fail  ! warn  ? inconclusive  – no data  . no such check  ~ varies by seed  * not as specified\n"
        "script: what the rule of the k6 script says of the same sale\n"_s;
    return text + differences;
}

} // namespace doorbuster
