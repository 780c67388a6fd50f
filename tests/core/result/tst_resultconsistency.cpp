// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultconsistency.h"

#include "core/report/junit.h"
#include "core/result/exitstatus.h"
#include "core/result/resultfile.h"
#include "core/result/verdictsummary.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <functional>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

CheckRow row(CheckId id, CheckVerdict verdict = CheckVerdict::Pass)
{
    CheckRow check;
    check.id = id;
    check.title = toString(id);
    check.verdict = verdict;
    return check;
}

/// 3 of 3 units bought by as many buyers, of 4 who came.
RunResult soundResult()
{
    RunResult result;
    result.startedAt = QDateTime::fromMSecsSinceEpoch(1'795'345'317'000).toUTC();
    result.journeysStarted = 4;
    result.outcomes[std::size_t(Outcome::Success)][0] = 3;
    result.outcomes[std::size_t(Outcome::GaveUp)][std::size_t(OutcomeReason::SoldOut)] = 1;
    result.withoutBuy[std::size_t(Outcome::GaveUp)][std::size_t(OutcomeReason::SoldOut)] = 1;
    for (quint32 vu = 1; vu <= 3; ++vu) {
        LedgerEntry entry;
        entry.vu = vu;
        entry.buys = entry.confirms = 1;
        entry.outcome = Outcome::Success;
        entry.confirmState = ConfirmState::Confirmed;
        entry.orderId = "order-" + QByteArray::number(vu);
        result.ledger.push_back(entry);
    }
    result.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Buy)].requests = 3;
    result.requests[std::size_t(RunGroup::Load)][std::size_t(RequestName::Confirm)].requests = 3;
    result.requestsIssued = 6;
    VerificationReport &report = result.verification;
    report.performed = true;
    report.headline = Headline::Pass;
    report.overall = CheckVerdict::Warn;
    report.starting = 3;
    report.paid = 3;
    report.remaining = 0;
    report.difference = 0;
    report.checks = {row(CheckId::EveryBuyerAccountedFor), row(CheckId::NoOversell), row(CheckId::StockEquation), row(CheckId::NoLostOrder), row(CheckId::FairQueue, CheckVerdict::Warn),
        row(CheckId::StatusContract, CheckVerdict::NoData), row(CheckId::SomethingTested)};
    result.profile.thresholds = {{u"http_req_failed"_s, {{u"rate<0.01"_s}}}};
    result.profile.sale.startingQuantity = 3;
    result.thresholds = {{.metric = u"http_req_failed"_s,
        .expression = u"rate<0.01"_s,
        .state = ThresholdResult::State::Pass,
        .actual = 0.0}};
    return result;
}

using Edit = std::function<void(RunResult &)>;

/// The same with all checks, as every verification of today has them.
VerificationReport &dated(RunResult &result)
{
    VerificationReport &report = result.verification;
    report.at = result.startedAt;
    report.checks.clear();
    for (int i = 0; i <= 20; ++i)
        report.checks.push_back(row(CheckId(i), i == 10 ? CheckVerdict::Warn : CheckVerdict::NoData));
    return report;
}

} // namespace

Q_DECLARE_METATYPE(Edit)

class TestResultConsistency : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSoundResultHasNone()
    {
        const RunResult result = soundResult();
        QVERIFY(contradictionsOf(result).empty());
        const LoadedResult loaded = resultFromJson(resultToJson(result), u"r"_s);
        QCOMPARE(loaded.errors, QStringList());
        QVERIFY(loaded.result->contradictions.empty());
        QCOMPARE(exitStatus(*loaded.result), 0);
        QVERIFY(contradictionsOf(RunResult()).empty());
    }

    void namesWhatDoesNotAgree_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("status");
        const auto newRow = [](const char *name, const Edit &edit, const QString &text, int status) {
            QTest::newRow(name) << edit << text << status;
        };
        newRow(
            "a check is worse than the whole",
            [](RunResult &r) { r.verification.checks[2].verdict = CheckVerdict::Fail; },
            u"its overall verdict is \"warn\", but a check says \"fail\""_s, 110);
        newRow(
            "nothing was judged", [](RunResult &r) { r.verification.checks.clear(); },
            u"its overall verdict is \"warn\", but none of its checks judged anything"_s, 111);
        newRow(
            "the headline is better", [](RunResult &r) { r.verification.overall = CheckVerdict::Fail; },
            u"its headline is \"PASS\", but its overall verdict is \"fail\""_s, 110);
        newRow(
            "the headline is worse", [](RunResult &r) { r.verification.headline = Headline::Overbooking; },
            u"its headline is \"OVERBOOKING DETECTED\", but its overall verdict is \"warn\""_s, 110);
        newRow(
            "the sum", [](RunResult &r) { r.verification.remaining = 1; },
            u"paid 3 and remaining 1 of starting 3 make a difference of +1, but it says 0"_s, 111);
        newRow(
            "more paid than there were",
            [](RunResult &r) {
                r.verification.paid = 4;
                r.verification.difference = 1;
            },
            u"V1 passed, but 4 paid orders are more than the stock of 3"_s, 110);
        newRow(
            "units appeared",
            [](RunResult &r) {
                r.verification.remaining = 1;
                r.verification.difference = 1;
            },
            u"V2 passed, but paid and remaining are 1 above the stock"_s, 110);
        newRow(
            "more confirmed than there were",
            [](RunResult &r) {
                r.verification.starting = 2;
                r.verification.paid = 2;
                r.verification.difference = 0;
            },
            u"V1 and V6 passed, but the ledger holds 3 confirmed purchases of 2 units"_s, 110);
        newRow(
            "more confirmed than paid",
            [](RunResult &r) {
                r.verification.paid = 2;
                r.verification.remaining = 1;
            },
            u"V6 passed, but the ledger holds 3 confirmed orders, of which 2 are paid at most"_s, 110);
        newRow(
            "a check was removed", [](RunResult &r) { dated(r).checks.erase(r.verification.checks.begin() + 3); },
            u"V3 is missing, so that it does not say all that was judged"_s, 111);
        newRow(
            "many were", [](RunResult &r) { dated(r).checks.resize(8); }, u"13 of its checks are missing"_s, 111);
        newRow(
            "twice the same", [](RunResult &r) { dated(r).checks.push_back(row(CheckId::NoUnmetDemand)); },
            u"V3 is there more than once"_s, 111);
        newRow(
            "no sales were expected, it says now", [](RunResult &r) { r.profile.verification.expectNoSales = true; },
            u"V20 passed where no sales were expected, but the ledger holds 3 confirmed purchases"_s, 111);
        newRow(
            "no order was looked for", [](RunResult &r) { r.verification.checks.push_back(row(CheckId::Visibility)); },
            u"V16 passed, but no order was looked for"_s, 111);
        newRow(
            "units are missing",
            [](RunResult &r) {
                r.verification.paid = 2;
                r.verification.difference = -1;
            },
            u"V2 passed, but paid and remaining are 1 below the stock"_s, 110);
        newRow(
            "another stock than was created",
            [](RunResult &r) {
                r.saleCreated = true;
                r.profile.sale.startingQuantity = 2;
            },
            u"the sale was created with 2 units, but it says that it started with 3"_s, 111);
        newRow(
            "off by nobody", [](RunResult &r) { r.verification.checks[3].verdict = CheckVerdict::Off; },
            u"V6 is off, but the profile does not say so"_s, 111);
        newRow(
            "no data in V1", [](RunResult &r) { r.verification.checks[1].verdict = CheckVerdict::NoData; },
            u"V1 says \"no data\", which it never does"_s, 111);
        newRow(
            "a warning in V20", [](RunResult &r) { r.verification.checks.back().verdict = CheckVerdict::Warn; },
            u"V20 says \"warn\", which it never does"_s, 111);
        newRow(
            "evidence of a pass", [](RunResult &r) { r.verification.checks[1].evidence.count = 2; },
            u"V1 passed, but it has evidence against the shop"_s, 111);
        newRow(
            "a threshold was removed", [](RunResult &r) { r.thresholds.clear(); },
            u"the threshold http_req_failed rate<0.01 of the profile is missing"_s, 111);
        newRow(
            "not read in full",
            [](RunResult &r) {
                r.verification.checks.push_back(row(CheckId::CompleteReading));
                r.verification.unread = u"3 of 4 buyers could not be read"_s;
            },
            u"V2 and V18 passed, but it says that the books were not read in full"_s, 111);
        newRow(
            "nobody bought",
            [](RunResult &r) {
                for (LedgerEntry &entry : r.ledger)
                    entry.confirmState = ConfirmState::Refused;
            },
            u"V20 passed, but the ledger holds no purchase"_s, 111);
        newRow(
            "outcomes and journeys", [](RunResult &r) { r.journeysStarted = 5; },
            u"V0 passed, but 4 outcomes stand beside 5 journeys"_s, 111);
        newRow(
            "outcomes and ledger", [](RunResult &r) { r.ledger.front().outcome = Outcome::Failed; },
            u"V0 passed, but the ledger and the outcomes do not agree"_s, 111);
        newRow(
            "requests", [](RunResult &r) { r.requestsIssued = 7; }, u"V0 passed, but the requests by name are 6 of 7"_s,
            111);
        newRow(
            "threshold", [](RunResult &r) { r.thresholds[0].actual = 0.5; },
            u"the threshold http_req_failed rate<0.01 passed, but its value is 0.5"_s, 111);
    }

    void namesWhatDoesNotAgree()
    {
        QFETCH(Edit, edit);
        QFETCH(QString, text);
        QFETCH(int, status);
        RunResult edited = soundResult();
        edit(edited);
        const LoadedResult loaded = resultFromJson(resultToJson(edited), u"r"_s);
        QCOMPARE(loaded.errors, QStringList());
        const RunResult &result = *loaded.result;
        QStringList texts;
        for (const Contradiction &contradiction : result.contradictions)
            texts << contradiction.text;
        QVERIFY2(texts.contains(text), qPrintable(texts.join(u'\n')));
        QCOMPARE(exitStatus(result), status);
        const VerdictSummary summary = summarise(result);
        QVERIFY2(!summary.line.contains(u"PASS"_s), qPrintable(summary.line));
        QVERIFY(summary.tone >= CheckVerdict::Inconclusive);
        const auto named = [&](const VerdictRemark &remark) { return remark.text.endsWith(text); };
        QVERIFY(std::ranges::any_of(summary.remarks, named));
        QVERIFY(junitXml(result).contains("The result contradicts itself"));
        // It is what the file says that is saved again.
        QCOMPARE(resultToJson(result), resultToJson(edited));
    }

    /// A check that is lowered to a warning by the profile weighs no more than that.
    void severityCounts()
    {
        RunResult result = soundResult();
        result.verification.checks[4].severity = CheckSeverity::Warn;
        result.verification.checks[4].verdict = CheckVerdict::Inconclusive;
        QVERIFY(contradictionsOf(result).empty());
        result.verification.checks[4].severity = CheckSeverity::Fail;
        QCOMPARE(contradictionsOf(result).size(), std::size_t(1));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestResultConsistency)
#include "tst_resultconsistency.moc"
