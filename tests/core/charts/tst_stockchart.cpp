// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/stockchart.h"

#include "core/result/runresult.h"
#include "tests/support/testprogram.h"

#include "buyerway.h"

#include <QTest>

#include <algorithm>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 nsPerMs = 1'000'000;

StockSample sample(qint64 atMs, std::optional<qint64> stock)
{
    return {.sent = atMs * nsPerMs, .answered = (atMs + 10) * nsPerMs, .remaining = stock, .oddity = {}};
}

/// Two of 10 units are sold: confirms at 1 s (answered) and at 2 s (unanswered).
RunResult twoSold()
{
    RunResult result;
    result.saleCreated = true;
    result.verification.starting = 10;
    result.ledger = {
        BuyerWay(1).buy(0).hold(500).confirmed(1000), BuyerWay(2).buy(0).hold(600).confirmUnanswered(2000)};
    return result;
}

QString readings(const ChartData &chart, const QString &id)
{
    const auto series = std::ranges::find(chart.series, id, &ChartSeries::id);
    if (series == chart.series.end())
        return u"no such series"_s;
    QStringList texts;
    for (std::size_t i = 0; i < series->x.size(); ++i) {
        texts += series->low.empty() ? u"%1:%2"_s.arg(series->x[i]).arg(series->y[i])
                                     : u"%1:%2..%3"_s.arg(series->x[i]).arg(series->low[i]).arg(series->y[i]);
    }
    return texts.join(u' ');
}

} // namespace

class TestStockChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhyThereIsNothing()
    {
        const ChartData chart = makeStockChart(twoSold());
        QVERIFY(chart.isEmpty());
        QCOMPARE(chart.emptyText, u"The stock was never told"_s);
    }

    void readingsLieOnWhatIsPossible()
    {
        RunResult result = twoSold();
        result.observations.stock = {sample(100, 10), sample(1100, 9), sample(1900, std::nullopt), sample(3000, 8)};
        const ChartData chart = makeStockChart(result);
        QCOMPARE(readings(chart, u"possible"_s), u"0.11:10..10 1.11:9..9 3.01:8..9"_s);
        QCOMPARE(readings(chart, u"told"_s), u"0.11:10 1.11:9 3.01:8"_s);
        QCOMPARE(readings(chart, u"outside"_s), u"no such series"_s);
        QCOMPARE(chart.summary, u"3 readings, 0 of them lower than possible and 0 higher"_s);
    }

    void whatIsOutsideHasAnotherShape()
    {
        RunResult result = twoSold();
        result.observations.stock = {sample(100, 9), sample(1100, 10), sample(3000, -1)};
        result.verification.remaining = 8; // at the end
        const ChartData chart = makeStockChart(result);
        QCOMPARE(readings(chart, u"outside"_s), u"0.11:9 1.11:10 3.01:-1"_s);
        QCOMPARE(readings(chart, u"told"_s), u"3.01:8"_s);
        QCOMPARE(chart.summary, u"4 readings, 2 of them lower than possible and 1 higher"_s);
        const auto styleOf = [&chart](const QString &id) {
            return std::ranges::find(chart.series, id, &ChartSeries::id)->style;
        };
        QVERIFY(styleOf(u"outside"_s) != styleOf(u"told"_s));
        QVERIFY(chart.xTo > 3.01);
    }

    void withoutBoundsWhereTheyCannotBeKnown_data()
    {
        QTest::addColumn<int>("why");
        QTest::addColumn<QString>("remark");
        QTest::newRow("old") << 0 << u"This result is of a version that did not keep the buyers' calls"_s;
        QTest::newRow("existing") << 1 << u"Others may buy on this sale as well"_s;
        QTest::newRow("starting") << 2 << u"It is not known how many units there were"_s;
        QTest::newRow("foreign") << 3 << u"Others buy."_s;
    }

    void withoutBoundsWhereTheyCannotBeKnown()
    {
        QFETCH(int, why);
        QFETCH(QString, remark);
        RunResult result = twoSold();
        result.observations.stock = {sample(100, 3), sample(3000, -1)};
        if (why == 0)
            result.ledger.front().calls = {};
        else if (why == 1)
            result.saleCreated = false;
        else if (why == 2)
            result.verification.starting.reset();
        else
            result.verification.checks = {{.id = CheckId::BoundedReads, .verdict = CheckVerdict::NoData, .note = u"Others buy."_s}};
        const ChartData chart = makeStockChart(result);
        QCOMPARE(readings(chart, u"possible"_s), u"no such series"_s);
        QCOMPARE(readings(chart, u"told"_s), u"0.11:3"_s);
        QCOMPARE(readings(chart, u"outside"_s), u"3.01:-1"_s); // whatever anybody bought
        QCOMPARE(chart.remark, QString(u"Without bounds: "_s + remark));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestStockChart)
#include "tst_stockchart.moc"
