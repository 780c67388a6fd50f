// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/verdict/verificationinput.h"
#include "modelgateway.h"

#include <QHash>

#include <functional>
#include <memory>

namespace doorbuster::model {

/// What the parts of a run share, and what they record. Outlives them all.
struct RunRecord {
    RunRecord(const Scenario &theScenario, qint64 startedAt);
    Q_DISABLE_COPY_MOVE(RunRecord)

    /// One call of the run, counted.
    Task<Answer> ask(Sleeper &sleeper, RunGroup group, Call call, Moment giveUpAt);
    void count(RunGroup group, RequestName name, const Answer &answer);
    int personOf(quint32 vu, quint32 iteration); ///< to the shop; one for each email

    const Scenario scenario;
    const Plan plan;
    Simulation simulation;
    Truth truth;
    ModelShop shop;
    ModelGateway gateway;
    Random random;
    BuyerEmails emails;
    BuyerSettings settings;
    Ledger ledger;
    ShopObservations observations;
    RunCounts counts;
    std::function<void(const LedgerEntry &)> journeyEnded; ///< set
    bool saleEnded = false; ///< a buyer was told so, twice

private:
    QHash<QString, int> m_persons;
};

/// A virtual user with its buyers, one journey after the other, as the engine has them. The rules are those of Journey
/// and BuyAgainProbe.
class ModelUser {
public:
    ModelUser(RunRecord &run, quint32 number);
    Q_DISABLE_COPY_MOVE(ModelUser)

    /// Starts journeys from one moment to the other, and cuts the last one.
    Process come(Moment from, Moment until, Moment cutAt);
    /// Starts no new journey, and cuts the one it is in at this moment, where it is not cut before.
    void retire(Moment cutAt);
    bool isDone() const { return m_isDone; }

private:
    enum class Next : quint8 { Look, Buy, Poll, Confirm, Done };

    Task<bool> travel();
    Task<Next> look();
    Task<Next> buy();
    Task<Next> poll();
    Task<Next> confirm();
    Task<Next> comeBack(Next then, Moment told);
    Task<Next> lookAgain();
    Task<Meaning> lookAtPlace();
    Task<bool> backOff(Moment atLeast);
    Task<bool> tryAgain();

    Task<Answer> ask(Call::Kind kind);
    Moment nextWait();
    bool needsSecondLook(const Answer &sale, qint64 sent);
    BuyerCall note(CallKind kind, qint64 sent, const Answer &answer);
    void claim(CallKind kind, qint64 sent, const Answer &answer);
    Next end(Outcome outcome, OutcomeReason reason = OutcomeReason::None);
    Next failed(const Answer &answer);
    Next buyAgain(OutcomeReason whenSpent);
    Next holdSeen();
    OutcomeReason whenInDoubt() const { return m_wasUnclear ? OutcomeReason::Unclear : OutcomeReason::ApiError; }
    qint64 now() const { return m_run.simulation.now().count(); }
    bool isOver() const { return m_run.simulation.now() >= m_cutAt; }

    RunRecord &m_run;
    const quint32 m_number;
    Sleeper m_sleeper;
    RunGroup m_group = RunGroup::Load;
    Moment m_until{0};
    Moment m_cutAt{0};
    bool m_isRetired = false;
    bool m_isDone = false;
    quint32 m_iteration = 0;
    // Of the journey that it is on.
    int m_person = -1;
    LedgerEntry m_entry;
    CallRecorder m_calls;
    Moment m_wait{0};
    Moment m_waitedAsTold{0};
    quint32 m_buysToRepeat = 0;
    int m_lookFailures = 0;
    std::optional<qint64> m_endedSince;
    bool m_lookedTwice = false;
    bool m_wasUnclear = false;
};

} // namespace doorbuster::model
