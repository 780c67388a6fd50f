// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/fairnesschart.h"

#include "core/result/runresult.h"
#include "tests/support/testprogram.h"

#include "buyerway.h"

#include <QTest>

#include <algorithm>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

RunResult resultOf(Ledger ledger)
{
    RunResult result;
    result.emails = BuyerEmails(u"buyer-{VU}-{ITER}@test.com"_s, {});
    result.ledger = std::move(ledger);
    return result;
}

/// Joins at `joined`, and sees its hold at `held`; the look before it was just before.
LedgerEntry buyer(quint32 vu, qint64 joined, qint64 held)
{
    return BuyerWay(vu).buy(joined).queued(held - 5).hold(held);
}

/// "3:1 4:2": who stands where.
QString standing(const ChartData &chart, const QString &id)
{
    const auto series = std::ranges::find(chart.series, id, &ChartSeries::id);
    if (series == chart.series.end())
        return u"no such series"_s;
    QStringList texts;
    for (std::size_t i = 0; i < series->x.size(); ++i)
        texts += u"%1:%2"_s.arg(series->x[i]).arg(series->y[i]);
    return texts.join(u' ');
}

} // namespace

class TestFairnessChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhyThereIsNothing()
    {
        LedgerEntry old;
        old.vu = 1;
        old.buys = 1;
        ChartData chart = makeFairnessChart(resultOf({old}));
        QVERIFY(chart.isEmpty());
        QCOMPARE(chart.emptyText, u"This result is of a version that did not keep the buyers' calls"_s);
        chart = makeFairnessChart(resultOf({}));
        QVERIFY(chart.isEmpty());
        QCOMPARE(chart.emptyText, u"Nobody joined the queue"_s);
        chart = makeFairnessChart(resultOf({BuyerWay(1).buy(0).queued(100), BuyerWay(2).buy(10).queued(110)}));
        QVERIFY(chart.isEmpty());
        QCOMPARE(chart.emptyText, u"Nobody got a hold"_s);
    }

    void oneInOrder()
    {
        // Told in another order than they joined.
        const ChartData chart =
            makeFairnessChart(resultOf({buyer(2, 10, 1010), buyer(1, 0, 1000), buyer(3, 20, 1020)}));
        QCOMPARE(standing(chart, u"in-order"_s), u"1:1 2:2 3:3"_s);
        QCOMPARE(standing(chart, u"as-joined"_s), u"1:1 3:3"_s);
        QCOMPARE(chart.series.size(), std::size_t(2));
        QCOMPARE(chart.summary, u"3 buyers got a hold. None of them was overtaken for certain"_s);
        QVERIFY(chart.xAxis == ChartAxis::Place);
        QVERIFY(chart.xTo > 3);
    }

    void whoWasOvertakenHasAnotherShape()
    {
        const ChartData chart = makeFairnessChart(
            resultOf({buyer(1, 0, 3000), buyer(2, 10, 1010), buyer(3, 20, 1020), BuyerWay(4).buy(30).queued(5000)}));
        QCOMPARE(standing(chart, u"in-order"_s), u"2:1 3:2"_s);
        QCOMPARE(standing(chart, u"overtaken"_s), u"1:3"_s);
        // The last one only waited, as all that would come after it.
        QCOMPARE(standing(chart, u"waiting"_s), u"no such series"_s);
        const auto styleOf = [&chart](const QString &id) {
            return std::ranges::find(chart.series, id, &ChartSeries::id)->style;
        };
        QVERIFY(styleOf(u"overtaken"_s) != styleOf(u"in-order"_s));
        QCOMPARE(chart.summary, u"3 buyers got a hold. 1 was overtaken for certain, at worst by 2 later buyers"_s);
    }

    void whoNeverGotAHoldStandsAtTheUpperEdge()
    {
        const ChartData chart = makeFairnessChart(resultOf({BuyerWay(1).buy(0).queued(9000), buyer(2, 10, 1010)}));
        QCOMPARE(standing(chart, u"starved"_s), u"1:2"_s);
        QCOMPARE(standing(chart, u"in-order"_s), u"2:1"_s);
        QCOMPARE(chart.summary,
            u"1 buyer got a hold. 1 was overtaken for certain, at worst by 1 later buyer; 1 never got a hold"_s);
    }

    void nothingIsSaidOfWhatIsNotCertain()
    {
        // The first one left the queue, unserved, before the second got its hold.
        const ChartData chart = makeFairnessChart(resultOf({BuyerWay(1).buy(0).queued(100), buyer(2, 10, 1010)}));
        QCOMPARE(standing(chart, u"waiting"_s), u"1:2"_s);
        QCOMPARE(standing(chart, u"starved"_s), u"no such series"_s);
    }

    void theWorstStayWhenThereAreTooMany()
    {
        Ledger ledger;
        constexpr int buyers = 4000;
        for (int i = 0; i < buyers; ++i)
            ledger.push_back(buyer(quint32(i + 1), i * 10, 100'000 + i * 10));
        // One is served last of all, a thousand by a little late.
        ledger[100] = buyer(101, 1000, 400'000);
        for (std::size_t i = 1001; i < 3000; i += 2)
            ledger[i] = buyer(quint32(i + 1), qint64(i) * 10, 100'000 + qint64(i) * 10 + 25);
        const ChartData chart = makeFairnessChart(resultOf(std::move(ledger)));
        std::size_t marks = 0;
        for (const ChartSeries &series : chart.series) {
            marks += isMarks(series.style) ? series.x.size() : 0;
            QVERIFY(std::ranges::is_sorted(series.x));
        }
        QVERIFY(marks <= mostFairnessMarks);
        QVERIFY(marks + 2 >= mostFairnessMarks);
        QVERIFY2(
            standing(chart, u"overtaken"_s).startsWith(u"101:4000 "_s), qPrintable(standing(chart, u"overtaken"_s)));
        QVERIFY(std::ranges::find(chart.series, u"in-order"_s, &ChartSeries::id)->x.size() > 200);
        QVERIFY2(chart.remark.endsWith(u"(580 of 4,000 buyers)"_s), qPrintable(chart.remark));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFairnessChart)
#include "tst_fairnesschart.moc"
