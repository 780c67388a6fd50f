// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runfigures.h"

#include "madeuprun.h"
#include "sampleresult.h"

#include "core/charts/runcharts.h"
#include "core/metrics/metricrecorder.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Profile twentySeconds()
{
    Profile profile;
    profile.load.stages = {{10s, 20}, {10s, 20}};
    return profile;
}

void record(MadeUpRun &run)
{
    for (int second = 5; second < 25; ++second) {
        const auto at = std::chrono::seconds(second) + 200ms;
        run.users(std::min(2 * (second - 5), 20), std::min(2 * (second - 5), 19), at);
        run.requests(RequestName::SaleStatus, 10, at, 12ms * (second - 4));
        run.requests(RequestName::Buy, 2, at, 40ms);
        run.journeyStarted(at);
        run.stock(std::max(0, 15 - second), at);
    }
    run.failures(RequestName::Buy, 3, 7s, 503, u"down"_s);
    run.failures(RequestName::SaleStatus, 1, 9s, 0, u"timed out"_s);
    run.confirm(12s);
    run.confirm(13s);
    run.holdTaken(2s, 12s);
    run.journeyEnded(Outcome::Success, OutcomeReason::None, 12s);
    run.journeyEnded(Outcome::GaveUp, OutcomeReason::SoldOut, 16s);
    run.threshold(u"http_req_duration"_s, u"p(95)<2000"_s, ThresholdResult::State::Pass, 208.5);
}

/// Floats that are not measured are not equal to themselves.
bool areAlike(const ChartData &a, const ChartData &b)
{
    const auto alike = [](const std::vector<double> &x, const std::vector<double> &y) {
        return std::ranges::equal(x, y, [](double p, double q) { return p == q || (std::isnan(p) && std::isnan(q)); });
    };
    bool same = a.title == b.title && a.limits == b.limits && a.bounds == b.bounds && a.xFrom == b.xFrom
        && a.xTo == b.xTo && a.now == b.now && a.note == b.note && a.series.size() == b.series.size();
    for (std::size_t i = 0; same && i < a.series.size(); ++i) {
        same = a.series[i].id == b.series[i].id && alike(a.series[i].x, b.series[i].x)
            && alike(a.series[i].y, b.series[i].y);
    }
    return same;
}

RunChartInput inputOf(const RunFigures &figures)
{
    return {.rows = figures.rows, .profile = figures.profile, .loadStart = *figures.loadStart};
}

} // namespace

class TestRunFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A run that was watched and the same one opened from a file must not tell two stories.
    void lastSnapshotAndResultAreEqual()
    {
        MadeUpRun run(twentySeconds());
        RunFigures live = figuresOf(run.profile());
        record(run);
        takeSnapshot(live, run.underLoad(10s));
        takeSnapshot(live, run.underLoad(20s));
        takeSnapshot(live, run.last(40s));
        const RunFigures finished = figuresOf(run.result(40s));

        QVERIFY(live.profile == finished.profile);
        QCOMPARE(int(live.phase), int(finished.phase));
        QCOMPARE(live.elapsed.count(), finished.elapsed.count());
        QVERIFY(live.loadStart == finished.loadStart);
        QCOMPARE(live.loadElapsed.count(), finished.loadElapsed.count());
        QCOMPARE(live.loadPlanned.count(), finished.loadPlanned.count());
        QCOMPARE(live.loadRanToEnd, finished.loadRanToEnd);
        QCOMPARE(live.vusActual, finished.vusActual);
        QCOMPARE(live.vusPlanned, finished.vusPlanned);
        QVERIFY(live.currentRate == finished.currentRate);
        QVERIFY(!live.requests.empty());
        QVERIFY(live.requests == finished.requests);
        QCOMPARE(live.failures.size(), finished.failures.size());
        QCOMPARE(live.failureCount(), finished.failureCount());
        QVERIFY(live.outcomes == finished.outcomes);
        QCOMPARE(live.journeysStarted, finished.journeysStarted);
        QCOMPARE(live.confirmed, finished.confirmed);
        QVERIFY(live.startingStock == finished.startingStock);
        QVERIFY(live.stock == finished.stock);
        QVERIFY(live.soldOutAfter);
        QVERIFY(live.soldOutAfter == finished.soldOutAfter);
        QCOMPARE(live.thresholds.size(), finished.thresholds.size());
        QVERIFY(live.health == finished.health);
        QCOMPARE(live.rows.size(), finished.rows.size());
        for (std::size_t chart = 0; chart < runChartCount; ++chart) {
            QVERIFY2(areAlike(makeRunChart(RunChart(chart), inputOf(live)),
                         makeRunChart(RunChart(chart), inputOf(finished))),
                qPrintable(runChartId(RunChart(chart))));
        }
        QVERIFY(!live.conclusion);
        QVERIFY(finished.conclusion && finished.conclusion->verified);
    }

    void countsRight()
    {
        MadeUpRun run(twentySeconds());
        RunFigures figures = figuresOf(run.profile());
        record(run);
        takeSnapshot(figures, run.underLoad(25s));
        QCOMPARE(figures.requests.size(), std::size_t(3));
        QCOMPARE(figures.requests[0].count, 201ULL);
        QVERIFY(*figures.requests[0].name == RequestName::SaleStatus);
        QVERIFY(*figures.requests[1].name == RequestName::Buy);
        QCOMPARE(figures.all()->count, 244ULL);
        QCOMPARE(figures.all()->failed, 4ULL);
        QCOMPARE(*figures.all()->failedShare, 4.0 / 244);
        QCOMPARE(*figures.all()->perSecond, 12.2);
        QCOMPARE(*figures.requests[1].p50, 40.0);
        // A request without an answer has no time.
        QCOMPARE(*figures.requests[0].max, 240.0);
        QVERIFY(*figures.requests[1].fromIntendedStartP95 > *figures.requests[1].p95);
        QCOMPARE(figures.confirmed, 2ULL);
        QCOMPARE(figures.failureCount(), 4ULL);
        figures.failures.push_back({.name = RequestName::SaleCreate, .group = RunGroup::Setup, .count = 1});
        QCOMPARE(figures.failureCount(), 4ULL); // the set-up is no part of the load
        QCOMPARE(figures.journeysEnded(), 2ULL);
        QCOMPARE(*figures.currentRate, 12.0);
        QCOMPARE(std::chrono::duration_cast<std::chrono::seconds>(*figures.soldOutAfter).count(), 10);
    }

    /// Only what is not final yet is read again, so that a long run costs no more than a short one.
    void finalRowsStay()
    {
        MadeUpRun run(twentySeconds());
        RunFigures figures = figuresOf(run.profile());
        run.requests(RequestName::Buy, 5, 5s, 10ms);
        takeSnapshot(figures, run.underLoad(9s));
        QVERIFY(figures.rows[5].final);
        figures.rows[5].all.count = 77;
        run.requests(RequestName::Buy, 6, 8s, 10ms);
        takeSnapshot(figures, run.underLoad(9s + 250ms));
        QCOMPARE(figures.rows[5].all.count, 77U);
        QCOMPARE(figures.rows[8].all.count, 6U);
        run.requests(RequestName::Buy, 1, 8s, 10ms);
        takeSnapshot(figures, run.underLoad(9s + 500ms));
        QCOMPARE(figures.rows[8].all.count, 7U);
    }

    void nothingMeasuredIsAbsent()
    {
        MadeUpRun run(twentySeconds());
        run.health() = {};
        RunFigures figures = figuresOf(run.profile());
        takeSnapshot(figures, run.snapshot(RunPhase::Setup, 1s, 1s));
        QVERIFY(!figures.loadStart);
        QVERIFY(!figures.all());
        QVERIFY(!figures.currentRate);
        QVERIFY(!figures.stock);
        QVERIFY(!figures.soldOutAfter);
        run.failures(RequestName::Buy, 1, 6s, 0, u"timed out"_s);
        takeSnapshot(figures, run.underLoad(6s));
        QVERIFY(!figures.all()->p95);
        QCOMPARE(*figures.all()->failedShare, 1.0);
    }

    void stockIsSaidOnlyWhereItIsCertain_data()
    {
        QTest::addColumn<bool>("existing");
        QTest::addColumn<bool>("mayUseExisting");
        QTest::addColumn<bool>("known");
        QTest::newRow("created") << false << false << true;
        QTest::newRow("another may be used") << false << true << false;
        QTest::newRow("an existing one") << true << false << false;
    }

    void stockIsSaidOnlyWhereItIsCertain()
    {
        QFETCH(bool, existing);
        QFETCH(bool, mayUseExisting);
        Profile profile;
        profile.sale.startingQuantity = 80;
        profile.sale.mode = existing ? SaleMode::Existing : SaleMode::Create;
        profile.sale.onOverlap = mayUseExisting ? OnOverlap::UseExisting : OnOverlap::Fail;
        QTEST(figuresOf(profile).startingStock == std::optional<qint64>(80), "known");
    }

    void resultKnowsTheStockOfAnExistingSale()
    {
        RunResult result = sampleResult();
        QCOMPARE(*figuresOf(result).startingStock, 100);
        result.saleCreated = false;
        result.verification.starting = 60;
        QCOMPARE(*figuresOf(result).startingStock, 60);
        result.verification.starting.reset();
        QVERIFY(!figuresOf(result).startingStock);
    }

    void restockedIsNotSoldOut()
    {
        MadeUpRun run(twentySeconds());
        RunFigures figures = figuresOf(run.profile());
        run.stock(0, 8s);
        takeSnapshot(figures, run.underLoad(9s));
        QVERIFY(figures.soldOutAfter == std::optional<std::chrono::nanoseconds>(3s));
        run.stock(1, 10s);
        takeSnapshot(figures, run.underLoad(11s));
        QVERIFY(!figures.soldOutAfter);
    }

    void failedSetUpHasNoLoad()
    {
        RunResult result;
        result.end = RunEnd::Failed;
        result.failure = u"POST /flash-sales answered 500"_s;
        const RunFigures figures = figuresOf(result);
        QCOMPARE(int(figures.phase), int(RunPhase::Failed));
        QVERIFY(!figures.loadStart);
        QVERIFY(!figures.all());
        QVERIFY(!figures.conclusion->verified);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestRunFigures)
#include "tst_runfigures.moc"
