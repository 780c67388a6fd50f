// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/verifier.h"

#include "core/verdict/checks/checks.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

const CheckRow *rowOf(const VerificationReport &report, CheckId id)
{
    const auto found =
        std::find_if(report.checks.begin(), report.checks.end(), [id](const CheckRow &row) { return row.id == id; });
    return found == report.checks.end() ? nullptr : &*found;
}

bool failed(const CheckRow *row)
{
    return row && row->verdict == CheckVerdict::Fail;
}

/// Those that hold what the buyers were told against what was booked. Any other failed check is a broken rule.
constexpr std::array orderChecks{CheckId::OneOrderPerBuyer, CheckId::NoLostOrder, CheckId::NoPhantomOrder};
/// Those that judge this program and its machine, not the shop.
constexpr std::array ownChecks{CheckId::EveryBuyerAccountedFor, CheckId::HealthyGenerator};

CheckRow judge(const Check &check, const Reconciliation &books)
{
    const CheckInfo &info = checkInfo(check.id);
    CheckRow row;
    row.id = check.id;
    row.title = info.title.toString();
    row.meaning = check.meaning.toString();
    row.severity = severityOf(books.input().severities, info);
    if (row.severity == CheckSeverity::Off) {
        row.verdict = CheckVerdict::Off;
        row.note = u"Switched off in the profile, so it was not judged."_s;
        return row;
    }
    const auto &inapplicable = books.input().inapplicable;
    if (const auto reason = inapplicable.constFind(check.id); reason != inapplicable.constEnd()) {
        row.note = *reason;
        return row;
    }
    check.judge(books, row);
    if (row.severity == CheckSeverity::Warn && row.verdict == CheckVerdict::Fail)
        row.verdict = CheckVerdict::Warn;
    return row;
}

/// Why the books are not known in full, as a clause; empty where they are.
QString unreadOf(const Reconciliation &books, const VerificationReport &report)
{
    if (!books.input().books.sale)
        return u"the sale could not be read: "_s + books.stock().trouble();
    if (!books.incompleteReason().isEmpty())
        return books.incompleteReason();
    if (!books.stock().remaining())
        return u"the shop does not say how many units remain"_s;
    const CheckRow *complete = rowOf(report, CheckId::CompleteReading);
    return complete && complete->verdict == CheckVerdict::Inconclusive ? u"the books were not read to their end"_s
                                                                       : QString();
}

bool isNoFaultOfTheShop(const CheckRow &row)
{
    return row.verdict != CheckVerdict::Fail || std::ranges::find(ownChecks, row.id) != ownChecks.end();
}

Headline headlineOf(const VerificationReport &report)
{
    const CheckRow *oversell = rowOf(report, CheckId::NoOversell);
    const CheckRow *equation = rowOf(report, CheckId::StockEquation);
    if (failed(oversell) || (failed(equation) && equation->difference > 0.0))
        return Headline::Overbooking;
    if (failed(equation))
        return Headline::Underselling;
    switch (report.overall) {
    case CheckVerdict::Fail:
        if (std::ranges::any_of(orderChecks, [&](CheckId id) { return failed(rowOf(report, id)); }))
            return Headline::Inconsistent;
        return std::ranges::all_of(report.checks, isNoFaultOfTheShop) ? Headline::Inconclusive : Headline::RulesBroken;
    case CheckVerdict::Pass:
    case CheckVerdict::Warn:
        return Headline::Pass;
    case CheckVerdict::Off:
    case CheckVerdict::NoData:
    case CheckVerdict::Inconclusive:
        break;
    }
    return Headline::Inconclusive;
}

/// What a check says of the difference, whatever its severity; absent where it could not be judged.
std::optional<double> judgedDifference(
    const Reconciliation &books, void (*judgeRow)(const Reconciliation &, CheckRow &))
{
    CheckRow row;
    judgeRow(books, row);
    const bool judged =
        row.verdict == CheckVerdict::Pass || row.verdict == CheckVerdict::Warn || row.verdict == CheckVerdict::Fail;
    return judged ? row.difference : std::nullopt;
}

SaleBalance balanceOf(const Reconciliation &books)
{
    const std::optional<double> surplus = judgedDifference(books, checkNoOversell);
    const std::optional<double> difference = judgedDifference(books, checkStockEquation);
    SaleBalance balance;
    const double overbooked = std::max({surplus.value_or(0.0), difference.value_or(0.0), 0.0});
    if (overbooked > 0.0 || (surplus && difference))
        balance.overbooked = overbooked;
    if (difference)
        balance.undersold = std::max(-*difference, 0.0);
    return balance;
}

} // namespace

CheckVerdict weightOf(const CheckRow &row)
{
    return row.severity == CheckSeverity::Warn ? std::min(row.verdict, CheckVerdict::Warn) : row.verdict;
}

VerificationReport verify(const VerificationInput &input, SaleBalance *balance)
{
    const Reconciliation books(input);
    VerificationReport report;
    report.performed = true;
    for (const Check &check : allChecks()) {
        CheckRow row = judge(check, books);
        report.overall = std::max(report.overall, weightOf(row));
        report.checks.push_back(std::move(row));
    }
    report.headline = headlineOf(report);
    report.unread = unreadOf(books, report);
    if (balance)
        *balance = balanceOf(books);

    report.starting = books.stock().starting();
    report.remaining = books.stock().remaining();
    // A lower bound is worth showing where it proves something by itself, and misleading anywhere else.
    const bool proven = report.headline == Headline::Overbooking;
    if (books.ordersAreComplete() || proven) {
        report.paid = books.paid();
        report.difference = books.difference();
    }
    report.buyersAsked = books.buyersAsked();
    report.buyersAnswered = books.buyersAnswered();
    report.cancelled = input.books.cancelled;
    report.timedOut = input.books.timedOut;
    report.took = input.books.took;
    return report;
}

} // namespace doorbuster
