// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/visibilityprober.h"

#include "tests/core/engine/buyerrig.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

LedgerEntry confirmedEntry(quint32 vu, qint64 confirmedNs)
{
    LedgerEntry entry;
    entry.vu = vu;
    entry.confirmState = ConfirmState::Confirmed;
    entry.orderId = "o" + QByteArray::number(vu);
    entry.confirmed = confirmedNs;
    return entry;
}

/// A prober beside a shop whose list shows an order from a moment on.
struct ProberRig {
    ProberRig()
    {
        rig.shop.answer = [this](const FakeShop::Request &request) -> FakeShop::Answer {
            if (lost)
                return {.broken = true};
            std::vector<QByteArray> orders;
            if (rig.elapsed() >= visibleFrom)
                orders.push_back(orderJson(orderId, request.argument(u"email"_s), "6b02"));
            return {.body = pageJson(orders, 1, 20, qint64(orders.size()))};
        };
        prober.start(session, BuyerEmails(u"b-{VU}-{ITER}@x.y"_s, {}), "6b02");
    }

    BuyerRig rig{{}};
    ShopSession session{rig.api, 1, RunGroup::Monitor};
    std::vector<VisibilityProbe> probes;
    VisibilityProber prober{
        rig.timeline, ManualClock::start, [this](const VisibilityProbe &probe) { probes.push_back(probe); }};
    Nanoseconds visibleFrom{0};
    QByteArray orderId = "o1";
    bool lost = false;
};

} // namespace

class TestVisibilityProber : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void seesAtTheFirstLook()
    {
        ProberRig r;
        r.rig.clock.advance(50ms);
        r.prober.offer(confirmedEntry(1, 20'000'000));
        r.rig.settle();
        QCOMPARE(r.probes.size(), std::size_t(1));
        QCOMPARE(r.probes[0].lastMissing, VisibilityProbe::never);
        QCOMPARE(r.probes[0].firstSeen, qint64(50'000'000));
        QCOMPARE(r.rig.shop.requests[0].argument(u"email"_s), u"b-1-0@x.y"_s);
        QVERIFY(r.rig.records[0].group == RunGroup::Monitor);
    }

    void boundsTheMomentFromBothSides()
    {
        ProberRig r;
        r.visibleFrom = 3s;
        r.prober.offer(confirmedEntry(1, 0));
        r.rig.runUntil(10s);
        QCOMPARE(r.probes.size(), std::size_t(1));
        QVERIFY(r.probes[0].lastMissing > 1'900'000'000 && r.probes[0].lastMissing < 3'000'000'000);
        QVERIFY(r.probes[0].firstSeen >= 3'000'000'000 && r.probes[0].firstSeen <= 4'000'000'000);
        QVERIFY(r.rig.shop.requests.size() < 15);
    }

    void takesNoOtherOrderForIt()
    {
        ProberRig r;
        r.orderId = "another";
        r.prober.offer(confirmedEntry(1, 0));
        r.rig.runUntil(2s);
        QVERIFY(r.probes.empty());
        r.prober.stop();
        QCOMPARE(r.probes.size(), std::size_t(1));
        QCOMPARE(r.probes[0].firstSeen, VisibilityProbe::never);
        QVERIFY(r.probes[0].lastMissing > 0);
    }

    void looksThroughAllPagesOfAnEmailUsedBefore()
    {
        // 250 older orders come first; the shop shows 20 where nobody says how many, at most 100 otherwise.
        ProberRig r;
        r.rig.shop.answer = [&r](const FakeShop::Request &request) {
            std::vector<QByteArray> all;
            for (int i = 0; i < 250; ++i)
                all.push_back(orderJson("old" + QByteArray::number(i), request.argument(u"email"_s), "6b02"));
            if (r.rig.elapsed() >= r.visibleFrom)
                all.push_back(orderJson(r.orderId, request.argument(u"email"_s), "6b02"));
            const int page = std::max(request.argument(u"page"_s).toInt(), 1);
            const int limit = request.argument(u"limit"_s).isEmpty() ? 20 : request.argument(u"limit"_s).toInt();
            return FakeShop::Answer{.body = pageJson(all, page, limit, qint64(all.size()))};
        };
        r.visibleFrom = 500ms;
        r.prober.offer(confirmedEntry(1, 0));
        r.rig.runUntil(3s);
        QCOMPARE(r.probes.size(), std::size_t(1));
        QVERIFY(r.probes[0].firstSeen >= 500'000'000 && r.probes[0].firstSeen < 2'000'000'000);
        QVERIFY(r.probes[0].lastMissing >= 0 && r.probes[0].lastMissing < 500'000'000);
    }

    void tellsNothingWithoutAnAnswer()
    {
        ProberRig r;
        r.lost = true;
        r.prober.offer(confirmedEntry(1, 0));
        r.rig.runUntil(2s);
        r.prober.stop();
        QVERIFY(r.probes.empty());
    }

    void givesAListUpThatIsNotThere()
    {
        ProberRig r;
        r.rig.shop.answer = [](const FakeShop::Request &) { return FakeShop::Answer{.status = 404}; };
        r.prober.offer(confirmedEntry(1, 0));
        r.rig.runUntil(60s);
        QCOMPARE(r.rig.shop.requests.size(), std::size_t(10));
        QVERIFY(r.probes.empty());
    }

    void looksForSomeAtOnceAndNotForAll()
    {
        ProberRig r;
        r.orderId = "another";
        for (quint32 vu = 1; vu < 100; ++vu)
            r.prober.offer(confirmedEntry(vu, 0));
        r.rig.runUntil(3s);
        QVERIFY(r.probes.empty());
        r.prober.stop();
        QCOMPARE(r.probes.size(), std::size_t(VisibilityProber::mostAtOnce));
    }

    void looksForAFewOfARunOnly()
    {
        ProberRig r;
        for (quint32 vu = 1; vu < 100; ++vu) {
            r.orderId = "o" + QByteArray::number(vu);
            r.prober.offer(confirmedEntry(vu, 0));
            r.rig.settle();
        }
        QCOMPARE(r.probes.size(), std::size_t(VisibilityProber::mostOrders));
    }

    void findsOthersBesideALostOrder()
    {
        ProberRig r;
        r.orderId = "o2";
        r.prober.offer(confirmedEntry(1, 0));
        r.rig.runUntil(1s);
        r.prober.offer(confirmedEntry(2, 900'000'000));
        r.rig.settle();
        QCOMPARE(r.probes.size(), std::size_t(1));
        QCOMPARE(r.probes[0].vu, 2U);
        QCOMPARE(r.probes[0].firstSeen, qint64(1'000'000'000));
        r.prober.stop();
        QCOMPARE(r.probes.size(), std::size_t(2));
        QCOMPARE(r.probes[1].firstSeen, VisibilityProbe::never);
    }

    void leavesUnconfirmedJourneysAlone()
    {
        ProberRig r;
        LedgerEntry entry = confirmedEntry(1, 0);
        entry.confirmState = ConfirmState::InDoubt;
        r.prober.offer(entry);
        r.rig.settle();
        QVERIFY(r.rig.shop.requests.empty());
    }

    void endsARequestThatHangs()
    {
        ProberRig r;
        r.rig.shop.answer = [](const FakeShop::Request &) { return FakeShop::Answer{.silent = true}; };
        r.prober.offer(confirmedEntry(1, 0));
        r.rig.settle();
        r.prober.stop();
        QCOMPARE(r.rig.shop.inFlight, 0);
        QVERIFY(r.probes.empty());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestVisibilityProber)
#include "tst_visibilityprober.moc"
