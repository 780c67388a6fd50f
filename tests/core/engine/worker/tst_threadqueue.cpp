// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/worker/threadqueue.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <array>
#include <atomic>
#include <memory>
#include <thread>

using doorbuster::ThreadQueue;

class TestThreadQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesAllInOrderOnce();
    void carriesMoveOnlyValues();
    void wakesOncePerFill();
    void losesNothingBetweenThreads();
};

void TestThreadQueue::givesAllInOrderOnce()
{
    ThreadQueue<int> queue;
    QVERIFY(queue.takeAll().empty());
    for (int i = 1; i <= 3; ++i)
        queue.post(std::move(i));
    QCOMPARE(queue.takeAll(), std::vector<int>({1, 2, 3}));
    QVERIFY(queue.takeAll().empty());
}

void TestThreadQueue::carriesMoveOnlyValues()
{
    ThreadQueue<std::unique_ptr<int>> queue;
    queue.post(std::make_unique<int>(7));
    const auto values = queue.takeAll();
    QCOMPARE(values.size(), std::size_t(1));
    QCOMPARE(*values.front(), 7);
}

void TestThreadQueue::wakesOncePerFill()
{
    ThreadQueue<int> queue;
    int wakes = 0;
    queue.setWake([&] { ++wakes; });
    queue.post(1);
    queue.post(2);
    QCOMPARE(wakes, 1);
    queue.takeAll();
    QCOMPARE(wakes, 1);
    queue.post(3);
    QCOMPARE(wakes, 2);
}

void TestThreadQueue::losesNothingBetweenThreads()
{
    constexpr int posters = 4;
    constexpr int postsEach = 5'000;
    struct Value {
        int poster;
        int number;
    };
    ThreadQueue<Value> queue;
    std::atomic<int> wakes{0};
    queue.setWake([&wakes] {
        ++wakes;
        wakes.notify_one();
    });
    std::vector<std::thread> threads;
    for (int poster = 0; poster < posters; ++poster) {
        threads.emplace_back([&queue, poster] {
            for (int number = 0; number < postsEach; ++number)
                queue.post({poster, number});
        });
    }

    // It waits for wakes only: a wake too few and this never ends.
    std::array<int, posters> next{};
    bool isInOrder = true;
    int fills = 0;
    for (int taken = 0, seenWakes = 0; taken < posters * postsEach;) {
        wakes.wait(seenWakes);
        seenWakes = wakes;
        const auto values = queue.takeAll();
        fills += values.empty() ? 0 : 1;
        for (const Value &value : values) {
            isInOrder = isInOrder && value.number == next[std::size_t(value.poster)]++;
            ++taken;
        }
    }
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(isInOrder);
    QVERIFY(queue.takeAll().empty());
    QCOMPARE(int(wakes), fills);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestThreadQueue)
#include "tst_threadqueue.moc"
