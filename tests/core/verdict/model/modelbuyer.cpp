// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelbuyer.h"

#include "core/shop/answerrules.h"

#include <array>

namespace doorbuster::model {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTries = 5; ///< confirms of one hold, and looks at a sale that cannot be read

bool mayRecover(const Answer &answer)
{
    return answer.meaning == Meaning::NoAnswer || answer.meaning == Meaning::Busy
        || answer.meaning == Meaning::RateLimited || answer.meaning == Meaning::Unsure;
}

bool isAboutSale(Meaning meaning)
{
    return meaning == Meaning::Open || meaning == Meaning::NotStarted || meaning == Meaning::SoldOut
        || meaning == Meaning::Ended;
}

} // namespace

RunRecord::RunRecord(const Scenario &theScenario, qint64 startedAt)
    : scenario(theScenario)
    , plan(planOf(scenario))
    , shop(simulation, scenario, plan, startedAt, truth)
    , gateway(simulation, scenario, plan, shop)
    , random(plan.seed ^ 0xb0b)
    , emails(scenario.has(Design::OneEmail) ? u"buyer-{VU}@test.com"_s : u"buyer-{VU}-{ITER}@test.com"_s, {})
{
    settings.pollingInterval = std::chrono::floor<std::chrono::milliseconds>(plan.polling);
    settings.probes.buyAgain = plan.buyAgain;
}

void RunRecord::count(RunGroup group, RequestName name, const Answer &answer)
{
    RequestTally &tally = counts.requests[std::size_t(group)][std::size_t(name)];
    ++counts.requestsIssued;
    ++tally.requests;
    ++tally.byStatus[answer.status];
    tally.withoutResponse += answer.status == 0;
    tally.unusable += answer.meaning == Meaning::Unreadable;
    if (answer.status != 0 && !isFlashSaleStatus(name, answer.status))
        ++tally.undocumented[answer.status];
}

Task<Answer> RunRecord::ask(Sleeper &sleeper, RunGroup group, Call call, Moment giveUpAt)
{
    constexpr std::array names{RequestName::SaleStatus, RequestName::Buy, RequestName::Position, RequestName::Confirm};
    Answer answer = co_await gateway.ask(sleeper, call, giveUpAt);
    count(group, names[std::size_t(call.kind)], answer);
    co_return answer;
}

int RunRecord::personOf(quint32 vu, quint32 iteration)
{
    const QString email = emails.email(vu, iteration);
    const auto known = m_persons.constFind(email);
    if (known != m_persons.cend())
        return *known;
    const int person = shop.addPerson(email);
    m_persons.insert(email, person);
    return person;
}

ModelUser::ModelUser(RunRecord &run, quint32 number)
    : m_run(run)
    , m_number(number)
    , m_sleeper(run.simulation)
{
}

Process ModelUser::come(Moment from, Moment until, Moment cutAt)
{
    m_until = until;
    m_cutAt = cutAt;
    co_await m_sleeper.until(std::min(from, m_cutAt));
    const auto mayStart = [this] {
        return !m_isRetired && !m_run.saleEnded && m_run.simulation.now() < m_until && !isOver();
    };
    while (mayStart()) {
        const bool isOfSample = co_await travel();
        if (isOfSample && mayStart())
            co_await tryAgain();
        if (!mayStart())
            break;
        co_await m_sleeper.until(std::min(m_run.simulation.now() + m_run.plan.pause, m_until));
    }
    m_isDone = true;
}

void ModelUser::retire(Moment cutAt)
{
    m_isRetired = true;
    m_cutAt = std::min(m_cutAt, cutAt);
    m_sleeper.wakeAt(m_cutAt);
}

/// One journey; true where its buyer has its order and is one of those that try again.
Task<bool> ModelUser::travel()
{
    m_entry = {};
    m_entry.vu = m_number;
    m_entry.iteration = m_iteration++;
    m_entry.started = now();
    m_calls = {};
    m_wait = m_run.plan.polling;
    m_waitedAsTold = Moment(0);
    m_buysToRepeat = 0;
    m_lookFailures = 0;
    m_endedSince.reset();
    m_lookedTwice = m_wasUnclear = false;
    m_person = -1;
    ++m_run.counts.journeysStarted;
    for (Next next = Next::Look; next != Next::Done;) {
        switch (next) {
        case Next::Look:
            next = co_await look();
            break;
        case Next::Buy:
            next = co_await buy();
            break;
        case Next::Poll:
            next = co_await poll();
            break;
        case Next::Confirm:
            next = co_await confirm();
            break;
        case Next::Done:
            break;
        }
        if (isOver() && next != Next::Done)
            next = end(Outcome::Interrupted);
    }
    ++m_run.counts.outcomes[std::size_t(m_entry.outcome)][std::size_t(m_entry.reason)];
    if (!m_entry.sentBuy()) {
        ++m_run.counts.withoutBuy[std::size_t(m_entry.outcome)][std::size_t(m_entry.reason)];
        co_return false;
    }
    m_entry.calls = m_calls.pack();
    m_run.ledger.push_back(m_entry);
    m_run.journeyEnded(m_entry);
    co_return m_entry.confirmState == ConfirmState::Confirmed &&m_run.settings.buysAgain(m_entry.vu, m_entry.iteration);
}

Task<Answer> ModelUser::ask(Call::Kind kind)
{
    if (m_person < 0)
        m_person = m_run.personOf(m_entry.vu, m_entry.iteration);
    Call call;
    call.kind = kind;
    call.person = m_person;
    call.amount = 1;
    Answer answer = co_await m_run.ask(m_sleeper, m_group, call, m_cutAt);
    if (answer.showsDefect && kind != Call::Kind::Sale) {
        ++m_run.truth.shown;
        if (m_run.truth.what.isEmpty())
            m_run.truth.what = u"told to "_s + m_run.emails.email(m_entry.vu, m_entry.iteration);
    }
    co_return answer;
}

Moment ModelUser::nextWait()
{
    const Moment longest = std::max(m_run.plan.longestPoll, m_run.plan.polling);
    const Moment wait = std::min(m_wait, longest);
    m_wait = std::min(wait * 3 / 2, longest);
    const double vary = 1 - m_run.plan.pollJitter + 2 * m_run.plan.pollJitter * m_run.random.share();
    return Moment(qint64(double(wait.count()) * vary));
}

Task<bool> ModelUser::backOff(Moment atLeast)
{
    const Moment wait = std::max(nextWait(), atLeast);
    co_await m_sleeper.until(std::min(m_run.simulation.now() + wait, m_cutAt));
    co_return !isOver();
}

Task<ModelUser::Next> ModelUser::look()
{
    const qint64 sent = now();
    const Answer sale = co_await ask(Call::Kind::Sale);
    if (isOver())
        co_return end(Outcome::Interrupted);
    if (!isAboutSale(sale.meaning)) {
        if (sale.retryAfter) {
            const Next next = co_await comeBack(Next::Look, *sale.retryAfter);
            co_return next;
        }
        if (!mayRecover(sale) || ++m_lookFailures >= mostTries)
            co_return failed(sale);
        co_await backOff(0s);
        co_return Next::Look;
    }
    m_lookFailures = 0;
    if (needsSecondLook(sale, sent)) {
        co_await backOff(0s);
        co_return Next::Look;
    }
    if (sale.meaning == Meaning::Ended) {
        m_run.saleEnded = true;
        co_return end(Outcome::GaveUp, OutcomeReason::Ended);
    }
    if (sale.meaning == Meaning::SoldOut)
        co_return end(Outcome::GaveUp, OutcomeReason::SoldOut);
    co_return Next::Buy;
}

bool ModelUser::needsSecondLook(const Answer &sale, qint64 sent)
{
    const auto contradicted = [&](SaleContradiction::Kind kind, qint64 since) {
        m_run.observations.contradictions.push_back(
            {.kind = kind, .vu = m_number, .sent = since, .answered = now(), .remaining = sale.remaining});
        if (m_run.scenario.defect == Defect::SoldOutBesideStock || m_run.scenario.defect == Defect::EndedOnce)
            ++m_run.truth.shown;
    };
    const bool isOdd = sale.meaning == Meaning::SoldOut && sale.remaining.value_or(0) > 0;
    if (isOdd)
        contradicted(SaleContradiction::Kind::SoldOutWithStock, sent);
    if (!m_endedSince) {
        if (sale.meaning == Meaning::Ended || (isOdd && !m_lookedTwice)) {
            m_lookedTwice = isOdd;
            m_endedSince = sale.meaning == Meaning::Ended ? std::optional(sent) : std::nullopt;
            return true;
        }
        m_lookedTwice = false;
        return false;
    }
    const qint64 since = *std::exchange(m_endedSince, std::nullopt);
    if (sale.meaning != Meaning::Ended)
        contradicted(SaleContradiction::Kind::EndedAndOn, since);
    return false;
}

BuyerCall ModelUser::note(CallKind kind, qint64 sent, const Answer &answer)
{
    BuyerCall call{.kind = kind,
        .meaning = answer.meaning,
        .mayHaveArrived = answer.mayHaveArrived,
        .status = answer.status,
        .sent = sent,
        .ended = now()};
    if (answer.meaning == Meaning::Queued || answer.meaning == Meaning::Held) {
        call.position = answer.position.value_or(BuyerCall::untold);
        call.size = answer.size.value_or(BuyerCall::untold);
        if (answer.meaning == Meaning::Held)
            call.holdTtlMs = answer.ttlMs.value_or(BuyerCall::untold);
        if (m_entry.firstPosition == 0 && answer.position && m_group == RunGroup::Load)
            m_entry.firstPosition = *answer.position;
    }
    m_calls.add(call);
    return call;
}

void ModelUser::claim(CallKind kind, qint64 sent, const Answer &answer)
{
    m_run.observations.claims.push_back({.vu = m_entry.vu,
        .iteration = m_entry.iteration,
        .kind = kind,
        .sent = sent,
        .answered = now(),
        .orderId = answer.orderId});
}

Task<ModelUser::Next> ModelUser::buy()
{
    const qint64 sent = now();
    if (m_entry.firstBuySent == LedgerEntry::never)
        m_entry.firstBuySent = sent;
    ++m_entry.buys;
    const Answer answer = co_await ask(Call::Kind::Buy);
    note(CallKind::Buy, sent, answer);
    if (isOver())
        co_return end(Outcome::Interrupted);
    switch (answer.meaning) {
    case Meaning::Held:
        co_return holdSeen();
    case Meaning::Queued:
        m_entry.lastNotReady = sent;
        co_return Next::Poll;
    case Meaning::AlreadyBought:
        claim(CallKind::Buy, sent, answer);
        co_return end(Outcome::Failed, OutcomeReason::AlreadyPurchased);
    case Meaning::SoldOut:
        co_return end(Outcome::GaveUp, OutcomeReason::SoldOut);
    case Meaning::Ended:
        co_return end(Outcome::GaveUp, OutcomeReason::Ended);
    default:
        break;
    }
    if (answer.retryAfter) {
        ++m_buysToRepeat;
        const Next next = co_await comeBack(Next::Look, *answer.retryAfter);
        co_return next;
    }
    if (answer.status != 0 && mayRecover(answer)) {
        const Next next = buyAgain(answer.meaning == Meaning::RateLimited ? OutcomeReason::RateLimited
                : answer.status == 503                                    ? OutcomeReason::QueueUnavailable
                                                                          : OutcomeReason::ApiError);
        if (next != Next::Done)
            co_await backOff(0s);
        co_return next;
    }
    if (answer.meaning == Meaning::Unclear) {
        const Meaning place = co_await lookAtPlace();
        if (isOver())
            co_return end(Outcome::Interrupted);
        if (place == Meaning::Held)
            co_return holdSeen();
        if (place == Meaning::Queued)
            co_return Next::Poll;
    }
    co_return failed(answer);
}

Task<ModelUser::Next> ModelUser::poll()
{
    const Moment giveUpAt = m_run.simulation.now() + m_run.settings.pollTimeout;
    m_wait = m_run.plan.polling;
    for (;;) {
        const qint64 sent = now();
        const Answer answer = co_await ask(Call::Kind::Position);
        note(CallKind::Position, sent, answer);
        if (isOver())
            co_return end(Outcome::Interrupted);
        if (answer.meaning == Meaning::Held)
            co_return holdSeen();
        if (answer.meaning == Meaning::Queued || answer.meaning == Meaning::LostPlace) {
            m_entry.lastNotReady = sent;
            if (answer.meaning == Meaning::LostPlace)
                co_return buyAgain(OutcomeReason::LostPlace);
        } else if (!mayRecover(answer)) {
            co_return failed(answer);
        }
        const Moment told = answer.retryAfter.value_or(Moment(0));
        if (told > m_run.settings.maxWait)
            co_return end(Outcome::Failed, OutcomeReason::RateLimited);
        const Moment wait = std::max(told, nextWait());
        const Moment nextPoll = m_run.simulation.now() + wait;
        const Moment wakeAt = std::min(std::min(nextPoll, giveUpAt), m_cutAt);
        co_await m_sleeper.until(wakeAt);
        if (isOver())
            co_return end(Outcome::Interrupted);
        if (nextPoll > giveUpAt)
            co_return end(Outcome::GaveUp, OutcomeReason::Timeout);
    }
}

Task<ModelUser::Next> ModelUser::confirm()
{
    m_wait = m_run.plan.polling;
    for (int tries = 1;; ++tries) {
        const qint64 sent = now();
        if (m_entry.firstConfirmSent == LedgerEntry::never)
            m_entry.firstConfirmSent = sent;
        ++m_entry.confirms;
        const Answer answer = co_await ask(Call::Kind::Confirm);
        const BuyerCall call = note(CallKind::Confirm, sent, answer);
        if (call.meaning == Meaning::Bought) {
            m_entry.confirmState = ConfirmState::Confirmed;
            m_entry.confirmed = now();
            m_entry.orderId = answer.orderId;
            co_return end(Outcome::Success);
        }
        const bool wasInDoubt = m_entry.confirmState == ConfirmState::InDoubt;
        const bool stillConfirming = call.meaning == Meaning::Confirming || call.meaning == Meaning::Processing;
        const bool unclear = call.meaning == Meaning::Unclear || call.meaning == Meaning::Ended;
        m_wasUnclear = m_wasUnclear || unclear;
        if (call.isUnanswered())
            m_entry.confirmState = ConfirmState::InDoubt;
        else if (answer.status != 0 && !wasInDoubt)
            m_entry.confirmState = ConfirmState::Refused;
        if (isOver())
            co_return end(Outcome::Interrupted);
        if (answer.retryAfter) {
            --tries;
            const Next next = co_await comeBack(Next::Confirm, *answer.retryAfter);
            if (next != Next::Confirm || isOver())
                co_return next;
            continue;
        }
        if (call.mayBeItsOwnOrder()) {
            claim(CallKind::Confirm, sent, answer);
            co_return end(Outcome::Failed, OutcomeReason::AlreadyPurchased);
        }
        if (!mayRecover(answer) && !stillConfirming && !unclear) {
            if (wasInDoubt)
                co_return end(Outcome::Failed, whenInDoubt());
            if (call.meaning == Meaning::HoldExpired)
                co_return buyAgain(OutcomeReason::HoldExpired);
            co_return call.meaning == Meaning::SoldOut ? end(Outcome::GaveUp, OutcomeReason::SoldOut)
                                                       : end(Outcome::Failed, OutcomeReason::ApiError);
        }
        if (tries >= mostTries)
            co_return failed(answer);
        const bool goesOn = co_await backOff(0s);
        if (!goesOn)
            co_return end(Outcome::Interrupted);
        if (unclear) {
            const Next next = co_await lookAgain();
            if (next != Next::Confirm)
                co_return next;
        } else if (stillConfirming) {
            co_await lookAtPlace();
            if (isOver())
                co_return end(Outcome::Interrupted);
        }
    }
}

Task<ModelUser::Next> ModelUser::lookAgain()
{
    const Answer sale = co_await ask(Call::Kind::Sale);
    if (isOver())
        co_return end(Outcome::Interrupted);
    if (sale.meaning == Meaning::Ended)
        co_return end(Outcome::GaveUp, OutcomeReason::Ended);
    const Meaning place = co_await lookAtPlace();
    if (isOver())
        co_return end(Outcome::Interrupted);
    if (place != Meaning::Queued && place != Meaning::LostPlace)
        co_return Next::Confirm;
    co_return sale.meaning == Meaning::SoldOut ? end(Outcome::GaveUp, OutcomeReason::SoldOut)
                                               : end(Outcome::Failed, OutcomeReason::Unclear);
}

Task<Meaning> ModelUser::lookAtPlace()
{
    const qint64 sent = now();
    const Answer answer = co_await ask(Call::Kind::Position);
    note(CallKind::Position, sent, answer);
    co_return answer.meaning;
}

Task<ModelUser::Next> ModelUser::comeBack(Next then, Moment told)
{
    if (told > m_run.settings.maxWait - m_waitedAsTold)
        co_return end(Outcome::Failed, OutcomeReason::RateLimited);
    const Moment since = m_run.simulation.now();
    const bool goesOn = co_await backOff(std::max<Moment>(told, 100ms));
    m_waitedAsTold += m_run.simulation.now() - since;
    co_return goesOn ? then : end(Outcome::Interrupted);
}

/// Tries to buy once more, after the order.
Task<bool> ModelUser::tryAgain()
{
    m_group = RunGroup::Probe;
    m_calls = {};
    BuyerProbe probe{.vu = m_entry.vu, .iteration = m_entry.iteration};
    qint64 sent = now();
    const Answer bought = co_await ask(Call::Kind::Buy);
    note(CallKind::Buy, sent, bought);
    bool holds = bought.meaning == Meaning::Held;
    const Moment giveUpAt = m_run.simulation.now() + 10s;
    bool isIn = bought.meaning == Meaning::Queued;
    while (isIn && !holds && !m_isRetired && m_run.simulation.now() < giveUpAt) {
        co_await m_sleeper.until(std::min(m_run.simulation.now() + m_run.plan.polling, m_cutAt));
        if (m_isRetired || isOver())
            break;
        sent = now();
        const Answer place = co_await ask(Call::Kind::Position);
        note(CallKind::Position, sent, place);
        holds = place.meaning == Meaning::Held;
        isIn = place.meaning != Meaning::LostPlace;
    }
    if (holds && !m_isRetired && !isOver()) {
        sent = now();
        const Answer answer = co_await ask(Call::Kind::Confirm);
        const BuyerCall call = note(CallKind::Confirm, sent, answer);
        probe.confirmState = call.meaning == Meaning::Bought ? ConfirmState::Confirmed
            : call.isUnanswered()                            ? ConfirmState::InDoubt
                                                             : ConfirmState::Refused;
        if (call.meaning == Meaning::Bought)
            probe.orderId = answer.orderId;
    }
    m_group = RunGroup::Load;
    probe.calls = m_calls.pack();
    m_run.observations.probes.push_back(std::move(probe));
    co_return holds;
}

ModelUser::Next ModelUser::end(Outcome outcome, OutcomeReason reason)
{
    m_entry.outcome = outcome;
    m_entry.reason = reason;
    m_entry.ended = now();
    return Next::Done;
}

ModelUser::Next ModelUser::failed(const Answer &answer)
{
    const bool inDoubt = m_entry.confirmState == ConfirmState::InDoubt;
    if (answer.meaning == Meaning::NoAnswer && !inDoubt)
        return end(Outcome::Failed, OutcomeReason::Network);
    if (answer.meaning == Meaning::RateLimited)
        return end(Outcome::Failed, OutcomeReason::RateLimited);
    return end(Outcome::Failed, whenInDoubt());
}

ModelUser::Next ModelUser::buyAgain(OutcomeReason whenSpent)
{
    if (m_entry.buys - m_buysToRepeat >= quint32(m_run.settings.maxBuys))
        return end(Outcome::Failed, whenSpent);
    return Next::Look;
}

ModelUser::Next ModelUser::holdSeen()
{
    m_entry.firstReady = now();
    return Next::Confirm;
}

} // namespace doorbuster::model
