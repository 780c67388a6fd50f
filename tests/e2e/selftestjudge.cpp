// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selftestjudge.h"

#include <QRegularExpression>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// A run that sold fewer shows nothing: defects strike a share of the units.
constexpr qint64 leastSold = 10;

/// What a correct shop must pass: these have data in each of its runs.
constexpr std::array<std::size_t, 10> alwaysJudged{0, 1, 2, 5, 6, 7, 8, 18, 19, 20};

SelfTestCell cellOf(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Off: // not judged
    case CheckVerdict::NoData:
        return SelfTestCell::NoData;
    case CheckVerdict::Pass:
        return SelfTestCell::Pass;
    case CheckVerdict::Warn:
        return SelfTestCell::Warn;
    case CheckVerdict::Inconclusive:
        return SelfTestCell::Inconclusive;
    case CheckVerdict::Fail:
        break;
    }
    return SelfTestCell::Fail;
}

QString textOf(SelfTestCell cell)
{
    switch (cell) {
    case SelfTestCell::Absent:
        return u"absent"_s;
    case SelfTestCell::NoData:
        return doorbuster::toString(CheckVerdict::NoData).toString();
    case SelfTestCell::Pass:
        return doorbuster::toString(CheckVerdict::Pass).toString();
    case SelfTestCell::Warn:
        return doorbuster::toString(CheckVerdict::Warn).toString();
    case SelfTestCell::Inconclusive:
        return doorbuster::toString(CheckVerdict::Inconclusive).toString();
    case SelfTestCell::Fail:
        break;
    }
    return doorbuster::toString(CheckVerdict::Fail).toString();
}

QLatin1StringView latin1(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

/// What is specified of one check, in words: "fail", "quiet", "quiet or warn". Empty where `cell` is that.
QString unmet(const DefectInfo &defect, std::string_view id, SelfTestCell cell)
{
    const QString said = textOf(cell);
    for (const auto &[check, verdict] : defect.expectedChecks) {
        if (check == id)
            return said == latin1(verdict) ? QString() : QString(latin1(verdict));
    }
    QString allowed = u"quiet"_s;
    bool met = cell == SelfTestCell::NoData || cell == SelfTestCell::Pass;
    for (const auto &[check, verdict] : defect.possibleChecks) {
        if (check != id)
            continue;
        met = met || said == latin1(verdict);
        allowed += u" or "_s + latin1(verdict);
    }
    return met ? QString() : allowed;
}

bool fitsExitStatus(Headline headline, int status)
{
    switch (headline) {
    case Headline::Pass:
        return status == 0 || status == 99; // a threshold may be crossed, rightly
    case Headline::Inconclusive:
        return status == 111;
    case Headline::Overbooking:
    case Headline::Underselling:
    case Headline::Inconsistent:
    case Headline::RulesBroken:
        break;
    }
    return status == 110;
}

/// The orders that could be read. The report gives none where they are not all, but its first check says how many.
qint64 ordersRead(const VerificationReport &report)
{
    if (report.paid)
        return *report.paid;
    static const QRegularExpression atLeast(u"at least ([0-9,]+) paid order"_s);
    for (const auto &check : report.checks) {
        if (const auto match = atLeast.match(check.actual); check.id == CheckId::NoOversell && match.hasMatch())
            return match.captured(1).remove(u',').toLongLong();
    }
    return 0;
}

} // namespace

ScriptVerdict scriptVerdict(const VerificationReport &report)
{
    const qint64 starting = report.starting.value_or(0);
    const qint64 paid = ordersRead(report);
    if (paid > starting)
        return ScriptVerdict::Overbooking;
    return paid < starting - report.remaining.value_or(0) ? ScriptVerdict::Underselling : ScriptVerdict::Ok;
}

QString nameOf(ScriptVerdict verdict)
{
    switch (verdict) {
    case ScriptVerdict::Ok:
        return u"OK"_s;
    case ScriptVerdict::Overbooking:
        return u"OVER"_s;
    case ScriptVerdict::Underselling:
        break;
    }
    return u"UNDER"_s;
}

SelfTestJudgement judge(const DefectInfo &defect, const SelfTestOutcome &outcome, bool strict)
{
    SelfTestJudgement judgement;
    const auto differ = [&judgement](std::optional<std::size_t> check, const QString &text) {
        judgement.differences.push_back({check, text});
    };
    if (!outcome.result || !outcome.result->verification.performed) {
        differ({}, u"there is no verdict (exit status %1): %2"_s.arg(outcome.exitStatus).arg(outcome.trouble));
        return judgement;
    }
    const VerificationReport &report = outcome.result->verification;
    judgement.headline = keyOf(report.headline).toString();
    judgement.script = scriptVerdict(report);

    std::array<QString, checkCount> notes;
    for (const CheckRow &row : report.checks) {
        judgement.cells[std::size_t(row.id)] = cellOf(row.verdict);
        notes[std::size_t(row.id)] = row.note;
    }
    bool misses = false;
    for (std::size_t index = 0; index < checkCount; ++index) {
        const auto id = 'V' + std::to_string(index);
        const auto cell = judgement.cells[index];
        if (cell == SelfTestCell::Absent) {
            misses = misses
                || std::ranges::find(defect.expectedChecks, id, &DefectCell::check) != defect.expectedChecks.end();
            if (strict)
                differ(index, u"is absent from the report"_s);
            continue;
        }
        QString wanted = unmet(defect, id, cell);
        const bool mustPass =
            defect.defect == Defect::None && std::ranges::find(alwaysJudged, index) != alwaysJudged.end();
        if (mustPass && cell != SelfTestCell::Pass)
            wanted = textOf(SelfTestCell::Pass);
        if (!wanted.isEmpty())
            differ(index, u"must be %1, is %2. %3"_s.arg(wanted, textOf(cell), notes[index]).trimmed());
    }
    // Without a check that should fire, the headline cannot be what it makes of it.
    if (!misses && judgement.headline != latin1(defect.headline))
        differ({}, u"the headline must be %1, is %2"_s.arg(latin1(defect.headline), judgement.headline));
    if (!fitsExitStatus(report.headline, outcome.exitStatus))
        differ({}, u"exit status %1 does not fit the headline %2"_s.arg(outcome.exitStatus).arg(judgement.headline));
    const bool maySellNothing =
        std::ranges::find(defect.expectedChecks, "V20", &DefectCell::check) != defect.expectedChecks.end();
    const auto sold = std::ranges::count_if(
        outcome.result->ledger, [](const LedgerEntry &entry) { return entry.confirmState == ConfirmState::Confirmed; });
    if (sold < leastSold && !maySellNothing)
        differ({}, u"only %1 of %2 confirms needed to show anything"_s.arg(sold).arg(leastSold));
    return judgement;
}

} // namespace doorbuster
