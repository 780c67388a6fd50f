// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/journey.h"

#include "core/engine/buyer/buyercalls.h"
#include "core/text/displaytext.h"
#include "core/text/duration.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxConfirms = 5; ///< of one hold, and looks at a sale that cannot be read

constexpr std::chrono::milliseconds shortestRetryAfter{100};

/// No answer to the call, but perhaps to the next: worth asking again.
bool mayRecover(const ApiError &error)
{
    switch (error.meaning) {
    case Meaning::NoAnswer:
    case Meaning::Busy:
    case Meaning::RateLimited:
    case Meaning::Unsure:
        return true;
    default:
        return false;
    }
}

/// The call was aborted by a stop of the run, so it must not count into a rate of the shop's.
bool wasAborted(const ApiError &error)
{
    return error.kind == ApiError::Kind::Aborted;
}

bool hasStock(const SaleAnswer &sale)
{
    return sale.remaining.value_or(0) > 0;
}

} // namespace

Journey::Journey(BuyerContext &context, ShopSession &session, Sleeper &sleeper, IntendedStartTracker &intendedStarts,
    quint32 vu, quint32 iteration)
    : m_context(context)
    , m_session(session)
    , m_sleeper(sleeper)
    , m_intendedStarts(intendedStarts)
    , m_email(context.emails.email(vu, iteration))
    , m_backoff(context.settings)
    , m_pollsFast(context.settings.pollsFast(vu))
{
    m_entry.vu = vu;
    m_entry.iteration = iteration;
}

void Journey::cut()
{
    m_cut = true;
    // Either call resumes the journey at once, which may end and be gone when it returns.
    if (m_session.busy())
        m_session.abort();
    else
        m_sleeper.wake();
}

QCoro::Task<LedgerEntry> Journey::run()
{
    MetricRecorder &metrics = m_context.metrics;
    m_entry.started = now();
    metrics.journeyStarted(Nanoseconds(m_entry.started));

    for (Step step = Step::CheckSale; step != Step::Done;) {
        switch (step) {
        case Step::CheckSale:
            step = co_await checkSale();
            break;
        case Step::Buy:
            step = co_await buy();
            break;
        case Step::Poll:
            step = co_await poll();
            break;
        case Step::Confirm:
            step = co_await confirm();
            break;
        case Step::Done:
            break;
        }
        if (isCut() && step != Step::Done)
            step = end(Outcome::Interrupted, OutcomeReason::None);
    }

    const Nanoseconds at(m_entry.ended);
    const Nanoseconds length = at - Nanoseconds(m_entry.started);
    metrics.journeyEnded(m_entry.outcome, m_entry.reason, at);
    metrics.count(MetricId::FsJourneys, 1, at);
    if (m_entry.outcome == Outcome::GaveUp)
        metrics.count(MetricId::FsGiveUps, 1, at);
    // As in k6, an interrupted iteration is none; the length of a purchase has a metric apart from that of a give-up.
    if (m_entry.outcome != Outcome::Interrupted) {
        metrics.count(MetricId::Iterations, 1, at);
        metrics.time(MetricId::IterationDuration, length, at);
    }
    if (m_entry.outcome == Outcome::Success)
        metrics.time(MetricId::FsJourneyTime, length, at);
    logProgress([&] {
        return u"journey %1 ended: %2%3 after %4"_s.arg(QString::number(m_entry.iteration + 1),
            doorbuster::toString(m_entry.outcome).toString(),
            m_entry.reason == OutcomeReason::None ? QString() : u" ("_s + doorbuster::toString(m_entry.reason) + u')',
            formatDuration(std::chrono::round<std::chrono::milliseconds>(length)));
    });
    if (m_entry.sentBuy())
        m_entry.calls = m_calls.pack();
    co_return m_entry;
}

QCoro::Task<Journey::Step> Journey::checkSale()
{
    noteIntendedStart();
    const qint64 sent = now();
    const auto sale = co_await m_session.sale(m_context.saleId);
    if (isCut())
        co_return end(Outcome::Interrupted, OutcomeReason::None);
    if (!sale) {
        logProgress(sale.error().toString());
        if (sale.error().retryAfter) {
            const Step next = co_await waitAndRetry(Step::CheckSale, *sale.error().retryAfter);
            co_return next;
        }
        if (!mayRecover(sale.error()) || ++m_saleFailures >= maxConfirms)
            co_return failed(sale.error());
        co_await backOff();
        co_return Step::CheckSale;
    }
    m_saleFailures = 0;
    if (needsSecondLook(*sale, sent)) {
        co_await backOff();
        co_return Step::CheckSale;
    }
    switch (sale.meaning()) {
    case Meaning::Ended:
        m_context.control.saleEnded = true;
        co_return end(Outcome::GaveUp, OutcomeReason::Ended);
    case Meaning::NotThere:
        logProgress(u"the shop does not know the sale %1"_s.arg(QString::fromUtf8(m_context.saleId)));
        co_return end(Outcome::Failed, OutcomeReason::ApiError);
    case Meaning::SoldOut:
        co_return end(Outcome::GaveUp, OutcomeReason::SoldOut);
    default:
        co_return Step::Buy; // before the start as well: the shop has to refuse that
    }
}

/// One answer that ends the sale, or that contradicts itself, is not believed: true where the sale is to be looked at
/// once more before anything follows from it. Records the contradictions.
bool Journey::needsSecondLook(const SaleAnswer &sale, qint64 sent)
{
    const Meaning meaning = sale.meaning();
    const bool isOdd = meaning == Meaning::SoldOut && hasStock(sale);
    if (isOdd)
        m_context.contradicted({.kind = SaleContradiction::Kind::SoldOutWithStock,
            .vu = m_entry.vu,
            .sent = sent,
            .answered = now(),
            .remaining = sale.remaining});
    if (!m_endedSince) {
        if (meaning == Meaning::Ended || (isOdd && !m_lookedTwice)) {
            m_lookedTwice = isOdd;
            m_endedSince = meaning == Meaning::Ended ? std::optional(sent) : std::nullopt;
            logProgress(u"looks again before it believes that"_s);
            return true;
        }
        m_lookedTwice = false;
        return false;
    }
    const qint64 since = *std::exchange(m_endedSince, std::nullopt);
    if (meaning != Meaning::Ended && meaning != Meaning::NotThere)
        m_context.contradicted({.kind = SaleContradiction::Kind::EndedAndOn,
            .vu = m_entry.vu,
            .sent = since,
            .answered = now(),
            .remaining = sale.remaining});
    return false;
}

void Journey::notifyClaim(const ApiError &error, CallKind kind, qint64 sent)
{
    m_context.claimed({.vu = m_entry.vu,
        .iteration = m_entry.iteration,
        .kind = kind,
        .sent = sent,
        .answered = now(),
        .orderId = error.orderId});
}

QCoro::Task<Journey::Step> Journey::buy()
{
    MetricRecorder &metrics = m_context.metrics;
    const qint64 sent = now();
    m_buySent = sent;
    if (m_entry.firstBuySent == LedgerEntry::never)
        m_entry.firstBuySent = sent;
    ++m_entry.buys;
    noteIntendedStart();
    const auto answer = co_await m_session.buy(m_email, m_context.saleId);
    const Nanoseconds at = m_context.elapsed();
    m_calls.add(ledgerCall(Nanoseconds(sent), at, answer));
    metrics.count(MetricId::FsBuyAttempts, 1, at);
    metrics.count(answer ? MetricId::FsBuySuccess : MetricId::FsBuyFailed, 1, at);
    if (!wasAborted(answer.error()))
        metrics.rate(MetricId::FsBuySuccessRate, bool(answer), at);
    if (!answer.withoutResponse())
        metrics.time(MetricId::FsBuyTime, at - Nanoseconds(sent), at);
    if (isCut())
        co_return end(Outcome::Interrupted, OutcomeReason::None);

    if (answer) {
        if (m_entry.firstPosition == 0 && answer->position)
            m_entry.firstPosition = qint32(std::clamp<qint64>(*answer->position, 0, INT32_MAX));
        if (const auto next = placeSeen(*answer, Nanoseconds(sent), std::nullopt))
            co_return *next;
        logProgress([&] { return u"queued at %1"_s.arg(answer->position.value_or(0)); });
        m_entry.lastNotReady = sent;
        co_return Step::Poll;
    }
    logProgress(answer.error().toString());
    switch (answer.meaning()) {
    case Meaning::AlreadyBought:
        notifyClaim(answer.error(), CallKind::Buy, sent);
        co_return end(Outcome::Failed, OutcomeReason::AlreadyPurchased);
    case Meaning::SoldOut:
        co_return end(Outcome::GaveUp, OutcomeReason::SoldOut);
    case Meaning::Ended:
        co_return end(Outcome::GaveUp, OutcomeReason::Ended);
    default:
        break;
    }
    if (answer.error().retryAfter) {
        ++m_buysToRepeat;
        const Step next = co_await waitAndRetry(Step::CheckSale, *answer.error().retryAfter);
        co_return next;
    }
    // A buy without an answer may have let the buyer in all the same: another one could book it twice.
    if (!answer.withoutResponse() && mayRecover(answer.error())) {
        const Step next = buyAgain(answer.error().isRateLimited() ? OutcomeReason::RateLimited
                : answer.error().isQueueUnavailable()             ? OutcomeReason::QueueUnavailable
                                                                  : OutcomeReason::ApiError);
        if (next != Step::Done)
            co_await backOff();
        co_return next;
    }
    if (answer.meaning() == Meaning::Unclear) { // it may be in the queue all the same
        const Meaning place = co_await lookAtPlace();
        if (isCut())
            co_return end(Outcome::Interrupted, OutcomeReason::None);
        if (place == Meaning::Held)
            co_return holdSeen(std::nullopt);
        if (place == Meaning::Queued)
            co_return Step::Poll;
    }
    co_return failed(answer.error());
}

QCoro::Task<Journey::Step> Journey::poll()
{
    MetricRecorder &metrics = m_context.metrics;
    const BuyerSettings &settings = m_context.settings;
    const TimePoint giveUpAt = m_context.timeline.now() + settings.pollTimeout;
    const Nanoseconds pollingStarted = m_context.elapsed();
    std::optional<Nanoseconds> lastPoll;
    m_backoff.reset();
    for (int polls = 1;; ++polls) {
        const Nanoseconds sent = m_context.elapsed();
        if (lastPoll)
            metrics.time(MetricId::FsPollGap, sent - *lastPoll, sent);
        lastPoll = sent;
        noteIntendedStart();
        const auto answer = co_await m_session.position(m_email, m_context.saleId);
        const Nanoseconds at = m_context.elapsed();
        m_calls.add(ledgerCall(sent, at, answer));
        metrics.count(MetricId::FsPositionChecks, 1, at);
        if (isCut())
            co_return end(Outcome::Interrupted, OutcomeReason::None);

        if (const auto next = answer ? placeSeen(*answer, sent, pollingStarted) : std::nullopt) {
            co_return *next;
        } else if (answer) {
            m_entry.lastNotReady = sent.count();
            if (m_entry.firstPosition == 0 && answer->position)
                m_entry.firstPosition = qint32(std::clamp<qint64>(*answer->position, 0, INT32_MAX));
            if (answer.meaning() == Meaning::LostPlace) {
                logProgress(u"lost its place in the queue"_s);
                co_return buyAgain(OutcomeReason::LostPlace);
            }
            logProgress(
                [&] { return u"position %1 of %2"_s.arg(answer->position.value_or(0)).arg(answer->size.value_or(0)); });
        } else {
            const ApiError &error = answer.error();
            logProgress(error.toString());
            if (error.meaning == Meaning::SoldOut)
                co_return end(Outcome::GaveUp, OutcomeReason::SoldOut);
            if (error.meaning == Meaning::Ended)
                co_return end(Outcome::GaveUp, OutcomeReason::Ended);
            if (!mayRecover(error))
                co_return failed(error);
        }
        const Nanoseconds retryAfter = answer.error().retryAfter.value_or(std::chrono::milliseconds::zero());
        if (retryAfter > settings.maxWait)
            co_return end(Outcome::Failed, OutcomeReason::RateLimited);

        if (settings.recheckSaleWhilePolling > 0 && polls % settings.recheckSaleWhilePolling == 0) {
            noteIntendedStart();
            const qint64 looked = now();
            const auto sale = co_await m_session.sale(m_context.saleId);
            if (isCut())
                co_return end(Outcome::Interrupted, OutcomeReason::None);
            const bool isSure = sale && !needsSecondLook(*sale, looked);
            if (isSure && sale.meaning() == Meaning::Ended) {
                m_context.control.saleEnded = true;
                co_return end(Outcome::GaveUp, OutcomeReason::Ended);
            }
            if (isSure && sale.meaning() == Meaning::SoldOut)
                co_return end(Outcome::GaveUp, OutcomeReason::SoldOut);
        }

        const bool fast = answer && m_pollsFast;
        const Nanoseconds wait =
            std::max<Nanoseconds>(retryAfter, fast ? settings.fastPollInterval : m_backoff.next(m_context.random));
        const TimePoint answered = m_context.timeline.now();
        const TimePoint nextPoll = answered + wait;
        m_intendedStarts.pause(answered, wait, std::min(nextPoll, giveUpAt));
        if (nextPoll > giveUpAt) {
            co_await m_sleeper.until(giveUpAt);
            co_return isCut() ? end(Outcome::Interrupted, OutcomeReason::None)
                              : end(Outcome::GaveUp, OutcomeReason::Timeout);
        }
        co_await m_sleeper.until(nextPoll);
        if (isCut())
            co_return end(Outcome::Interrupted, OutcomeReason::None);
    }
}

QCoro::Task<Journey::Step> Journey::confirm()
{
    MetricRecorder &metrics = m_context.metrics;
    m_backoff.reset();
    for (int tries = 1;; ++tries) {
        const Nanoseconds sent = m_context.elapsed();
        if (m_entry.firstConfirmSent == LedgerEntry::never)
            m_entry.firstConfirmSent = sent.count();
        ++m_entry.confirms;
        noteIntendedStart();
        const auto answer = co_await m_session.confirm(m_email, m_context.saleId, m_context.totalAmount);
        const Nanoseconds at = m_context.elapsed();
        const BuyerCall call = ledgerCall(sent, at, answer);
        m_calls.add(call);
        metrics.count(MetricId::FsConfirmAttempts, 1, at);
        const bool isBought = call.meaning == Meaning::Bought;
        metrics.count(isBought ? MetricId::FsConfirmSuccess : MetricId::FsConfirmFailed, 1, at);
        if (!wasAborted(answer.error()))
            metrics.rate(MetricId::FsConfirmSuccessRate, isBought, at);

        if (isBought) {
            m_entry.confirmState = ConfirmState::Confirmed;
            m_entry.confirmed = at.count();
            m_entry.orderId = answer->orderId;
            metrics.time(MetricId::FsHoldToConfirm, at - Nanoseconds(m_entry.firstReady), at);
            logProgress(
                [&] { return u"confirmed: order %1"_s.arg(displayText(QString::fromUtf8(answer->orderId), 40)); });
            co_return end(Outcome::Success, OutcomeReason::None);
        }

        const ApiError &error = answer.error();
        logProgress(answer ? u"the confirm was taken, but not answered with an order"_s : error.toString());
        const bool wasInDoubt = m_entry.confirmState == ConfirmState::InDoubt;
        const bool stillConfirming = call.meaning == Meaning::Confirming || call.meaning == Meaning::Processing;
        // That the sale has ended is believed only where the sale says so, too.
        const bool unclear = call.meaning == Meaning::Unclear || call.meaning == Meaning::Ended;
        m_wasUnclear = m_wasUnclear || unclear;
        if (call.isUnanswered())
            m_entry.confirmState = ConfirmState::InDoubt;
        else if (!answer.withoutResponse() && !wasInDoubt)
            m_entry.confirmState = ConfirmState::Refused;
        if (isCut())
            co_return end(Outcome::Interrupted, OutcomeReason::None);
        // The same confirm again might be refused for the very order that it made.
        const bool onlyOrdersTell = call.meaning == Meaning::NoAnswer && call.mayHaveArrived
            && m_session.shop().description().afterLostConfirm == AfterLostConfirm::LookUp;
        if (onlyOrdersTell)
            co_return failed(error);

        if (error.retryAfter) {
            --tries;
            const Step next = co_await waitAndRetry(Step::Confirm, *error.retryAfter);
            if (next != Step::Confirm || isCut())
                co_return next;
            continue;
        }
        if (call.mayBeItsOwnOrder()) {
            notifyClaim(error, CallKind::Confirm, sent.count());
            co_return end(Outcome::Failed, OutcomeReason::AlreadyPurchased);
        }
        if (!answer && !mayRecover(error) && !stillConfirming && !unclear)
            co_return wasInDoubt ? end(Outcome::Failed, whenInDoubt()) : confirmRefused(call);
        if (tries >= maxConfirms)
            co_return failed(error);
        const bool goOn = co_await backOff();
        if (!goOn)
            co_return end(Outcome::Interrupted, OutcomeReason::None);
        if (unclear) {
            const Step next = co_await lookAgain();
            if (next != Step::Confirm)
                co_return next;
        } else if (stillConfirming) {
            // Whatever this answer says, the next confirm's answer decides.
            co_await lookAtPlace();
            if (isCut())
                co_return end(Outcome::Interrupted, OutcomeReason::None);
        }
    }
}

/// After a refusal whose meaning is not certain: asks for the sale and the buyer's place. Confirms again while there
/// may be a hold.
QCoro::Task<Journey::Step> Journey::lookAgain()
{
    noteIntendedStart();
    const auto sale = co_await m_session.sale(m_context.saleId);
    if (isCut())
        co_return end(Outcome::Interrupted, OutcomeReason::None);
    if (sale.meaning() == Meaning::Ended)
        co_return end(Outcome::GaveUp, OutcomeReason::Ended);
    const Meaning place = co_await lookAtPlace();
    if (isCut())
        co_return end(Outcome::Interrupted, OutcomeReason::None);
    if (place != Meaning::Queued && place != Meaning::LostPlace)
        co_return Step::Confirm;
    if (sale.meaning() == Meaning::SoldOut)
        co_return end(Outcome::GaveUp, OutcomeReason::SoldOut);
    co_return end(Outcome::Failed, OutcomeReason::Unclear);
}

QCoro::Task<Meaning> Journey::lookAtPlace()
{
    if (!m_session.shop().call(ShopCall::Poll)) // nobody can tell
        co_return Meaning::NoAnswer;
    noteIntendedStart();
    const Nanoseconds sent = m_context.elapsed();
    const auto look = co_await m_session.position(m_email, m_context.saleId);
    const BuyerCall call = ledgerCall(sent, m_context.elapsed(), look);
    m_calls.add(call);
    m_context.metrics.count(MetricId::FsPositionChecks, 1, m_context.elapsed());
    co_return call.meaning;
}

/// Waits as long as Retry-After says, then takes the step `then`. Gives up where that is longer than the profile
/// allows.
QCoro::Task<Journey::Step> Journey::waitAndRetry(Step then, Nanoseconds retryAfter)
{
    if (retryAfter > m_context.settings.maxWait - m_retryAfterWaits) {
        logProgress(u"the shop asks to come back in %1, which is too long"_s.arg(
            formatDuration(std::chrono::round<std::chrono::milliseconds>(retryAfter))));
        co_return end(Outcome::Failed, OutcomeReason::RateLimited);
    }
    const TimePoint since = m_context.timeline.now();
    // A shop that says "at once" for ever must not keep the buyer for ever.
    const bool goOn = co_await backOff(std::max<Nanoseconds>(retryAfter, shortestRetryAfter));
    m_retryAfterWaits += m_context.timeline.now() - since;
    co_return goOn ? then : end(Outcome::Interrupted, OutcomeReason::None);
}

QCoro::Task<bool> Journey::backOff(Nanoseconds atLeast)
{
    const Nanoseconds wait = std::max(m_backoff.next(m_context.random), atLeast);
    const TimePoint answered = m_context.timeline.now();
    m_intendedStarts.pause(answered, wait, answered + wait);
    co_await m_sleeper.until(answered + wait);
    co_return !isCut();
}

Journey::Step Journey::end(Outcome outcome, OutcomeReason reason)
{
    m_entry.outcome = outcome;
    m_entry.reason = reason;
    m_entry.ended = now();
    return Step::Done;
}

Journey::Step Journey::failed(const ApiError &error)
{
    const bool noAnswer = error.meaning == Meaning::NoAnswer;
    // A confirm that stays unanswered is the shop's failure to say, not merely the network's.
    const bool inDoubt = m_entry.confirmState == ConfirmState::InDoubt;
    if (noAnswer && !inDoubt)
        return end(Outcome::Failed, OutcomeReason::Network);
    if (error.isRateLimited())
        return end(Outcome::Failed, OutcomeReason::RateLimited);
    return end(Outcome::Failed, whenInDoubt());
}

Journey::Step Journey::holdSeen(std::optional<Nanoseconds> pollingStarted)
{
    const Nanoseconds at = m_context.elapsed();
    m_entry.firstReady = at.count();
    if (pollingStarted)
        m_context.metrics.time(MetricId::FsPollingTime, at - *pollingStarted, at);
    // The hold came at an unknown moment between two answers: both ends are recorded.
    const qint64 least = std::max(m_entry.lastNotReady - m_buySent, qint64(0));
    m_context.metrics.time(MetricId::FsBuyToHoldLeast, Nanoseconds(least), at);
    m_context.metrics.time(MetricId::FsBuyToHold, at - Nanoseconds(m_buySent), at);
    logProgress(u"holds a unit"_s);
    return Step::Confirm;
}

/// What a place says that ends the wait; nothing where it goes on.
std::optional<Journey::Step> Journey::placeSeen(
    const PlaceAnswer &place, Nanoseconds sent, std::optional<Nanoseconds> pollingStarted)
{
    switch (place.meaning()) {
    case Meaning::Held:
        return holdSeen(pollingStarted);
    case Meaning::Ready:
        m_entry.firstReady = now();
        logProgress(u"may order; the shop holds nothing for it"_s);
        return Step::Confirm;
    case Meaning::Bought:
        return boughtWithoutConfirm(place, sent);
    default:
        return std::nullopt;
    }
}

/// One call was the buy and the order in one: the ledger has it as both.
Journey::Step Journey::boughtWithoutConfirm(const PlaceAnswer &place, Nanoseconds sent)
{
    const Nanoseconds at = m_context.elapsed();
    m_calls.add({.kind = CallKind::Confirm,
        .meaning = Meaning::Bought,
        .status = 200,
        .sent = sent.count(),
        .ended = at.count()});
    ++m_entry.confirms;
    if (m_entry.firstConfirmSent == LedgerEntry::never)
        m_entry.firstConfirmSent = sent.count();
    m_entry.firstReady = at.count();
    m_entry.confirmState = ConfirmState::Confirmed;
    m_entry.confirmed = at.count();
    m_entry.orderId = place.orderId;
    m_context.metrics.count(MetricId::FsConfirmAttempts, 1, at);
    m_context.metrics.count(MetricId::FsConfirmSuccess, 1, at);
    m_context.metrics.rate(MetricId::FsConfirmSuccessRate, true, at);
    logProgress([&] { return u"bought: order %1"_s.arg(displayText(QString::fromUtf8(place.orderId), 40)); });
    return end(Outcome::Success, OutcomeReason::None);
}

Journey::Step Journey::buyAgain(OutcomeReason whenSpent)
{
    if (m_entry.buys - m_buysToRepeat >= quint32(m_context.settings.maxBuys))
        return end(Outcome::Failed, whenSpent);
    return Step::CheckSale;
}

Journey::Step Journey::confirmRefused(const BuyerCall &call)
{
    if (call.meaning == Meaning::HoldExpired)
        return buyAgain(OutcomeReason::HoldExpired);
    if (call.meaning == Meaning::SoldOut)
        return end(Outcome::GaveUp, OutcomeReason::SoldOut);
    return end(Outcome::Failed, OutcomeReason::ApiError);
}

void Journey::logProgress(const QString &text) const
{
    logProgress([&text] { return text; });
}

} // namespace doorbuster
