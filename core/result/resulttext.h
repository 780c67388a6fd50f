// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QString>

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
/// How many requests of the load were due and could not be sent: each is in the times from the intended starts, and in
/// no other.
QString overdueText(const RunResult &result, RequestName name);
/// The load's series of a metric for one request name; null where nothing was recorded.
const ResultSeries *seriesOf(const RunResult &result, QStringView metric, RequestName name);

/// How far the looks of a buyer at the queue are apart, and so how sharp its hold is seen: "2 s to 10 s (of 10 % of the
/// buyers 200 ms)".
QString pollingText(const BuyerSettings &buyer);

/// One finding on one line: "buyer a@test.com, order o-101".
QString evidenceText(const Evidence &evidence, std::size_t row);

/// What the Date headers told of the shop's clock; empty where there were none.
QString shopClockText(const RunResult &result);
/// The clocks differ by more than a second, for certain.
bool shopClockDiffers(const RunResult &result);
/// "12, up to 1.9 s before it": buyers that came before the sale opened. Empty where the shop does not say when it
/// opens; "none".
QString earlyBuyersText(const RunResult &result);

/// What the buyers' figures per second are divided by: "load and drain, 5 s + 12 s"; in one figure where the drain was
/// short.
QString buyersSpanText(const RunResult &result);

} // namespace doorbuster
