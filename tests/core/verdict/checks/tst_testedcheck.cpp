// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bookscenario.h"
#include "buyerway.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <functional>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

using Bend = std::function<void(BookScenario &)>;

const CheckRow &testedRow(const VerificationReport &report)
{
    return report.checks.back();
}

/// Nobody bought; these are the buyers there were.
BookScenario without(std::initializer_list<BuyerWay> ways)
{
    BookScenario scenario = BookScenario::empty();
    for (const BuyerWay &way : ways)
        scenario.ledger.push_back(way.entry());
    return scenario;
}

RequestTally &tallyOf(VerificationInput &input, RequestName name)
{
    return input.counts.requests[std::size_t(RunGroup::Load)][std::size_t(name)];
}

/// So many journeys that ended before a buy.
void turnAway(BookScenario &scenario, quint64 count, Outcome outcome, OutcomeReason reason)
{
    scenario.changes.push_back([=](VerificationInput &input) {
        input.counts.journeysStarted += count;
        input.counts.outcomes[std::size_t(outcome)][std::size_t(reason)] += count;
        input.counts.withoutBuy[std::size_t(outcome)][std::size_t(reason)] += count;
    });
}

void failMostly(BookScenario &scenario, RequestName name, const QString &message)
{
    scenario.changes.push_back([=](VerificationInput &input) {
        input.failures = {{.name = name, .message = u"rare"_s, .count = 1},
            {.name = RequestName::SignUp, .group = RunGroup::Setup, .message = u"set-up"_s, .count = 90},
            {.name = name, .message = message, .count = 59}};
    });
}

void tellWindow(BookScenario &scenario, qint64 startsAt, qint64 endsAt, qint64 ahead)
{
    scenario.changes.push_back([=](VerificationInput &input) {
        static ShopObservations observations;
        constexpr qint64 start = 1'795'347'000'000;
        observations = {};
        for (qint64 at = 0; at < 20'000; at += 997)
            observations.clock.push_back(
                {at * 1'000'000, (at + 2) * 1'000'000, (start + at + 1 + ahead) / 1'000 * 1'000});
        input.observations = &observations;
        input.startedAt = start;
        input.saleStartsAt = start + startsAt;
        input.saleEndsAt = start + endsAt;
    });
}

} // namespace

class tst_TestedCheck final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passesWhereSomebodyBought_data()
    {
        QTest::addColumn<Bend>("bend");
        const auto row = [](const char *name, const Bend &bend) { QTest::newRow(name) << bend; };
        row("all fine", [](BookScenario &) {});
        row("one of many", [](BookScenario &s) {
            s = without({BuyerWay(2).buyRefused(10, 503)});
            s.addPurchase(1, "order-1");
        });
        row("the answer was lost, and the books show the order", [](BookScenario &s) {
            s = BookScenario::empty();
            s.addJourney(1, ConfirmState::InDoubt);
            s.addOrder(1, "order-1");
        });
        row("the order has another id in the books", [](BookScenario &s) {
            s = BookScenario::empty();
            s.addJourney(1, ConfirmState::Confirmed, "a");
            s.addOrder(1, "17");
        });
        row("known from the admin list alone", [](BookScenario &s) {
            for (quint32 vu = 1; vu <= 8; ++vu)
                s.failReading(vu);
        });
        row("1 % of the answers are of no use", [](BookScenario &s) {
            s.changes.push_back([](VerificationInput &in) {
                tallyOf(in, RequestName::Position).requests = 110;
                tallyOf(in, RequestName::Position).withoutResponse = 10;
                tallyOf(in, RequestName::Position).unusable = 1;
                in.counts.requestsIssued += 110;
            });
        });
    }
    void passesWhereSomebodyBought()
    {
        QFETCH(Bend, bend);
        BookScenario scenario;
        bend(scenario);
        const CheckRow row = testedRow(scenario.verify());
        QVERIFY(row.id == CheckId::SomethingTested);
        QVERIFY2(row.verdict == CheckVerdict::Pass, qPrintable(row.note));
        QCOMPARE(row.evidence.count, 0);
    }

    void namesTheCause_data()
    {
        QTest::addColumn<Bend>("bend");
        QTest::addColumn<QString>("note");
        const auto row = [](const char *name, const char *note, const Bend &bend) {
            QTest::newRow(name) << bend << QString::fromUtf8(note);
        };
        row("no journey", "No journey began.", [](BookScenario &s) { s = BookScenario::empty(); });
        row("no journey, before a sale that is still to come", "No journey began.", [](BookScenario &s) {
            s = BookScenario::empty();
            tellWindow(s, 5'000, 600'000, 0);
        });
        row("sold out at once", "No buy was sent: the shop told 40 of 41 journeys at once that the sale was sold out.",
            [](BookScenario &s) {
                s = BookScenario::empty();
                turnAway(s, 40, Outcome::GaveUp, OutcomeReason::SoldOut);
                turnAway(s, 1, Outcome::Interrupted, OutcomeReason::None);
            });
        row("ended, by a clock that is ahead",
            "No buy was sent: the shop told 3 of 3 journeys at once that the sale had ended. By the shop's clock the "
            "sale was over before the run. The shop's clock is 3,600.0 s ahead of ours (± 2.5 ms).",
            [](BookScenario &s) {
                s = BookScenario::empty();
                turnAway(s, 3, Outcome::GaveUp, OutcomeReason::Ended);
                tellWindow(s, 5'000, 600'000, 3'600'000);
            });
        row("not begun, by a clock that is behind",
            "No buy let a buyer in: all 2 buys were answered with status 400, most often: Sale is not active. By the "
            "shop's clock the sale "
            "had not begun. The shop's clock is 3,600.0 s behind ours (± 2.5 ms).",
            [](BookScenario &s) {
                s = without({BuyerWay(1).buyRefused(6'000, 400), BuyerWay(2).buyRefused(6'100, 400)});
                failMostly(s, RequestName::Buy, u"Sale is not active"_s);
                tellWindow(s, 5'000, 600'000, -3'600'000);
            });
        row("the sale could not be looked at",
            "No buy was sent: 60 of 60 journeys could not look at the sale (apiError), most often: <html>.",
            [](BookScenario &s) {
                s = BookScenario::empty();
                turnAway(s, 60, Outcome::Failed, OutcomeReason::ApiError);
                failMostly(s, RequestName::SaleStatus, u"<html>"_s);
            });
        row("every buy is sent somewhere else",
            "No buy let a buyer in: the only buy was answered with a redirect (status 302).",
            [](BookScenario &s) { s = without({BuyerWay(1).buyRefused(10, 302)}); });
        row("refused in several ways", "No buy let a buyer in: 2 of 3 buys were answered with status 404.",
            [](BookScenario &s) {
                s = without({BuyerWay(1).buyRefused(10, 404), BuyerWay(2).buyRefused(10, 404),
                    BuyerWay(3).buyRefused(10, 500)});
            });
        row("no answer", "No buy let a buyer in: the only buy was without an answer.",
            [](BookScenario &s) { s = without({BuyerWay(1).buyUnanswered(10)}); });
        row("queued for ever", "2 buys were sent, but no buyer was granted anything.", [](BookScenario &s) {
            s = without({BuyerWay(1).buy(10).queued(1'000), BuyerWay(2).buyRefused(10, 409)});
        });
        row("never confirmed", "1 buyer was shown a hold, but none sent a confirm.",
            [](BookScenario &s) { s = without({BuyerWay(1).buy(10).hold(1'000)}); });
        row("no confirm answered",
            "1 buyer sent a confirm, but no confirm was answered with an order: the only confirm was answered with "
            "status 403.",
            [](BookScenario &s) { s = without({BuyerWay(1).buy(10).hold(1'000).confirmRefused(1'100, 403)}); });
        row("told, but not booked", "1 buyer was told of an order, but the books show none of them as paid.",
            [](BookScenario &s) {
                s = BookScenario::empty();
                s.addJourney(1, ConfirmState::Confirmed, "a");
            });
        row("the books are not read",
            "6 buyers were told of an order, but the orders of 8 of 8 buyers could not be read.", [](BookScenario &s) {
                s.hideAdminList();
                for (quint32 vu = 1; vu <= 8; ++vu)
                    s.failReading(vu);
            });
        row("a call's answers are of no use, whoever bought",
            "2 of 100 answers to position could not be used, most often: <html>.", [](BookScenario &s) {
                s.changes.push_back([](VerificationInput &in) {
                    tallyOf(in, RequestName::Position).requests = 100;
                    tallyOf(in, RequestName::Position).unusable = 2;
                    in.counts.requestsIssued += 100;
                });
                failMostly(s, RequestName::Position, u"<html>"_s);
            });
    }
    void namesTheCause()
    {
        QFETCH(Bend, bend);
        QFETCH(QString, note);
        BookScenario scenario;
        bend(scenario);
        const VerificationReport report = scenario.verify();
        const CheckRow &row = testedRow(report);
        QCOMPARE(row.note, note);
        QVERIFY(row.verdict == CheckVerdict::Inconclusive);
        QVERIFY(row.evidence.count > 0);
        QVERIFY(report.overall >= CheckVerdict::Inconclusive);
        QVERIFY(report.headline != Headline::Pass);
    }

    void expectsNoSales_data()
    {
        QTest::addColumn<Bend>("bend");
        QTest::addColumn<QString>("note");
        const auto row = [](const char *name, const char *note, const Bend &bend) {
            QTest::newRow(name) << bend << QString::fromUtf8(note);
        };
        row("told at once", "", [](BookScenario &s) {
            s = BookScenario::empty();
            s.remaining = 0;
            turnAway(s, 40, Outcome::GaveUp, OutcomeReason::SoldOut);
        });
        row("refused", "", [](BookScenario &s) {
            s = without({BuyerWay(1).buyRefused(10, 409)});
            s.remaining = 0;
        });
        row("nobody asked", "No journey began.", [](BookScenario &s) {
            s = BookScenario::empty();
            s.remaining = 0;
        });
        row("only trouble", "No buy let a buyer in: the only buy was answered with status 500.", [](BookScenario &s) {
            s = without({BuyerWay(1).buyRefused(10, 500)});
            s.remaining = 0;
        });
        row("somebody bought", "No sales were expected, but 6 buyers bought.", [](BookScenario &) {});
        row("ended with units left", "No sales were expected, but the shop has 3 units left.", [](BookScenario &s) {
            s = without({BuyerWay(1).buyRefused(10, 409)});
            s.remaining = 3;
            s.changes.push_back([](VerificationInput &in) { in.books.sale->phase = SalePhase::Ended; });
        });
        row("there are units left", "No sales were expected, but the shop has 3 units left.", [](BookScenario &s) {
            s = without({BuyerWay(1).buyRefused(10, 409)});
            s.remaining = 3;
            s.changes.push_back([](VerificationInput &in) { in.books.sale->phase = SalePhase::Ongoing; });
        });
    }
    void expectsNoSales()
    {
        QFETCH(Bend, bend);
        QFETCH(QString, note);
        BookScenario scenario;
        bend(scenario);
        scenario.changes.push_back([](VerificationInput &input) { input.expectNoSales = true; });
        const CheckRow row = testedRow(scenario.verify());
        QCOMPARE(row.note, note);
        QCOMPARE(row.verdict == CheckVerdict::Pass, note.isEmpty());
    }
};

DOORBUSTER_TEST(QTEST_MAIN, tst_TestedCheck)
#include "tst_testedcheck.moc"
