// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/decimate.h"

#include "samplerun.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// y at 0, 1, 2, … seconds.
ChartSeries seriesOf(std::vector<double> y, const QString &id = u"s"_s)
{
    ChartSeries series{.id = id, .name = id, .y = std::move(y)};
    for (std::size_t i = 0; i < series.y.size(); ++i) {
        series.x.push_back(double(i));
    }
    return series;
}

std::vector<double> wave(std::size_t points)
{
    std::vector<double> y;
    for (std::size_t i = 0; i < points; ++i) {
        y.push_back(100 + 10 * std::sin(double(i) / 30));
    }
    return y;
}

std::size_t values(const ChartSeries &series)
{
    return std::size_t(std::ranges::count_if(series.y, [](double y) { return !std::isnan(y); }));
}

QString listed(const ChartSeries &series)
{
    QStringList points;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        points.append(std::isnan(series.y[i])
                ? QString::number(series.x[i]) + u":gap"_s
                : QString(QString::number(series.x[i]) + u':' + QString::number(series.y[i])));
    }
    return points.join(u' ');
}

} // namespace

class TestDecimate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fewPointsStayAsTheyAre()
    {
        const ChartSeries series = seriesOf({1, 2, 3, 4, 5});
        QCOMPARE(listed(thinned(series, 0, 4, 100)), listed(series));
    }

    void onePointBeyondEachEndStays()
    {
        QCOMPARE(listed(thinned(seriesOf({0, 10, 20, 30, 40, 50, 60}), 2.5, 3.5, 100)), u"2:20 3:30 4:40"_s);
        QCOMPARE(listed(thinned(seriesOf({0, 10, 20}), 5, 9, 100)), u"2:20"_s);
        QCOMPARE(listed(thinned(seriesOf({}), 0, 9, 100)), QString());
    }

    void anHourKeepsToTheLimit_data()
    {
        QTest::addColumn<int>("limit");
        for (const int limit : {0, 8, 20, 60, 150, 200, 300, 600, 599}) {
            QTest::addRow("%d", limit) << limit;
        }
    }

    void anHourKeepsToTheLimit()
    {
        QFETCH(int, limit);
        const ChartSeries thin = thinned(seriesOf(wave(3600)), 0, 3600, std::size_t(limit));
        QVERIFY2(int(values(thin)) <= std::max(limit, 8), qPrintable(QString::number(values(thin))));
        QVERIFY(int(values(thin)) >= limit / 3);
        QVERIFY(std::ranges::is_sorted(thin.x));
        QCOMPARE(thin.x.front(), 0.0);
        QCOMPARE(thin.x.back(), 3599.0);
    }

    /// A spike of one second, up or down, wherever it lies.
    void spikesStay()
    {
        for (std::size_t at = 0; at < 3600; at += 7) {
            std::vector<double> y = wave(3600);
            y[at] = 5000;
            y[(at + 1800) % 3600] = -5000;
            const ChartSeries thin = thinned(seriesOf(y), 0, 3600, 150);
            QCOMPARE(*std::ranges::max_element(thin.y), 5000.0);
            QCOMPARE(*std::ranges::min_element(thin.y), -5000.0);
        }
    }

    /// A gap of one second, wherever it lies: a line drawn through the kept points breaks between the same two values.
    void gapsStay()
    {
        for (std::size_t at = 1; at < 3599; at += 13) {
            std::vector<double> y = wave(3600);
            y[at] = noValue;
            const ChartSeries thin = thinned(seriesOf(y), 0, 3600, 150);
            const auto gap = std::ranges::find_if(thin.y, [](double v) { return std::isnan(v); });
            QVERIFY2(gap != thin.y.end(), qPrintable(QString::number(at)));
            QCOMPARE(thin.x[std::size_t(gap - thin.y.begin())], double(at));
            QVERIFY(values(thin) <= 150);
        }
    }

    /// A second with a value among many without one: it is alone in the kept points, too.
    void lonePointsStayAlone()
    {
        std::vector<double> y(3600, noValue);
        for (std::size_t i = 5; i < y.size(); i += 20) {
            y[i] = double(i);
        }
        const ChartSeries series = seriesOf(y);
        const ChartSeries whole = thinned(series, 0, 3600, 200);
        QCOMPARE(values(whole), values(series)); // few values in many rows need no thinning
        QVERIFY(whole.x.size() < 2 * values(series) + 2); // and a gap is one point
        const ChartSeries thin = thinned(series, 0, 3600, 50);
        QVERIFY(values(thin) <= 50);
        for (std::size_t i = 1; i < thin.y.size(); ++i) {
            QVERIFY(std::isnan(thin.y[i - 1]) != std::isnan(thin.y[i]));
        }
    }

    /// While a run grows by a second, the points drawn of what was there before stay.
    void growingDoesNotTremble()
    {
        const std::vector<double> all = wave(2000);
        int kept = 0;
        int moved = 0;
        for (std::size_t count = 1000; count + 1 < all.size(); count += 9) {
            const auto before = thinned(seriesOf({all.begin(), all.begin() + qsizetype(count)}), 0, 3600, 150);
            const auto after = thinned(seriesOf({all.begin(), all.begin() + qsizetype(count + 1)}), 0, 3600, 150);
            const std::set<double> places(after.x.begin(), after.x.end());
            for (std::size_t i = 0; i + 3 < before.x.size(); ++i) {
                ++(places.contains(before.x[i]) ? kept : moved);
            }
        }
        // Only where the step doubles, every so often, many of them move.
        QVERIFY2(moved * 50 < kept, qPrintable(u"%1 of %2"_s.arg(moved).arg(kept)));
    }

    void stacksKeepTheSamePlaces()
    {
        std::vector<double> bottom = wave(3600);
        std::vector<double> top = wave(3600);
        bottom[700] = 900;
        top[700] = noValue;
        top[1900] = 700;
        const std::vector<ChartSeries> stack{seriesOf(bottom, u"bottom"_s), seriesOf(top, u"top"_s)};
        const auto thin = thinStack(stack, 0, 3600, 100);
        QCOMPARE(thin.size(), std::size_t(2));
        QCOMPARE(thin[0].id, u"bottom"_s);
        QVERIFY(thin[0].x == thin[1].x);
        QVERIFY(thin[0].x.size() <= 100);
        QVERIFY(std::ranges::find(thin[0].x, 700.0) != thin[0].x.end());
        QVERIFY(std::ranges::find(thin[0].x, 1900.0) != thin[0].x.end());
    }

    void stacksLeaveOutWhatDoesNotFit()
    {
        std::vector<ChartSeries> stack{seriesOf({1, 2, 3}, u"a"_s), seriesOf({1, 2}, u"b"_s)};
        const auto thin = thinStack(stack, 0, 3, 100);
        QCOMPARE(thin.size(), std::size_t(1));
        QCOMPARE(thin.front().id, u"a"_s);
        QVERIFY(thinStack({}, 0, 3, 100).empty());
    }

    void clipping_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<QString>("points");
        QTest::newRow("all") << -1. << 9. << u"0:0 1:10 2:gap 3:30 4:40"_s;
        QTest::newRow("between points") << 0.5 << 3.25 << u"0.5:5 1:10 2:gap 3:30 3.25:32.5"_s;
        QTest::newRow("on points") << 1. << 3. << u"1:10 2:gap 3:30"_s;
        QTest::newRow("within one step") << 3.25 << 3.5 << u"3.25:32.5 3.5:35"_s;
        QTest::newRow("no line into a gap") << 1.5 << 2.5 << u"2:gap"_s;
        QTest::newRow("before") << -5. << -1. << QString();
        QTest::newRow("after") << 5. << 9. << QString();
    }

    void clipping()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        QTEST(listed(clipped(seriesOf({0, 10, noValue, 30, 40}), from, to)), "points");
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestDecimate)
#include "tst_decimate.moc"
