// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/mailbox.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <array>
#include <atomic>
#include <memory>
#include <thread>

using doorbuster::Mailbox;

class TestMailbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesAllInOrderOnce();
    void carriesMoveOnlyValues();
    void wakesOncePerFill();
    void losesNothingBetweenThreads();
};

void TestMailbox::givesAllInOrderOnce()
{
    Mailbox<int> box;
    QVERIFY(box.takeAll().empty());
    for (int i = 1; i <= 3; ++i)
        box.post(std::move(i));
    QCOMPARE(box.takeAll(), std::vector<int>({1, 2, 3}));
    QVERIFY(box.takeAll().empty());
}

void TestMailbox::carriesMoveOnlyValues()
{
    Mailbox<std::unique_ptr<int>> box;
    box.post(std::make_unique<int>(7));
    const auto values = box.takeAll();
    QCOMPARE(values.size(), std::size_t(1));
    QCOMPARE(*values.front(), 7);
}

void TestMailbox::wakesOncePerFill()
{
    Mailbox<int> box;
    int wakes = 0;
    box.setWake([&] { ++wakes; });
    box.post(1);
    box.post(2);
    QCOMPARE(wakes, 1);
    box.takeAll();
    QCOMPARE(wakes, 1);
    box.post(3);
    QCOMPARE(wakes, 2);
}

void TestMailbox::losesNothingBetweenThreads()
{
    constexpr int posters = 4;
    constexpr int postsEach = 5'000;
    struct Value {
        int poster;
        int number;
    };
    Mailbox<Value> box;
    std::atomic<int> wakes{0};
    box.setWake([&wakes] {
        ++wakes;
        wakes.notify_one();
    });
    std::vector<std::thread> threads;
    for (int poster = 0; poster < posters; ++poster) {
        threads.emplace_back([&box, poster] {
            for (int number = 0; number < postsEach; ++number)
                box.post({poster, number});
        });
    }

    // It waits for wakes only: a wake too few and this never ends.
    std::array<int, posters> next{};
    bool isInOrder = true;
    int fills = 0;
    for (int taken = 0, seenWakes = 0; taken < posters * postsEach;) {
        wakes.wait(seenWakes);
        seenWakes = wakes;
        const auto values = box.takeAll();
        fills += values.empty() ? 0 : 1;
        for (const Value &value : values) {
            isInOrder = isInOrder && value.number == next[std::size_t(value.poster)]++;
            ++taken;
        }
    }
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(isInOrder);
    QVERIFY(box.takeAll().empty());
    QCOMPARE(int(wakes), fills);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestMailbox)
#include "tst_mailbox.moc"
