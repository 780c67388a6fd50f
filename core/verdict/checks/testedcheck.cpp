// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answerrules.h"
#include "core/verdict/books/shopclock.h"
#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using AnswerCounts = std::map<std::pair<Meaning, quint16>, qint64>; ///< by meaning and status

/// What the buyers of the run came to.
struct Attempts {
    qint64 journeys = 0; ///< begun
    std::array<qint64, outcomeReasonCount> withoutBuy{}; ///< ended before they had sent a buy, by the reason
    qint64 buyers = 0; ///< journeys that sent a buy
    qint64 buys = 0; ///< sent
    qint64 holders = 0; ///< journeys that were shown a hold
    qint64 confirming = 0; ///< journeys that sent a confirm
    qint64 confirmed = 0; ///< journeys that were told of an order
    qint64 purchases = 0; ///< buyers with a paid order in the books, who were told of one or may have been
    AnswerCounts buyAnswers; ///< that let nobody in
    AnswerCounts confirmAnswers; ///< that told of no order
};

bool wasLetIn(const BuyerCall &call)
{
    return call.meaning == Meaning::Queued || call.meaning == Meaning::Held;
}

Attempts attemptsOf(const Reconciliation &books)
{
    const VerificationInput &input = books.input();
    Attempts attempts;
    attempts.journeys = qint64(input.counts.journeysStarted);
    for (const auto &reasons : input.counts.withoutBuy) {
        for (std::size_t reason = 0; reason < reasons.size(); ++reason)
            attempts.withoutBuy[reason] += qint64(reasons[reason]);
    }
    for (const LedgerEntry &entry : input.ledger) {
        if (!entry.sentBuy()) {
            ++attempts.withoutBuy[std::size_t(entry.reason)];
            continue;
        }
        ++attempts.buyers;
        attempts.buys += entry.buys;
        attempts.holders += entry.firstReady != LedgerEntry::never || entry.confirms > 0;
        attempts.confirming += entry.confirms > 0;
        attempts.confirmed += entry.confirmState == ConfirmState::Confirmed;
        for (const BuyerCall &call : entry.calls.calls()) {
            if (call.kind == CallKind::Buy && !wasLetIn(call))
                ++attempts.buyAnswers[{call.meaning, call.status}];
            if (call.kind == CallKind::Confirm && call.meaning != Meaning::Bought)
                ++attempts.confirmAnswers[{call.meaning, call.status}];
        }
    }
    for (const BuyerAccount &account : books.accounts()) {
        const auto isPaid = [&](std::size_t order) { return books.orders()[order].paid(); };
        const auto isPaidById = [&](const LedgerEntry *journey) {
            const KnownOrder *order = books.orderById(journey->orderId);
            return journey->confirmState == ConfirmState::Confirmed && order && order->paid();
        };
        const bool mayKnow = account.has(ConfirmState::Confirmed) || account.has(ConfirmState::InDoubt);
        attempts.purchases += (mayKnow && std::ranges::any_of(account.orders, isPaid))
            || std::ranges::any_of(account.journeys, isPaidById);
    }
    return attempts;
}

QString answerText(Meaning meaning, int status)
{
    if (meaning == Meaning::NoAnswer)
        return u"without an answer"_s;
    return u"answered with "_s + statusText(status)
        + (meaning == Meaning::Unreadable ? u" and nothing that can be used"_s : QString());
}

qint64 totalOf(const AnswerCounts &answers)
{
    qint64 total = 0;
    for (const auto &[answer, count] : answers)
        total += count;
    return total;
}

/// "all 12 buys were answered with status 500", "30 of 40 buys were answered with status 500": the most frequent
/// answer. There is at least one.
QString answersText(const AnswerCounts &answers, QStringView one, QStringView many)
{
    const qint64 total = totalOf(answers);
    const auto most = std::ranges::max_element(answers, {}, [](const auto &answer) { return answer.second; });
    const QString how = answerText(most->first.first, most->first.second);
    if (total == 1)
        return u"the only %1 was %2"_s.arg(one, how);
    const QString all = countText(total, one, many);
    return most->second == total ? u"all %1 were %2"_s.arg(all, how)
                                 : u"%1 of %2 were %3"_s.arg(numberText(most->second), all, how);
}

/// ", most often: MESSAGE" for the most frequent failure of a call of the load; empty where none is known.
QString mostFrequentFailure(const VerificationInput &input, RequestName name)
{
    const FailureGroup *most = nullptr;
    for (const FailureGroup &group : input.failures) {
        const bool isOfCall = !group.further && group.group == RunGroup::Load && group.name == name;
        if (isOfCall && (!most || group.count > most->count))
            most = &group;
    }
    return most && !most->message.isEmpty() ? QString(u", most often: "_s + shopText(most->message)) : QString();
}

/// What the shop's clock has to do with it; empty where nothing.
QString clockCause(const Reconciliation &books)
{
    const SaleWindow window = books.times().window();
    // Where nobody sent a buy, nobody saw whether the sale had begun.
    const bool anyBuyer = !books.input().ledger.empty();
    const bool notBegun = anyBuyer && window.start && window.start->from > books.observedUntil();
    const bool wasOver = window.end && window.end->to < 0;
    QStringList causes;
    if (notBegun)
        causes += u"By the shop's clock the sale had not begun."_s;
    if (wasOver)
        causes += u"By the shop's clock the sale was over before the run."_s;
    if (const QString warning = clockWarning(books.times().clock()); !warning.isEmpty())
        causes += warning;
    return causes.join(u' ');
}

/// Why nobody sent a buy.
QString noBuyCause(const Reconciliation &books, const Attempts &attempts)
{
    if (attempts.journeys == 0)
        return u"No journey began."_s;
    const auto most = std::ranges::max_element(attempts.withoutBuy);
    const auto reason = OutcomeReason(most - attempts.withoutBuy.begin());
    const QString journeys = countText(attempts.journeys, u"journey", u"journeys");
    const QString count = u"%1 of %2"_s.arg(numberText(*most), journeys);
    switch (reason) {
    case OutcomeReason::SoldOut:
        return u"No buy was sent: the shop told %1 at once that the sale was sold out."_s.arg(count);
    case OutcomeReason::Ended:
        return u"No buy was sent: the shop told %1 at once that the sale had ended."_s.arg(count);
    case OutcomeReason::None:
        return u"No buy was sent: %1 ended with the run before that."_s.arg(count);
    default:
        return u"No buy was sent: %1 could not look at the sale (%2)%3."_s.arg(
            count, toString(reason), mostFrequentFailure(books.input(), RequestName::SaleStatus));
    }
}

/// Why nobody completed a purchase that the books show.
QString noPurchaseCause(const Reconciliation &books, const Attempts &attempts)
{
    if (attempts.buyers == 0)
        return noBuyCause(books, attempts);
    if (attempts.confirmed > 0) {
        const QString told = u"%1 told of an order"_s.arg(countText(attempts.confirmed, u"buyer was", u"buyers were"));
        return books.ordersAreComplete() ? told + u", but the books show none of them as paid."
                                   : QString(told + u", but " + books.incompleteReason() + u'.');
    }
    if (attempts.confirming > 0)
        return u"%1, but no confirm was answered with an order: %2%3."_s.arg(
            countText(attempts.confirming, u"buyer sent a confirm", u"buyers sent a confirm"),
            answersText(attempts.confirmAnswers, u"confirm", u"confirms"),
            mostFrequentFailure(books.input(), RequestName::Confirm));
    if (attempts.holders > 0)
        return u"%1 shown a hold, but none sent a confirm."_s.arg(
            countText(attempts.holders, u"buyer was", u"buyers were"));
    const qint64 notLetIn = totalOf(attempts.buyAnswers);
    if (notLetIn == 0 || notLetIn < attempts.buys)
        return u"%1 sent, but no buyer was granted anything."_s.arg(countText(attempts.buys, u"buy was", u"buys were"));
    return u"No buy let a buyer in: %1%2."_s.arg(
        answersText(attempts.buyAnswers, u"buy", u"buys"), mostFrequentFailure(books.input(), RequestName::Buy));
}

/// Why the run does not show that nothing could be bought; empty where it does.
QString noRefusalCause(const Reconciliation &books, const Attempts &attempts)
{
    const auto &sale = books.input().books.sale;
    if (attempts.purchases > 0)
        return u"No sales were expected, but %1."_s.arg(
            countText(attempts.purchases, u"buyer bought", u"buyers bought"));
    if (!sale)
        return u"The sale could not be read: "_s + books.stock().trouble() + u'.';
    // An ended sale with units left refuses nobody for want of stock.
    const bool nothingToSell = sale->remaining ? *sale->remaining == 0 : sale->soldOut;
    if (!nothingToSell)
        return u"No sales were expected, but the shop has %1 left."_s.arg(
            sale->remaining ? countText(*sale->remaining, u"unit", u"units") : u"an unknown number of units"_s);
    const auto without = [&](OutcomeReason reason) { return attempts.withoutBuy[std::size_t(reason)]; };
    qint64 refused = without(OutcomeReason::SoldOut) + without(OutcomeReason::Ended);
    for (const auto &[answer, count] : attempts.buyAnswers) {
        refused += isRefusal(answer.first) ? count : 0;
    }
    return refused > 0 ? QString() : noPurchaseCause(books, attempts);
}

/// More of a call's answers than this share could not be used.
constexpr double mostUnusable = 0.01;

/// One sentence for each call of the load too many of whose answers said nothing that can be used; with the most
/// frequent failure, where the cause of all is not told already.
QStringList unusableAnswers(const VerificationInput &input, bool isCauseTold)
{
    QStringList sentences;
    const auto &load = input.counts.requests[std::size_t(RunGroup::Load)];
    for (std::size_t name = 0; name < requestNameCount; ++name) {
        const RequestTally &tally = load[name];
        const quint64 answers = tally.requests - std::min(tally.requests, tally.withoutResponse);
        if (double(tally.unusable) <= mostUnusable * double(answers))
            continue;
        sentences += u"%1 of %2 to %3 could not be used%4."_s.arg(numberText(qint64(tally.unusable)),
            countText(qint64(answers), u"answer", u"answers"), toString(RequestName(name)),
            isCauseTold ? QString() : mostFrequentFailure(input, RequestName(name)));
    }
    return sentences;
}

} // namespace

void checkSomethingTested(const Reconciliation &books, CheckRow &row)
{
    const VerificationInput &input = books.input();
    const Attempts attempts = attemptsOf(books);
    row.expected = input.expectNoSales ? u"nothing left to sell, and nobody buys"_s
                                       : u"a purchase that the books show, ≤ 1 % unusable answers"_s;
    row.actual = u"%1, %2, %3 in the books"_s.arg(countText(attempts.journeys, u"journey", u"journeys"),
        countText(attempts.buys, u"buy", u"buys"), countText(attempts.purchases, u"purchase", u"purchases"));
    row.evidence.columns = {u"finding"_s};

    QString cause;
    if (input.expectNoSales)
        cause = noRefusalCause(books, attempts);
    else if (attempts.purchases == 0)
        cause = noPurchaseCause(books, attempts);
    QStringList notes;
    if (!cause.isEmpty()) {
        notes += cause;
        if (const QString clock = clockCause(books); !clock.isEmpty())
            notes += clock;
    }
    notes += unusableAnswers(input, !cause.isEmpty());
    for (const QString &note : std::as_const(notes))
        addFinding(row.evidence, {note});
    row.verdict = notes.isEmpty() ? CheckVerdict::Pass : CheckVerdict::Inconclusive;
    row.note = notes.join(u' ');
}

} // namespace doorbuster
