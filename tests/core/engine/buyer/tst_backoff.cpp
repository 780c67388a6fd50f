// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/backoff.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <set>
#include <vector>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestBackoff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void grows_data()
    {
        QTest::addColumn<int>("interval"); // ms
        QTest::addColumn<double>("factor");
        QTest::addColumn<int>("limit"); // ms
        QTest::addColumn<QString>("waits");
        QTest::newRow("the plan's") << 2000 << 1.5 << 10000 << u"2000 3000 4500 6750 10000 10000 10000"_s;
        QTest::newRow("doubling") << 100 << 2.0 << 1000 << u"100 200 400 800 1000 1000 1000"_s;
        QTest::newRow("steady") << 500 << 1.0 << 10000 << u"500 500 500 500 500 500 500"_s;
        QTest::newRow("no room to grow") << 2000 << 1.5 << 2000 << u"2000 2000 2000 2000 2000 2000 2000"_s;
        // The polling interval is what the tester asked for: a limit below it does not shorten it.
        QTest::newRow("limit below the interval") << 5000 << 1.5 << 1000 << u"5000 5000 5000 5000 5000 5000 5000"_s;
        QTest::newRow("none") << 0 << 1.5 << 10000 << u"0 0 0 0 0 0 0"_s;
    }
    void grows()
    {
        QFETCH(int, interval);
        QFETCH(double, factor);
        QFETCH(int, limit);
        QFETCH(QString, waits);
        BuyerSettings settings;
        settings.pollingInterval = std::chrono::milliseconds(interval);
        settings.backoffFactor = factor;
        settings.backoffMax = std::chrono::milliseconds(limit);
        settings.jitter = 0;
        Backoff backoff(settings);
        std::minstd_rand random(1);
        QStringList actual;
        for (int i = 0; i < 7; ++i)
            actual << QString::number(std::chrono::duration<double, std::milli>(backoff.next(random)).count());
        QCOMPARE(actual.join(u' '), waits);
        backoff.reset();
        QCOMPARE(backoff.next(random), Nanoseconds(settings.pollingInterval));
        QVERIFY(random == std::minstd_rand(1));
    }

    void workersDrawIndependentStreams()
    {
        // 16 workers of 16 neighbouring seeds: no two streams share a draw of the first hundred, nor run in step.
        std::set<std::minstd_rand::result_type> seen;
        std::vector<double> firsts;
        for (quint32 seed = 0; seed < 16; ++seed) {
            for (int worker = 0; worker < 16; ++worker) {
                QVERIFY(jitterSource(seed, worker) == jitterSource(seed, worker));
                std::minstd_rand random = jitterSource(seed, worker);
                for (int i = 0; i < 100; ++i) {
                    const auto drawn = random();
                    if (i == 0)
                        firsts.push_back(double(drawn) / double(std::minstd_rand::max()));
                    seen.insert(drawn);
                }
            }
        }
        QVERIFY2(seen.size() > 16 * 16 * 100 - 10, qPrintable(QString::number(seen.size())));
        double steps = 0; // between neighbours; a third in the mean where they have nothing to do with each other
        for (std::size_t i = 1; i < firsts.size(); ++i)
            steps += std::abs(firsts[i] - firsts[i - 1]);
        steps /= double(firsts.size() - 1);
        QVERIFY2(steps > 0.25 && steps < 0.42, qPrintable(QString::number(steps)));
    }

    void variesWithinItsShare_data()
    {
        QTest::addColumn<double>("jitter");
        QTest::newRow("10 %") << 0.1;
        QTest::newRow("half") << 0.5;
        QTest::newRow("all") << 1.0;
    }
    void variesWithinItsShare()
    {
        QFETCH(double, jitter);
        BuyerSettings settings;
        settings.jitter = jitter;
        std::minstd_rand random(7);
        double least = 1e9;
        double most = 0;
        double sum = 0;
        for (int i = 0; i < 2000; ++i) {
            Backoff backoff(settings);
            backoff.next(random);
            const double second = std::chrono::duration<double>(backoff.next(random)).count();
            least = std::min(least, second);
            most = std::max(most, second);
            sum += second;
        }
        // Around the exact 3 s, whose growth the variation of the wait before does not touch.
        QVERIFY(least >= 3 * (1 - jitter) && most <= 3 * (1 + jitter));
        QVERIFY(least < 3 * (1 - 0.9 * jitter) && most > 3 * (1 + 0.9 * jitter));
        QVERIFY(std::abs(sum / 2000 - 3) < 0.2 * jitter);
    }

    void isRepeatable()
    {
        const BuyerSettings settings;
        Backoff one(settings);
        Backoff two(settings);
        std::minstd_rand randomOne(5);
        std::minstd_rand randomTwo(5);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(one.next(randomOne), two.next(randomTwo));
    }

private:
    using Nanoseconds = std::chrono::nanoseconds;
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestBackoff)
#include "tst_backoff.moc"
