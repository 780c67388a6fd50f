// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/deadlinequeue.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <functional>
#include <memory>
#include <vector>

using namespace doorbuster;
using namespace std::chrono_literals;
using Clock = DeadlineQueue::Clock;

namespace {

class Item final : public DeadlineQueue::Expiring {
public:
    explicit Item(std::function<void()> onExpiry)
        : m_onExpiry(std::move(onExpiry))
    {
    }
    void stop() { disarm(); }

private:
    void expired() override { m_onExpiry(); }
    std::function<void()> m_onExpiry;
};

} // namespace

class TestDeadlineQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void expireInOrderAndNotEarly()
    {
        DeadlineQueue queue;
        QList<int> order;
        const Clock::time_point begin = Clock::now();
        bool early = false;
        const auto item = [&](int number, std::chrono::milliseconds after) {
            auto made = std::make_unique<Item>([&order, &early, number, begin, after] {
                early = early || Clock::now() < begin + after;
                order.append(number);
            });
            queue.arm(*made, begin + after);
            return made;
        };
        const auto late = item(3, 40ms);
        const auto first = item(1, 5ms);
        const auto second = item(2, 20ms);
        const auto never = item(4, 10ms);
        never->stop();
        QTRY_COMPARE(order, (QList<int>{1, 2, 3}));
        QVERIFY(!early);
    }

    void deletedOnesAreForgotten()
    {
        DeadlineQueue queue;
        bool other = false;
        auto gone = std::make_unique<Item>([] { QFAIL("expired after its end"); });
        Item stays([&other] { other = true; });
        queue.arm(*gone, Clock::now() + 1ms);
        queue.arm(stays, Clock::now() + 2ms);
        gone.reset();
        QTRY_VERIFY(other);
    }

    void mayArmAndDeleteWhileExpiring()
    {
        DeadlineQueue queue;
        int count = 0;
        std::unique_ptr<Item> victim = std::make_unique<Item>([] { QFAIL("deleted before its turn"); });
        Item *self = nullptr;
        Item again([&] {
            victim.reset();
            if (++count < 3)
                queue.arm(*self, Clock::now() + 1ms);
        });
        self = &again;
        const Clock::time_point now = Clock::now();
        queue.arm(again, now);
        queue.arm(*victim, now);
        QTRY_COMPARE(count, 3);
    }

    void queueMayGoFirst()
    {
        auto queue = std::make_unique<DeadlineQueue>();
        Item item([] {});
        queue->arm(item, Clock::now() + 1h);
        queue.reset();
        item.stop();
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestDeadlineQueue)
#include "tst_deadlinequeue.moc"
