// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/runresult.h"

#include <QString>

#include <limits>

namespace doorbuster {

/// Parts of a result in words, the same on the console and in every report. They are safe to show as plain text, and
/// have to be escaped for HTML and XML all the same.

/// "interrupted", "gave up", …
QString outcomeWords(Outcome outcome);
/// "sold out"; empty where there is no reason.
QString reasonWords(OutcomeReason reason);

/// What the threshold saw, in its own unit, with digits enough to be held against its bound: "p(95)=441.25 ms"; "no
/// data", and why, where there is none.
QString thresholdActualText(const ThresholdResult &threshold);

/// "200×135, 503×5": what the shop answered.
QString statusesText(const RequestTally &tally);
/// "sale_create", and the part of the run where it was not the load: "sale_create (setup)"; empty for further failures.
QString requestText(const FailureGroup &failure);
/// Share of the load's requests of this name that failed, of those that say something about the shop.
QString failedShareText(const RunResult &result, RequestName name);
/// How many requests of the load were due and could not be sent: each is in the times since the planned starts, and in
/// no other.
QString overdueText(const RunResult &result, RequestName name);
/// The load's series of a metric for one request name; null where nothing was recorded.
const ResultSeries *seriesOf(const RunResult &result, QStringView metric, RequestName name);

/// How far the looks of a buyer at the queue are apart, and so how sharp its hold is seen: "2 s to 10 s (of 10 % of the
/// buyers 200 ms)".
QString pollingText(const BuyerSettings &buyer);

/// One finding on one line: "buyer a@test.com, order o-101".
QString evidenceText(const Evidence &evidence, std::size_t row);

/// NaN where there was no time.
inline double perSecond(double count, std::chrono::nanoseconds time)
{
    return time.count() > 0 ? count / std::chrono::duration<double>(time).count()
                            : std::numeric_limits<double>::quiet_NaN();
}

} // namespace doorbuster
