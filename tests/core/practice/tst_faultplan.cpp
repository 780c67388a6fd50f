// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/faultplan.h"

#include "practicetools.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>

using namespace doorbuster;
using namespace std::chrono_literals;

namespace {

FaultPlan planFor(Defect defect)
{
    ShopRules rules;
    rules.defect = defect;
    return FaultPlan(rules, {}, 0);
}

/// How many of 1000 requests, asked every millisecond from `from` on, meet a fault.
int faults(FaultPlan &plan, ServedRequest name, ShopTime from)
{
    int count = 0;
    for (int i = 0; i < 1000; ++i)
        count += plan.next(name, from + std::chrono::milliseconds(i)) != Fault::None;
    return count;
}

} // namespace

class TestFaultPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noDefectHasNoFaults()
    {
        auto plan = planFor(Defect::None);
        plan.next(ServedRequest::Buy, testStart);
        for (const auto name : {ServedRequest::Buy, ServedRequest::Confirm, ServedRequest::OrdersByEmail})
            QCOMPARE(faults(plan, name, testStart + 2s), 0);
        QVERIFY(!plan.delays());
    }

    void outageStopsBuysForAWhile()
    {
        auto plan = planFor(Defect::QueueOutage);
        QCOMPARE(faults(plan, ServedRequest::SaleStatus, testStart - 1s), 0);
        QCOMPARE(faults(plan, ServedRequest::Buy, testStart), 0);
        QCOMPARE(faults(plan, ServedRequest::Buy, testStart + 1s), 1000);
        QCOMPARE(faults(plan, ServedRequest::Confirm, testStart + 2s), 0);
        QCOMPARE(faults(plan, ServedRequest::Buy, testStart + 3s), 1000);
        QCOMPARE(faults(plan, ServedRequest::Buy, testStart + 4s), 0);
    }

    void burstRefusesAFifthOfEverything()
    {
        auto plan = planFor(Defect::ErrorBurst);
        QCOMPARE(faults(plan, ServedRequest::SaleCreate, testStart), 0);
        plan.next(ServedRequest::Buy, testStart);
        for (const auto name :
            {ServedRequest::SaleStatus, ServedRequest::Buy, ServedRequest::Position, ServedRequest::Confirm})
            QCOMPARE(faults(plan, name, testStart + 2s), 200);
        QCOMPARE(faults(plan, ServedRequest::OrdersByEmail, testStart + 6s), 0);
        QCOMPARE(faults(plan, ServedRequest::SaleStatus, testStart + 6s), 0);
    }

    void dropsBeforeAndAfterInTurn()
    {
        auto plan = planFor(Defect::DropConnections);
        plan.next(ServedRequest::Buy, testStart);
        int before = 0;
        int after = 0;
        for (int i = 0; i < 50; ++i) {
            const auto fault = plan.next(ServedRequest::Confirm, testStart + 3s);
            before += fault == Fault::DropBefore;
            after += fault == Fault::DropAfter;
        }
        QCOMPARE(before, 3);
        QCOMPARE(after, 3);
        QCOMPARE(faults(plan, ServedRequest::Position, testStart + 3s), 20);
        QCOMPARE(faults(plan, ServedRequest::OrdersByEmail, testStart + 3s), 0);
        QCOMPARE(faults(plan, ServedRequest::Position, testStart + 15s), 0);
    }

    void aNewSaleOpensANewWindow()
    {
        auto plan = planFor(Defect::QueueOutage);
        plan.next(ServedRequest::Buy, testStart);
        plan.next(ServedRequest::SaleCreate, testStart + 60s);
        QCOMPARE(plan.next(ServedRequest::Buy, testStart + 70s), Fault::None);
        QCOMPARE(plan.next(ServedRequest::Buy, testStart + 71s), Fault::Refuse);
    }

    void errorRateSparesSetUpAndBooks()
    {
        FaultPlan plan({}, {}, 0.25);
        const int refused = faults(plan, ServedRequest::Position, testStart);
        QVERIFY2(refused > 200 && refused < 300, qPrintable(QString::number(refused)));
        for (const auto name : {ServedRequest::SignUp, ServedRequest::SaleCreate, ServedRequest::OrdersByEmail,
                 ServedRequest::OrdersAdminList, ServedRequest::Other})
            QCOMPARE(faults(plan, name, testStart), 0);
        FaultPlan always({}, {}, 1);
        QCOMPARE(faults(always, ServedRequest::Confirm, testStart), 1000);
    }

    void pagesComeForBuysOrAQuarterOfAll()
    {
        auto page = planFor(Defect::BuyPage);
        QCOMPARE(page.next(ServedRequest::Buy, testStart), Fault::Page);
        QCOMPARE(page.next(ServedRequest::SaleStatus, testStart), Fault::None);
        auto proxy = planFor(Defect::ProxyPages);
        for (const auto name :
            {ServedRequest::SaleStatus, ServedRequest::Buy, ServedRequest::Position, ServedRequest::Confirm})
            QCOMPARE(faults(proxy, name, testStart), 250);
        QCOMPARE(faults(proxy, ServedRequest::OrdersByEmail, testStart), 0);
    }

    void allConfirmsAreGone()
    {
        auto plan = planFor(Defect::GoneConfirms);
        QCOMPARE(plan.next(ServedRequest::Confirm, testStart), Fault::Gone);
        QCOMPARE(plan.next(ServedRequest::Buy, testStart), Fault::None);
    }

    void limitsTheBuysOfEachSecond()
    {
        auto plan = planFor(Defect::RateLimited);
        QCOMPARE(faults(plan, ServedRequest::Position, testStart), 0);
        QCOMPARE(faults(plan, ServedRequest::Buy, testStart), 950); // 50 holds a second, 50 buys
        QCOMPARE(faults(plan, ServedRequest::Buy, testStart + 1s), 950);
        QCOMPARE(plan.next(ServedRequest::Buy, testStart + 2s), Fault::None);
    }

    void delaysStayInTheirRange()
    {
        FaultPlan plan({}, {5ms, 2ms}, 0);
        auto lowest = std::chrono::nanoseconds::max();
        auto highest = std::chrono::nanoseconds::min();
        for (int i = 0; i < 1000; ++i) {
            const auto delay = plan.delay();
            lowest = std::min(lowest, delay);
            highest = std::max(highest, delay);
        }
        QVERIFY(lowest >= 3ms && lowest < 3100us);
        QVERIFY(highest <= 7ms && highest > 6900us);
        FaultPlan exact({}, {50ms, 0ms}, 0);
        QVERIFY(exact.delays());
        QCOMPARE(exact.delay(), std::chrono::nanoseconds(50ms));
    }

    void slowIsSlow()
    {
        auto plan = planFor(Defect::Slow);
        QVERIFY(plan.delays());
        for (int i = 0; i < 100; ++i) {
            const auto delay = plan.delay();
            QVERIFY(delay >= 100ms && delay <= 700ms);
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFaultPlan)
#include "tst_faultplan.moc"
