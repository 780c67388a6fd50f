// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/queuefairness.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

using namespace doorbuster;
using End = QueueStay::End;

namespace {

QueueStay held(MomentRange joined, MomentRange hold)
{
    return {.joined = joined, .end = End::Held, .held = hold};
}

QueueStay waiting(MomentRange joined, qint64 lastQueued)
{
    return {.joined = joined, .lastQueued = lastQueued, .end = End::Queued};
}

std::vector<const QueueStay *> pointersTo(const std::vector<QueueStay> &stays)
{
    std::vector<const QueueStay *> pointers;
    for (const QueueStay &stay : stays)
        pointers.push_back(&stay);
    return pointers;
}

} // namespace

class TestQueueFairness : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void judgesInOrder()
    {
        const std::vector<QueueStay> stays{held({0, 1}, {10, 11}), held({2, 3}, {12, 13}), held({4, 5}, {14, 15})};
        const QueueFairness fairness(pointersTo(stays));
        QCOMPARE(fairness.judgedPairs(), 3);
        QCOMPARE(fairness.inversions(), 0);
        QCOMPARE(fairness.kendallTau(), 1.);
        QVERIFY(fairness.overtaken().empty());
    }

    void judgesTheOtherWayRound()
    {
        const std::vector<QueueStay> stays{held({0, 1}, {34, 35}), held({2, 3}, {22, 23}), held({4, 5}, {10, 11})};
        const QueueFairness fairness(pointersTo(stays));
        QCOMPARE(fairness.inversions(), 3);
        QCOMPARE(fairness.kendallTau(), -1.);
        QCOMPARE(fairness.overtaken().size(), std::size_t(2));
        QCOMPARE(fairness.overtaken().front().stay, &stays[0]);
        QCOMPARE(fairness.overtaken().front().count, 2);
        QCOMPARE(fairness.overtaken().front().longest, 34 - 11);
    }

    void saysNothingOfWhatOverlaps()
    {
        const std::vector<QueueStay> joins{held({0, 5}, {30, 31}), held({3, 8}, {10, 11})};
        QCOMPARE(QueueFairness(pointersTo(joins)).judgedPairs(), 0);
        const std::vector<QueueStay> holds{held({0, 1}, {10, 20}), held({2, 3}, {9, 11})};
        QCOMPARE(QueueFairness(pointersTo(holds)).judgedPairs(), 0);
    }

    void countsTheStarved()
    {
        const std::vector<QueueStay> stays{waiting({0, 1}, 50), held({2, 3}, {10, 11}), waiting({4, 5}, 60)};
        const QueueFairness fairness(pointersTo(stays));
        QCOMPARE(fairness.inversions(), 1);
        QCOMPARE(fairness.judgedPairs(), 2); // the second and the third are in order; the first and the third: unknown
        QVERIFY(fairness.overtaken().front().stay->end == End::Queued);
    }

    void agreesWithComparingAllPairs()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 50; ++round) {
            std::vector<QueueStay> stays;
            for (int i = 0; i < 60; ++i) {
                const qint64 join = random.bounded(200);
                const qint64 joined = join + 1 + random.bounded(20);
                const qint64 from = joined + random.bounded(100);
                const qint64 to = from + 1 + random.bounded(60);
                if (random.bounded(4) == 0)
                    stays.push_back(waiting({join, joined}, from));
                else
                    stays.push_back(held({join, joined}, {from, to}));
            }
            qint64 inversions = 0;
            qint64 inOrder = 0;
            for (const QueueStay &a : stays) {
                for (const QueueStay &b : stays) {
                    if (b.joined.from <= a.joined.to)
                        continue; // b did not join later for certain
                    const qint64 aFrom = a.end == End::Held ? a.held.from : a.lastQueued;
                    const qint64 bFrom = b.end == End::Held ? b.held.from : b.lastQueued;
                    inversions += b.end == End::Held && b.held.to <= aFrom;
                    inOrder += a.end == End::Held && a.held.to <= bFrom;
                }
            }
            const QueueFairness fairness(pointersTo(stays));
            QCOMPARE(fairness.inversions(), inversions);
            QCOMPARE(fairness.judgedPairs(), inversions + inOrder);
            qint64 counted = 0;
            for (const auto &one : fairness.overtaken())
                counted += one.count;
            QCOMPARE(counted, inversions);
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestQueueFairness)
#include "tst_queuefairness.moc"
