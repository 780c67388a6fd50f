// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "finishedrun.h"

#include "sampleresult.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace doorbuster {

namespace {

struct Check {
    QString id;
    QString title;
    QString expected;
    QString actual;
};

const std::vector<Check> &checks()
{
    static const std::vector<Check> all{
        {u"V0"_s, u"Every buyer accounted for"_s, u"5,212 journeys"_s, u"5,212 outcomes"_s},
        {u"V1"_s, u"No oversell"_s, u"at most 100 paid orders"_s, u"100 paid orders"_s},
        {u"V2"_s, u"Stock equation"_s, u"paid + remaining = 100"_s, u"100 + 0 = 100"_s},
        {u"V5"_s, u"One order per buyer"_s, u"one paid order each"_s, u"100 of 100 buyers"_s},
        {u"V6"_s, u"No lost order"_s, u"100 confirmed orders in the books"_s, u"100"_s},
        {u"V7"_s, u"No phantom order"_s, u"all confirmed to their buyers"_s, u"100 of 100 paid orders"_s},
        {u"V8"_s, u"No foreign order"_s, u"no paid order by others"_s, u"none"_s},
        {u"V18"_s, u"Complete reading"_s, u"every list read to its end"_s, u"5,212 of 5,212 buyers by email"_s},
        {u"V19"_s, u"Healthy generator"_s, u"lag p99 ≤ 50.0 ms"_s, u"lag p99 2.0 ms"_s},
        {u"V20"_s, u"Something was tested"_s, u"a purchase that the books show"_s, u"100 purchases"_s},
    };
    return all;
}

void set(
    CheckRow &check, CheckVerdict verdict, const QString &actual, std::optional<double> difference, const QString &note)
{
    check.verdict = verdict;
    check.actual = actual;
    check.difference = difference;
    check.note = note;
}

} // namespace

RunResult passedRun()
{
    RunResult result = sampleResult();
    result.end = RunEnd::Completed;
    result.stopCause = StopCause::None;
    result.failureKind = FailureKind::None;
    result.failure.clear();
    result.samplesDropped = 0;
    result.health.loopLagP99 = 2ms;
    result.health.localFailures = 0;
    result.emails = BuyerEmails(u"buyer-{VU}-{ITER}@test.com"_s, {});
    for (ThresholdResult &threshold : result.thresholds) {
        threshold.state = ThresholdResult::State::Pass;
        threshold.actual = 0;
    }
    VerificationReport &report = result.verification;
    report = {};
    report.performed = true;
    report.headline = Headline::Pass;
    report.overall = CheckVerdict::Pass;
    report.starting = 100;
    report.paid = 100;
    report.remaining = 0;
    report.difference = 0;
    report.buyersAsked = 5212;
    report.buyersAnswered = 5212;
    report.took = 2100ms;
    for (const Check &check : checks()) {
        CheckRow row;
        row.id = checkIdFromString(check.id).value();
        row.title = check.title;
        row.expected = check.expected;
        row.actual = check.actual;
        row.verdict = CheckVerdict::Pass;
        row.difference = 0;
        row.meaning = u"The meaning of %1."_s.arg(check.id);
        report.checks.push_back(row);
    }
    return result;
}

RunResult overbookedRun()
{
    RunResult result = passedRun();
    VerificationReport &report = result.verification;
    report.headline = Headline::Overbooking;
    report.overall = CheckVerdict::Fail;
    report.paid = 103;
    report.difference = 3;
    CheckRow &oversell = checkOf(result, u"V1");
    set(oversell, CheckVerdict::Fail, u"103 paid orders"_s, 3, u"3 paid orders beyond the stock."_s);
    oversell.evidence = {{u"buyer"_s, u"order"_s},
        {{u"buyer-10-0@test.com"_s, u"o-101"_s}, {u"buyer-7-3@test.com"_s, u"o-102"_s},
            {u"buyer-9-0@test.com"_s, u"o-103"_s}},
        3, 1};
    set(checkOf(result, u"V2"), CheckVerdict::Fail, u"103 + 0 = 103"_s, 3, u"3 units too many."_s);
    set(checkOf(result, u"V7"), CheckVerdict::Warn, u"102 of 103 paid orders"_s, std::nullopt, u"1 recovered."_s);
    set(checkOf(result, u"V8"), CheckVerdict::NoData, {}, std::nullopt, u"It was not read."_s);
    return result;
}

RunResult inconclusiveRun()
{
    RunResult result = passedRun();
    VerificationReport &report = result.verification;
    report.headline = Headline::Inconclusive;
    report.overall = CheckVerdict::Inconclusive;
    report.paid.reset();
    report.remaining.reset();
    report.difference.reset();
    report.unread = u"the orders of 1,112 of 5,212 buyers could not be read"_s;
    report.buyersAnswered = 4100;
    CheckRow &reading = checkOf(result, u"V18");
    set(reading, CheckVerdict::Inconclusive, u"4,100 of 5,212 buyers by email"_s, 1112, u"1,112 are missing."_s);
    reading.evidence.columns = {u"what"_s, u"finding"_s};
    for (int i = 0; i < 10'000; ++i)
        reading.evidence.rows.push_back({u"buyer-%1-0@test.com"_s.arg(i), u"not asked for"_s});
    reading.evidence.rows[0][1] = u"<b>down</b> \u202eevil\x1b[31m\nsecond line"_s;
    reading.evidence.rows[1][1] = QString(10'000, u'x');
    reading.evidence.rows[2] = {u"=cmd|' /C calc'!A0"_s};
    reading.evidence.count = 12'345;
    reading.evidence.worst = 9'320;
    return result;
}

RunResult failedRun()
{
    RunResult result = passedRun();
    result.end = RunEnd::Failed;
    result.failureKind = FailureKind::Setup;
    result.failure = u"POST /flash-sales answered 409"_s;
    result.verification = {};
    result.saleId.clear();
    result.seconds.clear();
    result.ledger.clear();
    for (ThresholdResult &threshold : result.thresholds) {
        threshold.state = ThresholdResult::State::NoData;
        threshold.actual.reset();
    }
    return result;
}

CheckRow &checkOf(RunResult &result, QStringView id)
{
    const auto found = std::ranges::find(result.verification.checks, checkIdFromString(id).value(), &CheckRow::id);
    if (found == result.verification.checks.end())
        qFatal("no such check");
    return *found;
}

std::shared_ptr<const RunResult> shared(RunResult result)
{
    return std::make_shared<const RunResult>(std::move(result));
}

QStringList rowsOf(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells += model.index(row, column).data().toString();
        rows += cells.join(u" | "_s);
    }
    return rows;
}

} // namespace doorbuster
