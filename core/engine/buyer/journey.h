// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/backoff.h"
#include "core/engine/buyer/buyercontext.h"
#include "core/engine/buyer/intendedstarttracker.h"
#include "core/verdict/ledger/calltrace.h"

#include <QCoro/QCoroTask>

#include <concepts>

namespace doorbuster {

/// One iteration of a virtual user, that is, the journey of one buyer: look at the sale, buy, wait in the queue for a
/// hold, confirm. It ends in exactly one outcome and one ledger entry, whatever the shop does, and never throws.
///
///     checkSale ──► buy ──► poll ──► confirm ──► done
///         ▲          │                  │
///         └──────────┴── buy again ◄────┘     (a busy shop, a hold that ran out, a place that was lost)
///
/// The rules, by what an answer means (see Meaning):
///   sale      ended → look again, then gave up; sold out → gave up (with units left: look again first);
///             busy, rate limited, no answer → back off and look again, five times at most
///   buy       held, ready → confirm; queued → poll; bought → success; already bought → failed; sold out, ended → gave up;
///             busy, rate limited → back off, look, buy again; unclear → poll, if a place shows, else failed
///   position  held, ready → confirm; bought → success; sold out, ended → gave up;
///             queued, busy, rate limited, no answer → back off and ask again;
///             lost its place → look at the sale, buy again
///   confirm   bought → success; hold expired → look at the sale, buy again; sold out → gave up;
///             busy, rate limited, confirming → back off, confirm again;
///             unsure, no answer → it may have been booked: in doubt, back off, confirm again;
///             already bought → failed, in doubt: it may be its own order, by a confirm that was made twice;
///             ended, unclear → back off, look at the sale and the place, confirm again while the hold is there
/// Buys are counted, over all reasons, against the limit of the profile. Where the shop says when to come back
/// (Retry-After), the buyer comes back then, uncounted, as long as its waits of this kind are within the profile's
/// limit in all; of those between two looks at the queue, each by itself.
class Journey {
public:
    /// `session`, `sleeper` and `intendedStarts` belong to the virtual user, which leaves them to the journey until it
    /// ends.
    Journey(BuyerContext &context, ShopSession &session, Sleeper &sleeper, IntendedStartTracker &intendedStarts,
        quint32 vu, quint32 iteration);
    Q_DISABLE_COPY_MOVE(Journey)

    /// Must be awaited to its end before this is destroyed.
    QCoro::Task<LedgerEntry> run();
    /// Cuts it: what is in flight is given up, and it ends soon as interrupted. Safe from any slot on this thread.
    void cut();

private:
    /// What the last step says about the next one.
    enum class Step : quint8 { CheckSale, Buy, Poll, Confirm, Done };

    QCoro::Task<Step> checkSale();
    QCoro::Task<Step> buy();
    QCoro::Task<Step> poll();
    QCoro::Task<Step> confirm();
    QCoro::Task<bool> backOff(Nanoseconds atLeast = Nanoseconds::zero()); ///< false when cut meanwhile
    QCoro::Task<Step> waitAndRetry(Step then, Nanoseconds retryAfter);
    QCoro::Task<Step> lookAgain();
    QCoro::Task<Meaning> lookAtPlace();
    OutcomeReason whenInDoubt() const { return m_wasUnclear ? OutcomeReason::Unclear : OutcomeReason::ApiError; }
    /// To be called right before each request.
    void noteIntendedStart() { m_session.setIntendedStart(m_intendedStarts.next(m_context.timeline.now())); }

    bool needsSecondLook(const SaleAnswer &sale, qint64 sent);
    void notifyClaim(const ApiError &error, CallKind kind, qint64 sent);

    Step end(Outcome outcome, OutcomeReason reason);
    Step failed(const ApiError &error);
    Step holdSeen(std::optional<Nanoseconds> pollingStarted); ///< unset: a hold at once, without polling
    std::optional<Step> placeSeen(
        const PlaceAnswer &place, Nanoseconds sent, std::optional<Nanoseconds> pollingStarted);
    Step boughtWithoutConfirm(const PlaceAnswer &place, Nanoseconds sent);
    Step buyAgain(OutcomeReason whenSpent);
    Step confirmRefused(const BuyerCall &call);
    bool isCut() const { return m_cut; }
    /// Logs what a watched buyer does; of another one the words are not even made.
    template <std::invocable Words>
    void logProgress(Words words) const
    {
        if (m_context.watches(m_entry.vu))
            m_context.log(m_entry.vu, words());
    }
    void logProgress(const QString &text) const;
    qint64 now() const { return m_context.elapsed().count(); }

    BuyerContext &m_context;
    ShopSession &m_session;
    Sleeper &m_sleeper;
    IntendedStartTracker &m_intendedStarts;
    const QString m_email;
    LedgerEntry m_entry;
    CallRecorder m_calls;
    Backoff m_backoff;
    const bool m_pollsFast;
    Nanoseconds m_retryAfterWaits{0}; ///< in all so far, as the shop's Retry-After asked
    quint32 m_buysToRepeat = 0; ///< of the buys: those that the shop put off
    int m_saleFailures = 0;
    std::optional<qint64> m_endedSince; ///< when it asked for the answer that the sale has ended, until the next one
    bool m_lookedTwice = false; ///< at a sale that is sold out with units left
    bool m_wasUnclear = false; ///< a refusal of a confirm was
    qint64 m_buySent = LedgerEntry::never; ///< the latest: a hold that ran out is bought anew
    bool m_cut = false;
};

} // namespace doorbuster
