// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/journey.h"

#include "tests/core/engine/buyerrig.h"
#include "tests/support/testprogram.h"
#include "tests/support/waited.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One journey through a scripted shop, and what must come of it.
struct Case {
    const char *name;
    ShopScript::Words shop = {};
    const char *trace; ///< calls (S, B, P, C) and waits in seconds
    const char *end; ///< outcome, with its reason
    const char *confirm = "neverSent";
    int maxBuys = 5;
    int pollTimeout = 300; ///< s
    int recheck = 0;
};

/// "buy queued 10–20 at 3; …": what was asked, what was said, when (ms), at which place.
QString callsText(const LedgerEntry &entry)
{
    QStringList texts;
    for (const BuyerCall &call : entry.calls.calls()) {
        QString text = u"%1 %2 %3–%4"_s.arg(toString(call.kind), toString(call.meaning))
                           .arg(call.sent / 1'000'000)
                           .arg(call.ended / 1'000'000);
        if (call.position != BuyerCall::untold)
            text += u" at %1"_s.arg(call.position);
        texts += text;
    }
    return texts.join(u"; "_s);
}

const Case cases[] = {
    {"a hold at once", {}, "S B C", "success", "confirmed"},
    {"an answer without an order id", {.confirm = "okNoId"}, "S B C", "success", "confirmed"},
    {"through the queue", {.buy = "queued", .position = "queued queued ready"}, "S B P 2 P 3 P C", "success",
        "confirmed"},
    {"a long queue", {.buy = "queued", .position = "queued queued queued queued queued queued queued ready"},
        "S B P 2 P 3 P 4.5 P 6.75 P 10 P 10 P 10 P C", "success", "confirmed"},
    {"queued, but holding", {.buy = "queued", .position = "held"}, "S B P C", "success", "confirmed"},
    {"before the start", {.sale = "upcoming"}, "S B C", "success", "confirmed"},

    // Looking at the sale.
    {"sold out", {.sale = "soldOut"}, "S", "gaveUp(soldOut)"},
    {"none left, without the flag", {.sale = "noneLeft"}, "S", "gaveUp(soldOut)"},
    {"ended", {.sale = "ended"}, "S 2 S", "gaveUp(ended)"},
    {"ended, and on", {.sale = "ended open"}, "S 2 S B C", "success", "confirmed"},
    {"sold out with units left", {.sale = "oddSoldOut"}, "S 2 S", "gaveUp(soldOut)"},
    {"sold out with units left, and on", {.sale = "oddSoldOut open"}, "S 2 S B C", "success", "confirmed"},
    {"unknown sale", {.sale = "notFound"}, "S", "failed(apiError)"},
    {"sale: 500", {.sale = "500"}, "S 2 S 3 S 4.5 S 6.75 S", "failed(apiError)"},
    {"sale: 504", {.sale = "504"}, "S 2 S 3 S 4.5 S 6.75 S", "failed(apiError)"},
    {"sale: no answer", {.sale = "lost"}, "S 2 S 3 S 4.5 S 6.75 S", "failed(network)"},
    {"sale: refused", {.sale = "refused"}, "S 2 S 3 S 4.5 S 6.75 S", "failed(network)"},
    {"sale: recovers", {.sale = "500 lost 503 open"}, "S 2 S 3 S 4.5 S B C", "success", "confirmed"},
    {"sale: counted anew for each look", {.sale = "500 500 500 500 open 500 500 500 500 open", .buy = "503 hold"},
        "S 2 S 3 S 4.5 S 6.75 S B 10 S 10 S 10 S 10 S 10 S B C", "success", "confirmed"},
    {"sale: 404", {.sale = "404"}, "S", "failed(apiError)"},
    {"sale: 400", {.sale = "400"}, "S", "failed(apiError)"},
    {"sale: 505", {.sale = "505"}, "S 2 S 3 S 4.5 S 6.75 S", "failed(apiError)"},
    {"sale: 429", {.sale = "429"}, "S 2 S 3 S 4.5 S 6.75 S", "failed(rateLimited)"},
    {"sale: later", {.sale = "later laterSale open"}, "S 20 S 20 S B C", "success", "confirmed"},
    {"sale: later for ever", {.sale = "later"}, "S 20 S 20 S 20 S", "failed(rateLimited)"},
    {"sale: much later", {.sale = "muchLater"}, "S", "failed(rateLimited)"},
    {"sale: a page", {.sale = "html"}, "S", "failed(apiError)"},

    // Buying.
    {"buy: already purchased", {.buy = "bought"}, "S B", "failed(alreadyPurchased)"},
    {"buy: 503", {.buy = "503"}, "S B 2 S B 3 S B 4.5 S B 6.75 S B", "failed(queueUnavailable)"},
    {"buy: 500", {.buy = "500"}, "S B 2 S B 3 S B 4.5 S B 6.75 S B", "failed(apiError)"},
    {"buy: 502", {.buy = "502"}, "S B 2 S B 3 S B 4.5 S B 6.75 S B", "failed(apiError)"},
    {"buy: recovers", {.buy = "503 500 hold"}, "S B 2 S B 3 S B C", "success", "confirmed"},
    {"buy: the last word counts", {.buy = "503 503 500"}, "S B 2 S B 3 S B", "failed(apiError)", "neverSent", 3},
    {"buy: one only", {.buy = "503"}, "S B", "failed(queueUnavailable)", "neverSent", 1},
    {"buy: sold out meanwhile", {.sale = "open soldOut", .buy = "503"}, "S B 2 S", "gaveUp(soldOut)"},
    {"buy: ended meanwhile", {.sale = "open ended", .buy = "503"}, "S B 2 S 3 S", "gaveUp(ended)"},
    {"buy: 400", {.buy = "400"}, "S B", "failed(apiError)"},
    {"buy: 429", {.buy = "429"}, "S B 2 S B 3 S B 4.5 S B 6.75 S B", "failed(rateLimited)"},
    {"buy: 429, then 503", {.buy = "429 503"}, "S B 2 S B", "failed(queueUnavailable)", "neverSent", 2},
    {"buy: later", {.buy = "later laterSale hold"}, "S B 20 S B 20 S B C", "success", "confirmed"},
    {"buy: later is no try", {.buy = "later later hold"}, "S B 20 S B 20 S B C", "success", "confirmed", 1},
    {"buy: later for ever", {.buy = "later"}, "S B 20 S B 20 S B 20 S B", "failed(rateLimited)"},
    {"buy: much later", {.buy = "muchLater"}, "S B", "failed(rateLimited)"},
    {"buy: at once", {.buy = "atOnce atOnce hold"}, "S B 2 S B 3 S B C", "success", "confirmed"},
    {"buy: 404", {.buy = "404", .position = "none"}, "S B P", "failed(apiError)"},
    {"buy: 404, but queued", {.buy = "404", .position = "queued ready"}, "S B P P C", "success", "confirmed"},
    {"buy: 404, but holding", {.buy = "404", .position = "ready"}, "S B P C", "success", "confirmed"},
    {"buy: a redirect", {.buy = "302", .position = "none"}, "S B P", "failed(apiError)"},
    {"buy: 505", {.buy = "505"}, "S B 2 S B 3 S B 4.5 S B 6.75 S B", "failed(apiError)"},
    {"buy: a page", {.buy = "html"}, "S B", "failed(apiError)"},
    {"buy: no answer", {.buy = "lost"}, "S B", "failed(network)"},
    {"buy: refused", {.buy = "refused"}, "S B", "failed(network)"},

    // Waiting.
    {"poll: 500", {.buy = "queued", .position = "500 504 ready"}, "S B P 2 P 3 P C", "success", "confirmed"},
    {"poll: no answer", {.buy = "queued", .position = "lost refused ready"}, "S B P 2 P 3 P C", "success", "confirmed"},
    {"poll: 400", {.buy = "queued", .position = "400"}, "S B P", "failed(apiError)"},
    {"poll: a page", {.buy = "queued", .position = "html"}, "S B P", "failed(apiError)"},
    {"poll: place lost", {.buy = "queued hold", .position = "none"}, "S B P S B C", "success", "confirmed"},
    {"poll: place lost after a while", {.buy = "queued", .position = "queued none ready"}, "S B P 2 P S B P C",
        "success", "confirmed"},
    {"poll: place lost for ever", {.buy = "queued", .position = "none"}, "S B P S B P S B P S B P S B P",
        "failed(lostPlace)"},
    {"poll: 429", {.buy = "queued", .position = "429 ready"}, "S B P 2 P C", "success", "confirmed"},
    {"poll: later", {.buy = "queued", .position = "later laterSale later later ready"}, "S B P 20 P 20 P 20 P 20 P C",
        "success", "confirmed"},
    {"poll: much later", {.buy = "queued", .position = "muchLater"}, "S B P", "failed(rateLimited)"},
    {"poll: place lost, sold out", {.sale = "open soldOut", .buy = "queued", .position = "none"}, "S B P S",
        "gaveUp(soldOut)"},
    {"poll: in vain", {.buy = "queued", .position = "queued"}, "S B P 2 P 3 P 4.5 P 0.5", "gaveUp(timeout)",
        "neverSent", 5, 10},
    {"poll: in vain, to the moment", {.buy = "queued", .position = "queued"}, "S B P 2 P 3 P 4.5 P 0",
        "gaveUp(timeout)", "neverSent", 5, -1},
    {"poll: without an answer in vain", {.buy = "queued", .position = "lost"}, "S B P 2 P 3 P 4.5 P 0.5",
        "gaveUp(timeout)", "neverSent", 5, 10},
    {"poll: a new time limit after a new buy",
        {.buy = "queued", .position = "queued queued none queued queued queued ready"},
        "S B P 2 P 3 P S B P 2 P 3 P 4.5 P C", "success", "confirmed", 5, 10},
    {"recheck: sold out", {.sale = "open open soldOut", .buy = "queued", .position = "queued"},
        "S B P 2 P S 3 P 4.5 P S", "gaveUp(soldOut)", "neverSent", 5, 300, 2},
    {"recheck: ended", {.sale = "open ended", .buy = "queued", .position = "queued"}, "S B P S 2 P S",
        "gaveUp(ended)", "neverSent", 5, 300, 1},
    {"recheck: not told",
        {.sale = "open 500 lost html open", .buy = "queued", .position = "queued queued queued queued ready"},
        "S B P S 2 P S 3 P S 4.5 P S 6.75 P C", "success", "confirmed", 5, 300, 1},

    // Confirming.
    {"confirm: hold expired, once", {.confirm = "noHold ok"}, "S B C S B C", "success", "confirmed"},
    {"confirm: hold expired", {.confirm = "noHold"}, "S B C S B C S B C S B C S B C", "failed(holdExpired)", "refused"},
    {"confirm: hold expired, one buy", {.confirm = "noHold"}, "S B C", "failed(holdExpired)", "refused", 1},
    {"confirm: hold expired, sold out", {.sale = "open soldOut", .confirm = "noHold"}, "S B C S", "gaveUp(soldOut)",
        "refused"},
    {"confirm: out of stock", {.confirm = "outOfStock"}, "S B C", "gaveUp(soldOut)", "refused"},
    {"confirm: not active", {.sale = "open ended", .confirm = "notActive"}, "S B C 2 S", "gaveUp(ended)", "refused"},
    {"confirm: not active, in mid-sale", {.position = "ready", .confirm = "notActive ok"}, "S B C 2 S P C", "success",
        "confirmed"},
    {"confirm: not active, in mid-sale, for ever", {.position = "ready", .confirm = "notActive"},
        "S B C 2 S P C 3 S P C 4.5 S P C 6.75 S P C", "failed(unclear)", "refused"},
    {"confirm: unclear, then booked", {.position = "ready", .confirm = "puzzle ok"}, "S B C 2 S P C", "success",
        "confirmed"},
    {"confirm: unclear, nothing can be seen", {.sale = "open 500", .position = "500", .confirm = "puzzle ok"},
        "S B C 2 S P C", "success", "confirmed"},
    {"confirm: unclear, the hold is gone", {.position = "none", .confirm = "puzzle"}, "S B C 2 S P", "failed(unclear)",
        "inDoubt"},
    {"confirm: unclear, sold out", {.sale = "open soldOut", .position = "none", .confirm = "puzzle"}, "S B C 2 S P",
        "gaveUp(soldOut)", "inDoubt"},
    {"confirm: unclear, ended", {.sale = "open ended", .position = "ready", .confirm = "puzzle"}, "S B C 2 S",
        "gaveUp(ended)", "inDoubt"},
    {"confirm: gone for ever", {.position = "ready", .confirm = "gone"}, "S B C 2 S P C 3 S P C 4.5 S P C 6.75 S P C",
        "failed(unclear)", "inDoubt"},
    {"confirm: unclear, then no hold", {.position = "ready", .confirm = "puzzle noHold"}, "S B C 2 S P C",
        "failed(unclear)", "inDoubt"},
    {"confirm: 429", {.confirm = "429 ok"}, "S B C 2 C", "success", "confirmed"},
    {"confirm: 429 for ever", {.confirm = "429"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(rateLimited)", "refused"},
    {"confirm: later", {.confirm = "later laterSale ok"}, "S B C 20 C 20 C", "success", "confirmed"},
    {"confirm: later for ever", {.confirm = "later"}, "S B C 20 C 20 C 20 C", "failed(rateLimited)", "refused"},
    {"all waits count together", {.sale = "later open", .buy = "later hold", .confirm = "later later"},
        "S 20 S B 20 S B C 20 C", "failed(rateLimited)", "refused"},
    {"confirm: busy", {.position = "ready", .confirm = "busy ok"}, "S B C 2 P C", "success", "confirmed"},
    {"confirm: busy, whatever the position", {.position = "500", .confirm = "busy ok"}, "S B C 2 P C", "success",
        "confirmed"},
    {"confirm: busy for ever", {.position = "ready", .confirm = "busy"}, "S B C 2 P C 3 P C 4.5 P C 6.75 P C",
        "failed(apiError)", "inDoubt"},
    {"confirm: busy, then no hold", {.position = "none", .confirm = "busy noHold ok"}, "S B C 2 P C",
        "failed(apiError)", "inDoubt"},
    {"confirm: 500", {.confirm = "500"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(apiError)", "refused"},
    {"confirm: 503", {.confirm = "503"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(apiError)", "inDoubt"},
    {"confirm: 500, then no hold", {.confirm = "500 noHold"}, "S B C 2 C", "failed(holdExpired)", "refused", 1},
    {"confirm: 500, then out of stock", {.confirm = "500 outOfStock"}, "S B C 2 C", "gaveUp(soldOut)", "refused"},
    {"confirm: 522", {.confirm = "522"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(apiError)", "inDoubt"},
    {"confirm: 500 once", {.confirm = "500 ok"}, "S B C 2 C", "success", "confirmed"},
    {"confirm: back-off begins anew",
        {.sale = "500 500 open", .buy = "queued", .position = "queued queued ready", .confirm = "500 ok"},
        "S 2 S 3 S B P 2 P 3 P C 2 C", "success", "confirmed"},
    {"confirm: five for each hold", {.confirm = "500 500 500 500 noHold 500 500 500 500 ok"},
        "S B C 2 C 3 C 4.5 C 6.75 C S B C 2 C 3 C 4.5 C 6.75 C", "success", "confirmed"},
    {"confirm: 400", {.position = "none", .confirm = "400"}, "S B C 2 S P", "failed(unclear)", "inDoubt"},
    {"confirm: 302", {.position = "none", .confirm = "302"}, "S B C 2 S P", "failed(unclear)", "inDoubt"},
    {"confirm: booked behind a 500", {.buy = "hold bought", .confirm = "500 noHold"}, "S B C 2 C S B",
        "failed(alreadyPurchased)", "refused"},
    {"all reasons share the limit", {.buy = "503 queued hold", .position = "none", .confirm = "noHold"},
        "S B 2 S B P S B C", "failed(holdExpired)", "refused", 3},

    // Confirms without an answer.
    {"confirm: no answer", {.confirm = "lost"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(apiError)", "inDoubt"},
    {"confirm: no answer, then booked", {.confirm = "lost ok"}, "S B C 2 C", "success", "confirmed"},
    {"confirm: no answer, then no hold", {.confirm = "lost noHold"}, "S B C 2 C", "failed(apiError)", "inDoubt"},
    {"confirm: no answer, then out of stock", {.confirm = "lost outOfStock"}, "S B C 2 C", "failed(apiError)",
        "inDoubt"},
    {"confirm: no answer, then busy, then booked", {.position = "ready", .confirm = "lost busy ok"}, "S B C 2 C 3 P C",
        "success", "confirmed"},
    {"confirm: no answer, then 500", {.confirm = "lost 500"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(apiError)",
        "inDoubt"},
    {"confirm: 500, then no answer", {.confirm = "500 lost"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(apiError)",
        "inDoubt"},
    {"confirm: no hold, then no answer", {.confirm = "noHold lost"}, "S B C S B C 2 C 3 C 4.5 C 6.75 C",
        "failed(apiError)", "inDoubt"},
    {"confirm: a gateway gave up", {.confirm = "504"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(apiError)", "inDoubt"},
    {"confirm: a gateway lost the shop", {.confirm = "502"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(apiError)",
        "inDoubt"},
    {"confirm: a gateway gave up, then no hold", {.confirm = "504 noHold"}, "S B C 2 C", "failed(apiError)", "inDoubt"},
    {"confirm: a gateway lost the shop, then out of stock", {.confirm = "502 outOfStock"}, "S B C 2 C",
        "failed(apiError)", "inDoubt"},
    {"confirm: a gateway gave up, then 500", {.confirm = "504 500"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(apiError)",
        "inDoubt"},
    {"confirm: 500, then a gateway gave up", {.confirm = "500 504 noHold"}, "S B C 2 C 3 C", "failed(apiError)",
        "inDoubt"},
    {"confirm: a gateway gave up, then booked", {.confirm = "504 ok"}, "S B C 2 C", "success", "confirmed"},
    {"confirm: a page", {.confirm = "html"}, "S B C", "failed(apiError)", "inDoubt"},
    {"confirm: 200, but not ok", {.confirm = "notOk"}, "S B C", "failed(apiError)", "inDoubt"},
    {"confirm: never arrived", {.confirm = "refused"}, "S B C 2 C 3 C 4.5 C 6.75 C", "failed(network)", "neverSent"},
    {"confirm: never arrived at first", {.confirm = "refused ok"}, "S B C 2 C", "success", "confirmed"},
    {"confirm: never arrived, then no hold", {.confirm = "refused noHold"}, "S B C 2 C S B C S B C S B C S B C",
        "failed(holdExpired)", "refused"},
    {"confirm: never arrived, then no answer", {.confirm = "refused lost"}, "S B C 2 C 3 C 4.5 C 6.75 C",
        "failed(apiError)", "inDoubt"},
};

/// A journey that is cut: while the call that the shop is silent to is in flight, or in its n-th wait.
struct CutCase {
    const char *name;
    ShopScript::Words shop = {};
    int wait = 0; ///< 0: in flight
    const char *trace;
    const char *confirm = "neverSent";
    int recheck = 0;
};

const CutCase cutCases[] = {
    {"looking", {.sale = "silent"}, 0, "S"},
    {"before looking again", {.sale = "500"}, 2, "S 2 S"},
    {"buying", {.buy = "silent"}, 0, "S B"},
    {"before buying again", {.buy = "503"}, 1, "S B"},
    {"looking before buying again", {.sale = "open silent", .buy = "503"}, 0, "S B 2 S"},
    {"polling", {.buy = "queued", .position = "queued silent"}, 0, "S B P 2 P"},
    {"between two polls", {.buy = "queued", .position = "queued"}, 3, "S B P 2 P 3 P"},
    {"rechecking the sale", {.sale = "open silent", .buy = "queued", .position = "queued"}, 0, "S B P S", "neverSent",
        1},
    {"confirming", {.confirm = "silent"}, 0, "S B C", "inDoubt"},
    {"before confirming again", {.confirm = "500"}, 1, "S B C", "refused"},
    {"confirming again", {.confirm = "500 silent"}, 0, "S B C 2 C", "inDoubt"},
    {"in doubt", {.confirm = "lost"}, 1, "S B C", "inDoubt"},
    {"a gateway gave up", {.confirm = "504"}, 1, "S B C", "inDoubt"},
    {"never arrived", {.confirm = "refused"}, 1, "S B C", "neverSent"},
    {"looking at a busy confirm", {.position = "silent", .confirm = "busy"}, 0, "S B C 2 P", "inDoubt"},
    {"after a lost hold", {.buy = "hold silent", .confirm = "noHold"}, 0, "S B C S B", "refused"},
};

QString seconds(Nanoseconds time)
{
    return QString::number(std::chrono::duration<double>(time).count());
}

/// The journey of a rig, run to its end, unless the shop falls silent.
class Trip {
public:
    explicit Trip(BuyerRig &rig, quint32 vu = 7, quint32 iteration = 4)
        : m_rig(rig)
        , m_session(rig.api, vu, RunGroup::Load)
        , m_sleeper(rig.timeline)
        , journey(*rig.context, m_session, m_sleeper, m_intendedStarts, vu, iteration)
        , m_task(journey.run())
    {
        rig.settle();
    }

    /// One wait; false when it has ended, or waits for the shop.
    bool step()
    {
        if (ended())
            return false;
        const qsizetype calls = m_rig.script.trace.size();
        const auto wait = m_rig.step();
        if (!wait)
            return false;
        ++waits;
        m_rig.script.trace.insert(calls, seconds(*wait));
        return true;
    }
    void run()
    {
        while (waits < 1000 && step()) { }
    }
    bool ended() const { return m_task.isReady(); }
    LedgerEntry entry() { return waited(std::move(m_task)); }

private:
    BuyerRig &m_rig;
    ShopSession m_session;
    Sleeper m_sleeper;
    IntendedStartTracker m_intendedStarts;

public:
    Journey journey;
    int waits = 0;

private:
    QCoro::Task<LedgerEntry> m_task;
};

QString endOf(const LedgerEntry &entry)
{
    const QString outcome = doorbuster::toString(entry.outcome).toString();
    return entry.reason == OutcomeReason::None ? outcome : u"%1(%2)"_s.arg(outcome, doorbuster::toString(entry.reason));
}

int count(const BuyerRig &rig, QChar letter)
{
    return int(rig.script.trace.count(QString(letter)));
}

/// What holds for every journey, however it ended.
void checkSums(BuyerRig &rig, const LedgerEntry &entry)
{
    rig.read();
    const auto counted = [&rig](MetricId metric) { return int(rig.counted(metric)); };
    QCOMPARE(counted(MetricId::FsJourneys), 1);
    QCOMPARE(rig.outcomes(), quint64(1));
    QCOMPARE(counted(MetricId::FsBuyAttempts), count(rig, u'B'));
    QCOMPARE(counted(MetricId::FsBuyAttempts), counted(MetricId::FsBuySuccess) + counted(MetricId::FsBuyFailed));
    // A call that a cut gave up is an attempt, but no sample of a rate: it says nothing about the shop.
    const auto isRateOf = [&](MetricId rate, MetricId attempts) {
        const int missing = counted(attempts) - int(rig.samples(rate));
        return missing == 0 || (missing == 1 && entry.outcome == Outcome::Interrupted);
    };
    QVERIFY(isRateOf(MetricId::FsBuySuccessRate, MetricId::FsBuyAttempts));
    QCOMPARE(counted(MetricId::FsBuySuccessRate), counted(MetricId::FsBuySuccess));
    QCOMPARE(counted(MetricId::FsPositionChecks), count(rig, u'P'));
    QCOMPARE(counted(MetricId::FsConfirmAttempts), count(rig, u'C'));
    QCOMPARE(
        counted(MetricId::FsConfirmAttempts), counted(MetricId::FsConfirmSuccess) + counted(MetricId::FsConfirmFailed));
    QVERIFY(isRateOf(MetricId::FsConfirmSuccessRate, MetricId::FsConfirmAttempts));
    QCOMPARE(counted(MetricId::FsConfirmSuccess), entry.outcome == Outcome::Success ? 1 : 0);
    QCOMPARE(counted(MetricId::FsGiveUps), entry.outcome == Outcome::GaveUp ? 1 : 0);
    QCOMPARE(counted(MetricId::Iterations), entry.outcome == Outcome::Interrupted ? 0 : 1);
    QCOMPARE(rig.samples(MetricId::IterationDuration), quint64(counted(MetricId::Iterations)));
    QCOMPARE(rig.samples(MetricId::FsJourneyTime), quint64(entry.outcome == Outcome::Success ? 1 : 0));

    QCOMPARE(int(entry.buys), count(rig, u'B'));
    QCOMPARE(int(entry.confirms), count(rig, u'C'));
    QCOMPARE(entry.firstBuySent != LedgerEntry::never, entry.buys > 0);
    QCOMPARE(entry.firstConfirmSent != LedgerEntry::never, entry.confirms > 0);
    QCOMPARE(entry.confirmed != LedgerEntry::never, entry.confirmState == ConfirmState::Confirmed);
    QVERIFY(entry.firstReady != LedgerEntry::never || entry.confirms == 0);
    QCOMPARE(entry.ended, qint64(rig.elapsed().count()));
    QCOMPARE(entry.vu, 7U);
    QCOMPARE(entry.iteration, 4U);
    QCOMPARE(rig.api.requestsIssued(), quint64(rig.records.size()));
    QCOMPARE(rig.shop.inFlight, 0);
    QCOMPARE(rig.timeline.size(), std::size_t(0));
}

} // namespace

class TestJourney : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ends_data();
    void ends();
    void isCut_data();
    void isCut();
    void pollsForFiveMinutes();
    void sendsTheBuyersOwnWords();
    void keepsTheTimes();
    void pollsFastWhereAsked();
    void keepsNoCallsOfAJourneyWithoutABuy();
    void keepsTheFirstPosition();
    void leavesBuysWithoutAnAnswerOutOfTheTimes();
    void tellsEverybodyThatTheSaleHasEnded_data();
    void tellsEverybodyThatTheSaleHasEnded();
    void mayBeCutTwice();
    void logsForThoseWhoAreWatched_data();
    void logsForThoseWhoAreWatched();
    void timesEachHoldFromItsOwnBuy();
};

void TestJourney::ends_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(std::size(cases)); ++i)
        QTest::newRow(cases[i].name) << i;
}

void TestJourney::ends()
{
    QFETCH(int, index);
    const Case &expected = cases[index];
    BuyerRig rig(expected.shop);
    rig.settings.maxBuys = expected.maxBuys;
    rig.settings.pollTimeout = expected.pollTimeout < 0 ? 9500ms : std::chrono::seconds(expected.pollTimeout);
    rig.settings.recheckSaleWhilePolling = expected.recheck;
    Trip trip(rig);
    trip.run();
    QVERIFY2(trip.ended(), qPrintable(rig.script.trace.join(u' ')));
    const LedgerEntry entry = trip.entry();
    QCOMPARE(rig.script.trace.join(u' '), QString::fromLatin1(expected.trace));
    QCOMPARE(endOf(entry), QString::fromLatin1(expected.end));
    QCOMPARE(doorbuster::toString(entry.confirmState).toString(), QString::fromLatin1(expected.confirm));
    QCOMPARE(entry.orderId,
        entry.outcome == Outcome::Success && expected.shop.confirm != QByteArray("okNoId") ? "o1"_ba : QByteArray());
    QCOMPARE(rig.control.saleEnded.load(),
        entry.reason == OutcomeReason::Ended && entry.confirmState == ConfirmState::NeverSent);
    // Each answer that says so is counted, also where nobody waited for it.
    const QStringList rateLimits{u"429"_s, u"later"_s, u"laterSale"_s, u"atOnce"_s, u"muchLater"_s};
    const auto limited = std::ranges::count_if(
        rig.script.answered, [&rateLimits](const QString &word) { return rateLimits.contains(word); });
    for (const RequestRecord &record : rig.records)
        QVERIFY(!record.aborted);
    checkSums(rig, entry);
    QCOMPARE(int(rig.counted(MetricId::FsRateLimited)), int(limited));
}

void TestJourney::isCut_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(std::size(cutCases)); ++i)
        QTest::newRow(cutCases[i].name) << i;
}

void TestJourney::isCut()
{
    QFETCH(int, index);
    const CutCase &expected = cutCases[index];
    BuyerRig rig(expected.shop);
    rig.settings.recheckSaleWhilePolling = expected.recheck;
    Trip trip(rig);
    if (expected.wait == 0)
        trip.run();
    else
        for (int wait = 1; wait < expected.wait; ++wait)
            QVERIFY(trip.step());
    QVERIFY(!trip.ended());
    QCOMPARE(rig.shop.inFlight, expected.wait == 0 ? 1 : 0);
    rig.clock.advance(100ms);
    trip.journey.cut();
    QVERIFY(trip.ended());
    const LedgerEntry entry = trip.entry();
    QCOMPARE(rig.script.trace.join(u' '), QString::fromLatin1(expected.trace));
    QCOMPARE(endOf(entry), u"interrupted"_s);
    QCOMPARE(doorbuster::toString(entry.confirmState).toString(), QString::fromLatin1(expected.confirm));
    QCOMPARE(rig.records.back().aborted, expected.wait == 0);
    QVERIFY(!rig.control.saleEnded);
    checkSums(rig, entry);
}

void TestJourney::pollsForFiveMinutes()
{
    BuyerRig rig({.buy = "queued", .position = "queued"});
    Trip trip(rig);
    trip.run();
    const LedgerEntry entry = trip.entry();
    QCOMPARE(endOf(entry), u"gaveUp(timeout)"_s);
    QCOMPARE(rig.elapsed(), 300s);
    // 0, 2, 5, 9.5, 16.25, and then every 10 s up to 296.25.
    QCOMPARE(count(rig, u'P'), 33);
    QCOMPARE(rig.script.trace.last(), u"3.75"_s);
    checkSums(rig, entry);
}

void TestJourney::timesEachHoldFromItsOwnBuy()
{
    BuyerRig rig({.buy = "queued", .position = "ready", .confirm = "noHold ok"});
    rig.perRequest = 10ms;
    Trip trip(rig);
    trip.run();
    QCOMPARE(rig.script.trace.join(u' '), u"S B P C S B P C"_s);
    QCOMPARE(endOf(trip.entry()), u"success"_s);
    rig.read();
    QCOMPARE(rig.samples(MetricId::FsBuyToHold), quint64(2));
    QCOMPARE(rig.trend(MetricId::FsBuyToHold).max(), Nanoseconds(20ms));
    QCOMPARE(rig.trend(MetricId::FsBuyToHoldLeast).max(), 0ns);
}

void TestJourney::sendsTheBuyersOwnWords()
{
    BuyerRig rig({.buy = "queued", .position = "ready"});
    rig.context->emails = BuyerEmails(u"buyer+{VU}-{ITER}@test.com"_s, u"r1"_s);
    Trip trip(rig, 12, 34);
    trip.run();
    const QString email = rig.context->emails.email(12, 34);
    QVERIFY(email.contains(u"12"_s) && email.contains(u"34"_s));
    const auto &requests = rig.shop.requests;
    QCOMPARE(requests.size(), std::size_t(4));
    QCOMPARE(requests[0].argument(u"flashSaleId"_s), u"6b02"_s);
    QCOMPARE(requests[1].body, QByteArray("{\"email\":\"" + email.toUtf8() + "\",\"flashSaleId\":\"6b02\"}"));
    QCOMPARE(requests[2].argument(u"email"_s), email);
    QCOMPARE(requests[2].argument(u"flashSaleId"_s), u"6b02"_s);
    QCOMPARE(requests[3].body,
        QByteArray("{\"email\":\"" + email.toUtf8() + "\",\"flashSaleId\":\"6b02\",\"totalAmount\":2.5}"));
    for (const auto &request : requests)
        QCOMPARE(request.authorization, QByteArray());
    for (const RequestRecord &record : rig.records)
        QVERIFY(record.group == RunGroup::Load);
}

void TestJourney::keepsTheTimes()
{
    BuyerRig rig({.buy = "queued", .position = "queued ready", .confirm = "500 ok"});
    rig.clock.advance(1s);
    rig.perRequest = 10ms;
    Trip trip(rig);
    trip.run();
    const LedgerEntry entry = trip.entry();
    const auto ms = [](qint64 ns) { return double(ns) / 1e6; };
    QCOMPARE(ms(entry.started), 1000.);
    QCOMPARE(ms(entry.firstBuySent), 1010.);
    QCOMPARE(ms(entry.lastNotReady), 1020.); // the first poll, sent: the hold may have come right behind its look
    QCOMPARE(ms(entry.firstReady), 3040.); // the second
    QCOMPARE(ms(entry.firstConfirmSent), 3040.);
    QCOMPARE(ms(entry.confirmed), 5060.); // the second confirm
    QCOMPARE(ms(entry.ended), 5060.);
    QCOMPARE(entry.firstPosition, 3);
    QCOMPARE(callsText(entry),
        u"buy queued 1010–1020 at 3; position queued 1020–1030 at 3; position held 3030–3040; "
        "confirm busy 3040–3050; confirm bought 5050–5060"_s);

    rig.read();
    QCOMPARE(rig.mean(MetricId::FsBuyTime), 10.);
    QCOMPARE(rig.mean(MetricId::FsPollGap), 2010.);
    QCOMPARE(rig.samples(MetricId::FsPollGap), quint64(1));
    QCOMPARE(rig.mean(MetricId::FsPollingTime), 2020.);
    QCOMPARE(rig.mean(MetricId::FsBuyToHold), 2030.);
    QCOMPARE(rig.mean(MetricId::FsBuyToHoldLeast), 10.);
    QCOMPARE(rig.mean(MetricId::FsHoldToConfirm), 2020.);
    QCOMPARE(rig.mean(MetricId::FsJourneyTime), 4060.);
    QCOMPARE(rig.mean(MetricId::IterationDuration), 4060.);
}

void TestJourney::pollsFastWhereAsked()
{
    BuyerRig rig({.buy = "queued", .position = "queued queued 500 queued ready"});
    rig.settings.fastPollShare = 1;
    rig.settings.fastPollInterval = 50ms;
    Trip trip(rig);
    trip.run();
    QCOMPARE(rig.script.trace.join(u' '), u"S B P 0.05 P 0.05 P 2 P 0.05 P C"_s); // trouble is not hurried
}

void TestJourney::keepsNoCallsOfAJourneyWithoutABuy()
{
    BuyerRig rig({.sale = "soldOut"});
    Trip trip(rig);
    trip.run();
    QVERIFY(trip.entry().calls.isEmpty());
}

void TestJourney::keepsTheFirstPosition()
{
    BuyerRig rig({.buy = "queued", .position = "held"});
    Trip trip(rig);
    trip.run();
    QCOMPARE(trip.entry().firstPosition, 3);

    BuyerRig none({.buy = "hold"});
    Trip atOnce(none);
    atOnce.run();
    const LedgerEntry entry = atOnce.entry();
    QCOMPARE(entry.firstPosition, 0);
    QCOMPARE(entry.lastNotReady, LedgerEntry::never);
    QCOMPARE(entry.firstReady, qint64(0));
}

void TestJourney::leavesBuysWithoutAnAnswerOutOfTheTimes()
{
    BuyerRig rig({.buy = "500 lost"});
    Trip trip(rig);
    trip.run();
    trip.entry();
    rig.read();
    QCOMPARE(int(rig.counted(MetricId::FsBuyAttempts)), 2);
    QCOMPARE(rig.samples(MetricId::FsBuyTime), quint64(1));
}

void TestJourney::tellsEverybodyThatTheSaleHasEnded_data()
{
    QTest::addColumn<QByteArray>("sale");
    QTest::addColumn<bool>("ended");
    QTest::newRow("ended") << "ended"_ba << true;
    QTest::newRow("sold out") << "soldOut"_ba << false;
    QTest::newRow("unknown") << "notFound"_ba << false;
    QTest::newRow("trouble") << "500"_ba << false;
}

void TestJourney::tellsEverybodyThatTheSaleHasEnded()
{
    QFETCH(QByteArray, sale);
    QFETCH(bool, ended);
    BuyerRig rig({.sale = sale.constData()});
    Trip trip(rig);
    trip.run();
    trip.entry();
    QCOMPARE(rig.control.saleEnded.load(), ended);
}

void TestJourney::mayBeCutTwice()
{
    BuyerRig rig({.confirm = "silent"});
    Trip trip(rig);
    trip.journey.cut();
    trip.journey.cut();
    QVERIFY(trip.ended());
    QCOMPARE(endOf(trip.entry()), u"interrupted"_s);
    rig.read();
    QCOMPARE(rig.outcomes(), quint64(1));
}

void TestJourney::logsForThoseWhoAreWatched_data()
{
    QTest::addColumn<int>("who");
    QTest::addColumn<int>("vu");
    QTest::addColumn<bool>("logs");
    QTest::newRow("the first, the first") << int(LogProgress::First) << 1 << true;
    QTest::newRow("the first, the second") << int(LogProgress::First) << 2 << false;
    QTest::newRow("nobody") << int(LogProgress::None) << 1 << false;
    QTest::newRow("all") << int(LogProgress::All) << 2 << true;
}

void TestJourney::logsForThoseWhoAreWatched()
{
    QFETCH(int, who);
    QFETCH(int, vu);
    QFETCH(bool, logs);
    BuyerRig rig({.buy = "queued", .position = "queued ready"});
    rig.settings.logProgress = LogProgress(who);
    Trip trip(rig, quint32(vu), 0);
    trip.run();
    const QString said = rig.said.join(u'\n');
    if (!logs) {
        QCOMPARE(said, QString());
        return;
    }
    for (const QString &text : {u"queued at 3"_s, u"position 3 of 9"_s, u"holds a unit"_s, u"order o1"_s, u"success"_s})
        QVERIFY2(said.contains(text), qPrintable(said));
    for (const QString &line : rig.said)
        QVERIFY(line.startsWith(QString::number(vu) + u": "_s));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestJourney)
#include "tst_journey.moc"
