// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/resultcharts.h"

#include "buyerway.h"
#include "core/charts/runcharts.h"
#include "core/result/runresult.h"
#include "tests/support/testprogram.h"

#include <QSet>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestResultCharts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leavesOutWhatHasNothingToShow() { QCOMPARE(resultCharts(RunResult()).size(), runChartCount); }

    void addsFairnessAndStock()
    {
        RunResult result;
        result.saleCreated = true;
        result.emails = BuyerEmails(u"b-{VU}-{ITER}@x.y"_s, {});
        result.ledger.push_back(BuyerWay(1).buy(10).queued(900).hold(1'000).confirmed(1'002));
        result.ledger.push_back(BuyerWay(2).buy(20).queued(1'900).hold(2'000).confirmed(2'002));
        result.observations.stock = {{.sent = 1'500'000'000, .answered = 1'502'000'000, .remaining = 99, .oddity = {}}};
        const std::vector<ChartData> charts = resultCharts(result);
        QCOMPARE(charts.size(), runChartCount + 2);
        QSet<QString> ids; // they become names of files
        for (const ChartData &chart : charts)
            ids.insert(chart.id);
        QCOMPARE(ids.size(), qsizetype(charts.size()));
        QVERIFY(!ids.contains(QString()));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestResultCharts)
#include "tst_resultcharts.moc"
