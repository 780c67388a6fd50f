// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/buyerstory.h"

#include "buyerway.h"
#include "finishedrun.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QStringList told(const RunResult &result, const QString &email)
{
    QStringList lines;
    BuyerStories stories(shared(result));
    for (const StoryLine &line : stories.story(email))
        lines += line.time + u" "_s + line.text;
    return lines;
}

RunResult runOf(const LedgerEntry &entry)
{
    RunResult result = passedRun();
    result.ledger = {entry};
    return result;
}

} // namespace

class TestBuyerStory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bought()
    {
        LedgerEntry entry;
        entry.vu = 812;
        entry.started = 121'000'000'000;
        entry.firstBuySent = 121'004'000'000;
        entry.lastNotReady = 126'017'000'000;
        entry.firstReady = 129'101'000'000;
        entry.firstConfirmSent = 129'102'999'999;
        entry.confirmed = 129'118'000'000;
        entry.ended = 129'118'000'000;
        entry.firstPosition = 118;
        entry.buys = 1;
        entry.confirms = 1;
        entry.confirmState = ConfirmState::Confirmed;
        entry.outcome = Outcome::Success;
        entry.orderId = "o-\x1b";
        QCOMPARE(told(runOf(entry), u" Buyer-812-0@Test.com "_s),
            QStringList({u"2:01.000 virtual user 812 begins its journey 1"_s, u"2:01.004 buy → queued at 118"_s,
                u"2:06.017 last answer without a hold"_s, u"2:09.101 hold seen (granted within 3.08 s)"_s,
                u"2:09.102 confirm"_s, u"2:09.118 → 200, order o-␛"_s, u"2:09.118 journey over: bought"_s}));
    }

    void triedAgain()
    {
        LedgerEntry entry = BuyerWay(3).buy(10).hold(1'000).confirmed(1'002).entry();
        entry.started = 5'000'000;
        RunResult result = runOf(entry);
        result.observations.probes = {
            {.vu = 3, .orderId = {}, .calls = BuyerWay(3).buyRefused(2'000, 409).entry().calls},
            {.vu = 4, .orderId = {}, .calls = BuyerWay(4).buyRefused(2'000, 409).entry().calls}};
        const QStringList story = told(result, u"buyer-3-0@test.com"_s);
        QVERIFY(story.size() >= 2);
        QCOMPARE(story.mid(story.size() - 2),
            QStringList({u" one of the sample: tries to buy again after its order, counted apart"_s,
                u"0:02.000 buy → 409, refused"_s}));
    }

    void inDoubt()
    {
        LedgerEntry entry;
        entry.vu = 1;
        entry.iteration = 2;
        entry.firstBuySent = 1'000'000;
        entry.firstReady = 2'000'000;
        entry.firstConfirmSent = 3'000'000;
        entry.ended = 4'000'000;
        entry.buys = 2;
        entry.confirms = 3;
        entry.confirmState = ConfirmState::InDoubt;
        entry.outcome = Outcome::Failed;
        entry.reason = OutcomeReason::Network;
        QCOMPARE(told(runOf(entry), u"buyer-1-2@test.com"_s),
            QStringList({u"0:00.000 virtual user 1 begins its journey 3"_s, u"0:00.001 first of 2 buys"_s,
                u"0:00.002 hold seen (granted within 1 ms)"_s, u"0:00.003 first of 3 confirms"_s,
                u"0:00.004 journey over: failed, no answer came"_s,
                u" the answer to a confirm never came: it may be booked"_s}));
    }

    void callByCall()
    {
        LedgerEntry entry = BuyerWay(77).buy(1000, 2, 9).hold(3000).confirmed(4000);
        entry.started = 1'000'000'000;
        QCOMPARE(told(runOf(entry), u"buyer-77-0@test.com"_s),
            QStringList({u"0:01.000 virtual user 77 begins its journey 1"_s, u"0:01.000 buy → queued at place 2 of 9"_s,
                u"0:03.002 hold seen: granted between 0:01.000 and 0:03.002, for 15 min"_s,
                u"0:04.000 confirm → 200, order order-77 (after 2 ms)"_s, u"0:04.002 journey over: bought"_s}));
    }

    void withWhatTheChecksFound()
    {
        RunResult result = runOf(BuyerWay(7).buy(0));
        CheckRow found{.id = CheckId::SanePositions};
        found.evidence.columns = {u"buyer"_s, u"time"_s, u"finding"_s};
        found.evidence.rows = {{u"buyer-8-0@test.com"_s, u"1 s"_s, u"another's"_s},
            {u"buyer-7-0@test.com"_s, u"2.5 s"_s, u"place 0\u001b"_s}};
        CheckRow created{.id = CheckId::NoOversell};
        created.evidence.columns = {u"buyer"_s, u"order"_s, u"created"_s};
        created.evidence.rows = std::vector<QStringList>(12, {u"buyer-7-0@test.com"_s, u"o-1"_s, QString()});
        CheckRow other{.id = CheckId::StockOverTime};
        other.evidence.columns = {u"time"_s, u"finding"_s};
        other.evidence.rows = {{u"buyer-7-0@test.com"_s, u"no buyer's"_s}};
        result.verification.checks = {found, created, other};
        const QStringList lines = told(result, u"buyer-7-0@test.com"_s);
        QVERIFY2(lines.contains(u" V11: time 2.5 s, place 0␛"_s), qPrintable(lines.join(u'\n')));
        QCOMPARE(lines.count(u" V1: order o-1"_s), qsizetype(BuyerStories::maxFindings) - 1);
        QCOMPARE(lines.constLast(), u" and 5 more findings"_s);
        QVERIFY(lines.filter(u"another's"_s).isEmpty() && lines.filter(u"no buyer's"_s).isEmpty());
    }

    void strangersHaveNoStory()
    {
        QCOMPARE(told(passedRun(), u"somebody@else.com"_s), QStringList());
        QCOMPARE(told(passedRun(), QString()), QStringList());
        QVERIFY(BuyerStories(nullptr).story(u"a"_s).empty());
    }

    void digitsBesideTheNumber()
    {
        RunResult result = passedRun();
        result.emails = BuyerEmails(u"b00{VU}7{ITER}@test.com"_s, u"9f3"_s);
        LedgerEntry entry;
        entry.vu = 4'000'000'000;
        entry.iteration = 12;
        entry.confirmState = ConfirmState::Confirmed;
        LedgerEntry other = entry;
        other.vu = 400;
        result.ledger = {other, entry};
        QCOMPARE(told(result, u"b004000000000712-9f3@test.com"_s),
            QStringList{u"0:00.000 virtual user 4,000,000,000 begins its journey 13"_s});
        QCOMPARE(told(result, u"b0099999999999999999999999@test.com"_s), QStringList());
    }

    void manyJourneysOfOneEmail()
    {
        RunResult result = passedRun();
        result.emails = BuyerEmails(u"always@test.com"_s, {});
        LedgerEntry entry;
        entry.confirmState = ConfirmState::Confirmed;
        result.ledger = Ledger(1207, entry);
        const QStringList lines = told(result, u"always@test.com"_s);
        QCOMPARE(lines.size(), qsizetype(BuyerStories::maxJourneys) + 1);
        QCOMPARE(lines.constLast(), u" and 1,202 more journeys"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestBuyerStory)
#include "tst_buyerstory.moc"
