// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/checktable.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <chrono>
#include <optional>
#include <vector>

namespace doorbuster {

/// Worst first when combined: fail > inconclusive > warn > pass. NoData has nothing to judge, and never becomes a pass.
/// Off is switched off in the profile: not judged, and never counted.
enum class CheckVerdict : quint8 { Off, NoData, Pass, Warn, Inconclusive, Fail };
QStringView toString(CheckVerdict verdict); ///< "off", "no data", "pass", "warn", "inconclusive", "fail"
std::optional<CheckVerdict> checkVerdictFromString(QStringView text);

enum class Headline : quint8 {
    Pass,
    Overbooking,
    Underselling,
    Inconsistent, ///< the units add up, but orders do not: lost, phantom or duplicate ones
    RulesBroken, ///< units and orders add up, but a promise was broken on the way: holds, places, times, the stock as
                 ///< shown
    Inconclusive, ///< also where all that failed is the tester itself (V0, V19): that says nothing of the shop
};
QString toString(Headline headline); ///< "PASS", "OVERBOOKING DETECTED", …
QStringView keyOf(Headline headline); ///< "pass", "overbooking", …: in files
std::optional<Headline> headlineFromKey(QStringView key);

/// What a check rests on, as a small table: every finding is kept (up to `limit`), the first, the worst and the last
/// are pointed at.
struct Evidence {
    static constexpr std::size_t limit = 10'000;

    QStringList columns; ///< e.g. buyer, order, created
    std::vector<QStringList> rows;
    qint64 count = 0; ///< of all findings, also where rows were cut at the limit
    std::optional<std::size_t> worst; ///< index into rows

    /// Indices into rows in the order in which they are to be shown: the worst first, then as they were found.
    std::vector<std::size_t> shownOrder() const;

    friend bool operator==(const Evidence &, const Evidence &) = default;
};

struct CheckRow {
    CheckId id = CheckId::EveryBuyerAccountedFor;
    QString title; ///< "No oversell"
    CheckVerdict verdict = CheckVerdict::NoData;
    QString expected;
    QString actual;
    std::optional<double> difference; ///< signed, units or orders
    QString note; ///< one sentence: what was found, or why there is nothing to judge
    QString meaning; ///< what a finding means and what to do; static text of the check
    Evidence evidence;
    CheckSeverity severity = CheckSeverity::Fail; ///< by the profile; `verdict` is never worse than this

    friend bool operator==(const CheckRow &, const CheckRow &) = default;
};

/// The result of verifying a run against the shop's books.
struct VerificationReport {
    bool performed = false; ///< false: never reached (setup failed, aborted); then there is no verdict
    QDateTime at; ///< UTC, ms: when the books were read; invalid where not performed, and in older results
    Headline headline = Headline::Inconclusive;
    CheckVerdict overall = CheckVerdict::NoData;
    std::optional<qint64> starting; ///< the headline's inputs; absent where they could not be read
    std::optional<qint64> paid;
    std::optional<qint64> remaining;
    std::optional<qint64> difference; ///< paid + remaining - starting
    QString unread; ///< why the shop's books are not known in full, as a clause; empty where they are
    qint64 buyersAsked = 0;
    qint64 buyersAnswered = 0;
    bool cancelled = false;
    bool timedOut = false;
    std::chrono::nanoseconds took{0};
    std::vector<CheckRow> checks;

    friend bool operator==(const VerificationReport &, const VerificationReport &) = default;
};

} // namespace doorbuster
