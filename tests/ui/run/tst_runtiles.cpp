// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runtiles.h"

#include "madeuprun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"
#include "ui/widgets/figuretile.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ThresholdResult::State;

namespace {

QString textOf(const RunTiles &tiles, RunTiles::Tile tile)
{
    return tiles.tile(tile).accessibleName();
}

Profile oneStage()
{
    Profile profile;
    profile.load.stages = {{20s, 50}};
    return profile;
}

} // namespace

class TestRunTiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsARun()
    {
        MadeUpRun run(oneStage());
        run.users(20, 19, 13s);
        run.requests(RequestName::Buy, 120, 10s, 200ms);
        run.failures(RequestName::Buy, 3, 10s, 503, u"down"_s);
        run.confirm(10s);
        run.stock(99, 12s);
        run.threshold(u"http_req_failed"_s, u"rate<0.1"_s, State::Pass, 0.02);
        run.threshold(u"http_req_duration"_s, u"p(99)<100"_s, State::Fail, 200.0);
        run.threshold(u"http_req_duration"_s, u"p(95)<2000"_s, State::Pass, 200.0);
        RunFigures figures = figuresOf(run.profile());
        takeSnapshot(figures, run.underLoad(13s));
        RunTiles tiles;
        tiles.setFigures(figures);
        QCOMPARE(textOf(tiles, RunTiles::Users), u"Virtual users, 19, of 20 planned"_s);
        QCOMPARE(textOf(tiles, RunTiles::Rate), u"Requests/s, 123, 123 in all"_s);
        QCOMPARE(textOf(tiles, RunTiles::Failed), u"Failed, 2.44 %, limit 10 %"_s);
        QCOMPARE(textOf(tiles, RunTiles::Latency), u"p95, 200 ms, limit 2 s"_s);
        QCOMPARE(textOf(tiles, RunTiles::Confirmed), u"Confirmed orders, 1, of 100 in stock"_s);
        QCOMPARE(textOf(tiles, RunTiles::Stock), u"Stock left, 99, as reported by the shop"_s);
        QCOMPARE(
            textOf(tiles, RunTiles::Verdict), u"Verdict so far, ✕ thresholds failed, 1 of 3 thresholds failed"_s);
    }

    void marksWhatIsWrong()
    {
        MadeUpRun run(oneStage());
        run.requests(RequestName::Buy, 10, 10s, 200ms);
        run.stock(0, 25s);
        run.health().localFailures = 2;
        run.threshold(u"http_req_failed"_s, u"rate<=0.001"_s, State::Fail, 0.5);
        run.threshold(u"http_req_duration"_s, u"p(95)<9000"_s, State::Pass, 200.0);
        run.threshold(u"http_req_duration"_s, u"p(95)<100"_s, State::Fail, 200.0);
        for (int i = 0; i < 101; ++i) {
            run.confirm(10s);
        }
        RunFigures figures = figuresOf(run.profile());
        takeSnapshot(figures, run.underLoad(26s));
        RunTiles tiles;
        tiles.setFigures(figures);
        QVERIFY(textOf(tiles, RunTiles::Failed).endsWith(u"✕ limit 0.10 %"_s));
        // The times are the generator's; and of two limits it is the one that fails.
        QCOMPARE(tiles.tile(RunTiles::Latency).detail(), u"generator-bound · ✕ limit 100 ms"_s);
        QCOMPARE(tiles.tile(RunTiles::Rate).detail(), u"generator-bound · 10 in all"_s);
        QCOMPARE(textOf(tiles, RunTiles::Confirmed), u"Confirmed orders, 101, ✕ 1 over the stock of 100"_s);
        QCOMPARE(textOf(tiles, RunTiles::Stock), u"Sold out after, 0:20, at 5 units/s"_s);
        QCOMPARE(tiles.tile(RunTiles::Verdict).value(), u"✕ orders exceed stock"_s);
    }

    void absentIsNotZero()
    {
        RunTiles tiles;
        MadeUpRun run(oneStage());
        RunFigures figures = figuresOf(run.profile());
        takeSnapshot(figures, run.snapshot(RunPhase::Setup, 1s, 1s));
        tiles.setFigures(figures);
        QCOMPARE(textOf(tiles, RunTiles::Users), u"Virtual users, 0, up to 50 planned"_s);
        for (const auto tile :
            {RunTiles::Rate, RunTiles::Failed, RunTiles::Latency, RunTiles::Confirmed, RunTiles::Stock}) {
            QCOMPARE(tiles.tile(tile).value(), u"–"_s);
        }
    }

    void finishedRun()
    {
        RunTiles tiles;
        tiles.setFigures(figuresOf(sampleResult()));
        QCOMPARE(textOf(tiles, RunTiles::Users), u"Virtual users, peak, 49, of 50 planned"_s);
        QCOMPARE(textOf(tiles, RunTiles::Rate), u"Requests/s, load and drain, 34.6, generator-bound · 3,482 in all"_s);
        QCOMPARE(textOf(tiles, RunTiles::Confirmed), u"Confirmed orders, 100, of 100 in stock"_s);
        QCOMPARE(textOf(tiles, RunTiles::Verdict), u"Verdict, ✕ OVERBOOKING, 3 of 7 thresholds failed"_s);
    }

    void narrowTilesStandInTwoRows()
    {
        RunTiles tiles;
        tiles.resize(1100, 80);
        tiles.show();
        QVERIFY(QTest::qWaitForWindowExposed(&tiles));
        QCOMPARE(tiles.tile(RunTiles::Verdict).y(), tiles.tile(RunTiles::Users).y());
        tiles.resize(600, 160);
        QTRY_VERIFY(tiles.tile(RunTiles::Verdict).y() > tiles.tile(RunTiles::Users).y());
        QCOMPARE(tiles.tile(RunTiles::Failed).y(), tiles.tile(RunTiles::Users).y());
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestRunTiles)
#include "tst_runtiles.moc"
