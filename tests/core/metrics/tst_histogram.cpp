// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/histogram.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using doorbuster::Histogram;
using Values = std::vector<qint64>;

namespace {

Histogram histogramOf(const Values &values)
{
    Histogram histogram;
    for (const qint64 value : values)
        histogram.record(std::chrono::nanoseconds{value});
    return histogram;
}

/// k6's rule on the sorted values themselves.
double exactPercentile(const Values &sorted, double p)
{
    const double position = p / 100 * double(sorted.size() - 1);
    const auto rank = std::size_t(position);
    if (rank + 1 >= sorted.size())
        return double(sorted.back());
    return double(sorted[rank]) + double(sorted[rank + 1] - sorted[rank]) * (position - double(rank));
}

Values draw(quint64 seed, int count, const std::function<double(std::mt19937_64 &)> &distribution)
{
    std::mt19937_64 random(seed);
    Values values;
    for (int i = 0; i < count; ++i)
        values.push_back(std::clamp<qint64>(qint64(distribution(random)), 0, Histogram::maxTrackable));
    return values;
}

Values latencies(quint64 seed, int count = 20'000)
{
    return draw(seed, count,
        [spread = std::lognormal_distribution<double>(16, 1.5)](auto &random) mutable { return spread(random); });
}

} // namespace

Q_DECLARE_METATYPE(Values)

class TestHistogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsEmptyAndSmall();
    void bucketsCoverAllValuesWithoutGap();
    void keepsFiguresExactly();
    void percentilesAreWithinOneThousandth_data();
    void percentilesAreWithinOneThousandth();
    void percentileInterpolatesAsK6();
    void percentileOfManyEqualValues();
    void clampsWhatIsOutOfRange();
    void sumDoesNotWrap();
    void mergeEqualsRecordingAll();
    void mergesWithItself();
    void clearForgetsAll();
    void survivesItsBuckets();
    void refusesPartsThatDoNotFit_data();
    void refusesPartsThatDoNotFit();
    void staysSmallForTypicalLatencies();
};

void TestHistogram::startsEmptyAndSmall()
{
    const Histogram empty;
    QVERIFY(empty.isEmpty());
    QCOMPARE(empty.count(), quint64(0));
    QCOMPARE(empty.min(), 0ns);
    QCOMPARE(empty.max(), 0ns);
    QVERIFY(std::isnan(empty.mean()));
    QVERIFY(std::isnan(empty.percentile(50)));
    QVERIFY(empty.buckets().empty());
    QVERIFY(sizeof(Histogram) < 100);
}

void TestHistogram::bucketsCoverAllValuesWithoutGap()
{
    for (quint32 bucket = 0; bucket < Histogram::bucketCount(); ++bucket) {
        const qint64 low = Histogram::bucketLow(bucket);
        const qint64 high = Histogram::bucketHigh(bucket);
        QCOMPARE(Histogram::bucketOf(low), bucket);
        QCOMPARE(Histogram::bucketOf(high), bucket);
        QCOMPARE(Histogram::bucketLow(bucket + 1), high + 1);
        const double middle = double(low) + double(high - low) / 2;
        QVERIFY2(double(high) - middle <= 0.001 * double(low) || high == low, qPrintable(QString::number(bucket)));
    }
    QCOMPARE(Histogram::bucketLow(0), 0);
    QCOMPARE(Histogram::bucketOf(Histogram::maxTrackable), Histogram::bucketCount() - 1);
}

void TestHistogram::keepsFiguresExactly()
{
    Histogram histogram;
    histogram.record(1'234'567ns);
    histogram.record(98'765'432ns, 3);
    histogram.record(5ns, 0);
    QCOMPARE(histogram.count(), quint64(4));
    QCOMPARE(histogram.min(), 1'234'567ns);
    QCOMPARE(histogram.max(), 98'765'432ns);
    QCOMPARE(histogram.sum(), quint64(1'234'567 + 3 * 98'765'432LL));
    QCOMPARE(histogram.mean(), double(1'234'567 + 3 * 98'765'432LL) / 4);
    QCOMPARE(histogram.percentile(0), 1'234'567.0);
    QCOMPARE(histogram.percentile(100), 98'765'432.0);
}

void TestHistogram::percentilesAreWithinOneThousandth_data()
{
    QTest::addColumn<Values>("values");
    QTest::newRow("lognormal") << latencies(1);
    QTest::newRow("lognormal, few") << latencies(2, 7);
    QTest::newRow("uniform to an hour") << draw(3, 20'000, [](auto &random) {
        return std::uniform_real_distribution<double>(0, double(Histogram::maxTrackable))(random);
    });
    QTest::newRow("exponential, 3 us") << draw(
        4, 20'000, [](auto &random) { return std::exponential_distribution<double>(1 / 3000.)(random); });
    QTest::newRow("below the exact limit")
        << draw(5, 5'000, [](auto &random) { return std::uniform_real_distribution<double>(0, 1500)(random); });
    QTest::newRow("two humps") << draw(6, 20'000, [](auto &random) {
        const bool isSlow = std::bernoulli_distribution(0.05)(random);
        return std::normal_distribution<double>(isSlow ? 4e9 : 2e6, isSlow ? 1e8 : 2e5)(random);
    });
    QTest::newRow("two values") << Values{1'000'000, 3'000'000'000};
    QTest::newRow("one value") << Values{7'654'321};
}

void TestHistogram::percentilesAreWithinOneThousandth()
{
    QFETCH(Values, values);
    const Histogram histogram = histogramOf(values);
    std::sort(values.begin(), values.end());
    for (const double p : {0., 0.1, 1., 10., 25., 33.3, 50., 66.6, 75., 90., 95., 99., 99.9, 99.99, 100.}) {
        const double exact = exactPercentile(values, p);
        const double told = histogram.percentile(p);
        QVERIFY2(
            std::abs(told - exact) <= 0.001 * exact, qPrintable(u"p(%1): %2 for %3"_s.arg(p).arg(told).arg(exact)));
        QVERIFY(told >= double(values.front()) && told <= double(values.back()));
    }
}

void TestHistogram::percentileInterpolatesAsK6()
{
    const Histogram four = histogramOf({100, 200, 300, 1000});
    QCOMPARE(four.percentile(50), 250.0);
    QCOMPARE(four.percentile(25), 175.0);
    QCOMPARE(four.percentile(90), 300 + 0.7 * 700);
    QCOMPARE(four.percentile(-5), 100.0);
    QCOMPARE(four.percentile(500), 1000.0);
}

void TestHistogram::percentileOfManyEqualValues()
{
    Histogram histogram;
    histogram.record(1'234'567'891ns, 1'000'000);
    for (const double p : {0., 50., 99., 100.})
        QCOMPARE(histogram.percentile(p), 1'234'567'891.0);
}

void TestHistogram::clampsWhatIsOutOfRange()
{
    Histogram histogram;
    histogram.record(2h, 3);
    histogram.record(1h);
    histogram.record(-1ns);
    QCOMPARE(histogram.count(), quint64(5));
    QCOMPARE(histogram.overflow(), quint64(3));
    QCOMPARE(histogram.max(), std::chrono::nanoseconds(1h));
    QCOMPARE(histogram.min(), 0ns);
    QCOMPARE(histogram.sum(), quint64(4) * quint64(Histogram::maxTrackable));
}

void TestHistogram::sumDoesNotWrap()
{
    Histogram histogram;
    histogram.record(1h, 10'000'000);
    QCOMPARE(histogram.sum(), std::numeric_limits<quint64>::max());
    histogram.record(1h);
    QCOMPARE(histogram.sum(), std::numeric_limits<quint64>::max());
}

void TestHistogram::mergeEqualsRecordingAll()
{
    const Values first = latencies(11, 3'000);
    const Values second =
        draw(12, 500, [](auto &random) { return std::exponential_distribution<double>(1 / 500.)(random); });
    Values all = first;
    all.insert(all.end(), second.begin(), second.end());

    all.push_back(2 * Histogram::maxTrackable);
    Histogram forward = histogramOf(first);
    forward.merge(histogramOf(second));
    forward.merge(histogramOf({2 * Histogram::maxTrackable}));
    Histogram backward = histogramOf(second);
    backward.record(2h);
    backward.merge(histogramOf(first));
    backward.merge(Histogram());
    QCOMPARE(forward, histogramOf(all));
    QCOMPARE(backward, forward);
    QCOMPARE(backward.percentile(95), forward.percentile(95));

    Histogram intoEmpty;
    intoEmpty.merge(forward);
    QCOMPARE(intoEmpty, forward);
    QVERIFY(!(intoEmpty == histogramOf(first)));
}

void TestHistogram::mergesWithItself()
{
    Histogram histogram = histogramOf({5, 5'000, 5'000'000});
    histogram.merge(histogram);
    QCOMPARE(histogram, histogramOf({5, 5, 5'000, 5'000, 5'000'000, 5'000'000}));
}

void TestHistogram::clearForgetsAll()
{
    Histogram histogram = histogramOf(latencies(21, 100));
    histogram.clear();
    QCOMPARE(histogram, Histogram());
    histogram.record(3ms);
    QCOMPARE(histogram, histogramOf({3'000'000}));
}

void TestHistogram::survivesItsBuckets()
{
    for (Histogram histogram :
        {Histogram(), histogramOf({0}), histogramOf(latencies(31)), histogramOf({1023, 1024, 2047})}) {
        const auto restored = Histogram::fromBuckets(
            histogram.buckets(), histogram.min(), histogram.max(), histogram.sum(), histogram.overflow());
        QVERIFY(restored);
        QCOMPARE(*restored, histogram);
        histogram.record(3h);
        const auto withOverflow =
            Histogram::fromBuckets(histogram.buckets(), histogram.min(), histogram.max(), histogram.sum(), 1);
        QVERIFY(withOverflow);
        QCOMPARE(*withOverflow, histogram);
    }
}

void TestHistogram::refusesPartsThatDoNotFit_data()
{
    using Buckets = std::vector<Histogram::Bucket>;
    QTest::addColumn<Buckets>("buckets");
    QTest::addColumn<qint64>("min");
    QTest::addColumn<qint64>("max");
    QTest::addColumn<quint64>("sum");
    QTest::addColumn<quint64>("overflow");
    const auto row = [](const char *name, const Buckets &buckets, qint64 min, qint64 max, quint64 sum,
                         quint64 overflow) { QTest::newRow(name) << buckets << min << max << sum << overflow; };
    row("empty with a sum", {}, 0, 0, 1, 0);
    row("unknown bucket", {{Histogram::bucketCount(), 1}}, 5, 5, 5, 0);
    row("unknown bucket in the middle", {{5, 1}, {4'000'000, 1}, {6, 1}}, 5, 6, 20, 0);
    row("empty bucket", {{5, 0}}, 5, 5, 0, 0);
    row("twice the same bucket", {{5, 1}, {5, 1}}, 5, 5, 10, 0);
    row("not ascending", {{5, 1}, {9, 1}, {7, 1}, {10, 1}}, 5, 10, 31, 0);
    row("min elsewhere", {{5, 1}, {9, 1}}, 4, 9, 14, 0);
    row("max elsewhere", {{5, 1}, {9, 1}}, 5, 10, 14, 0);
    row("negative min", {{5, 1}}, -1, 5, 5, 0);
    row("max beyond an hour", {{Histogram::bucketCount() - 1, 1}}, Histogram::maxTrackable, Histogram::maxTrackable + 1,
        quint64(Histogram::maxTrackable), 0);
    row("sum too small", {{5, 1}, {9, 1}}, 5, 9, 13, 0);
    row("sum too large", {{5, 1}, {9, 1}}, 5, 9, 15, 0);
    row("overflow without a long value", {{5, 1}}, 5, 5, 5, 1);
    row("counts wrap", {{5, 10}, {9, std::numeric_limits<quint64>::max()}}, 5, 9, 14, 0);
}

void TestHistogram::refusesPartsThatDoNotFit()
{
    QFETCH(std::vector<Histogram::Bucket>, buckets);
    QFETCH(qint64, min);
    QFETCH(qint64, max);
    QFETCH(quint64, sum);
    QFETCH(quint64, overflow);
    QVERIFY(
        !Histogram::fromBuckets(buckets, std::chrono::nanoseconds{min}, std::chrono::nanoseconds{max}, sum, overflow));
}

void TestHistogram::staysSmallForTypicalLatencies()
{
    // Latencies between 2 and 8 ms: two octaves of 512 buckets are all that there can be.
    const Histogram histogram = histogramOf(
        draw(41, 100'000, [](auto &random) { return std::uniform_real_distribution<double>(2.2e6, 8.3e6)(random); }));
    QVERIFY(histogram.buckets().size() <= 2 * Histogram::bucketsPerOctave);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestHistogram)
#include "tst_histogram.moc"
