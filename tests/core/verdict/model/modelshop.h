// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "modelbooks.h"

#include <deque>

namespace doorbuster::model {

/// What a call was answered with, and what a caller can read from it.
struct Answer {
    Meaning meaning = Meaning::NoAnswer;
    quint16 status = 0;
    bool mayHaveArrived = true;
    std::optional<qint32> position, size, ttlMs;
    QByteArray orderId;
    std::optional<Moment> retryAfter;
    std::optional<qint64> remaining, starting, startsAt, endsAt; ///< of the sale; times are Unix ms
    SalePhase phase = SalePhase::Upcoming;
    bool soldOut = false;
    std::optional<qint64> ageMs; ///< of a cached one
    std::optional<qint64> date; ///< the header, Unix ms
    bool showsDefect = false; ///< whoever reads this sees that the shop is wrong
};

/// What really happened.
struct Truth {
    int acted = 0; ///< times that the defect did
    int shown = 0; ///< of those, or of their traces: those that were recorded
    QString what; ///< the first trace, in words
};

/// A flash-sale shop that keeps its books in memory and its time by a simulation.
class ModelShop {
public:
    ModelShop(Simulation &simulation, const Scenario &scenario, const Plan &plan, qint64 startedAt, Truth &truth);
    Q_DISABLE_COPY_MOVE(ModelShop)

    /// Begins to work: to be called once, when the run starts. It works on until it is closed.
    void open();
    void close() { m_isClosed = true; }
    int addPerson(const QString &email);

    Answer sale(bool forTheSampler);
    Answer buy(int person);
    Answer position(int person);
    Answer confirm(int person, double amount);
    std::vector<Order> ordersOf(int person) const; ///< as its list shows them now
    const ModelBooks &books() const { return m_books; }
    const ModelClock &clock() const { return m_clock; }
    /// The sale's window as the shop's admin asked for it, or as the shop tells it of a sale that was there.
    std::optional<qint64> startsAt() const { return m_plannedStart; }
    std::optional<qint64> endsAt() const { return m_plannedEnd; }

    // For the truth.
    /// For so long nobody was granted a unit that was free, while somebody waited; in the end, or when it was the most.
    Moment longestStandstill() const { return m_longestStandstill; }
    /// Pairs of buyers, the later of whom was surely granted a hold first; and all pairs.
    std::pair<int, int> overtakings() const;
    int mostOvertaken() const; ///< the starved one, by as many as buyers can tell
    int holds() const { return m_holds; }

private:
    enum class Stage : quint8 { Away, Queued, Holding, Processing };
    struct Person {
        QString email;
        Stage stage = Stage::Away;
        bool isDeclined = false;
        bool isStuck = false;
        bool hasForgottenHold = false;
        bool wasDropped = false;
        bool sawHold = false;
        int confirms = 0;
        int order = -1; ///< the one that it cannot buy beside
        int pendingHold = -1; ///< the order that stands for its hold
        qint32 lastPlace = 0;
        Moment heldUntil{0};
        Moment toldUntil{0};
        Moment joined{0};
        Moment granted{-1};
        Moment lastLook{0}; ///< that found it waiting
    };
    bool has(Design design) const { return m_scenario.has(design); }
    bool has(Defect defect) const { return m_scenario.defect == defect; }
    /// True for every few of what is counted, and only with this defect; counts as an act of it.
    bool strikes(Defect defect, int &count);
    void acted(const char *what);

    Moment shopNow() const { return m_clock.now(); }
    bool isOn() const { return shopNow() >= m_start && !isOver(); }
    bool isOver() const;
    int free() const { return m_left - (has(Design::StockAtHold) ? 0 : m_holds) - m_leaked; }
    bool holdsUnit(const Person &person) const;

    Process work();
    Process sellToOthers();
    Process changeSale();
    void sweep();
    void grantHolds();
    void grantTo(int person);
    void endHold(Person &person); ///< its unit is free again
    void watchStandstill();
    Answer queueAnswer(Person &person);
    Answer againAnswer(const Person &person);
    std::optional<Answer> spoiledConfirm(int person);
    Answer decline(Person &person);
    Answer startProcessing(int person, double amount, bool isLate);
    Process book(int person, double amount, Moment after, bool turnsDown);
    Answer bookNow(int person, double amount);
    int addOrder(int person, double amount);
    void dropReservation(Person &person);
    void freeUnitOf(int order);
    Process giveBackLater(Moment after);
    void takeUnit();

    Simulation &m_simulation;
    const Scenario &m_scenario;
    const Plan &m_plan;
    Truth &m_truth;
    Random m_random;
    ModelClock m_clock;
    ModelBooks m_books;
    std::vector<Person> m_persons;
    std::deque<int> m_queue;
    Moment m_start, m_end, m_toldEnd; ///< by the shop's clock
    std::optional<qint64> m_plannedStart, m_plannedEnd;
    int m_left = 0; ///< the stock as it is kept
    int m_starting = 0; ///< as it is told
    int m_holds = 0; ///< units held, those of holds that ran out and were not swept included
    int m_lapsed = 0; ///< of those
    int m_leaked = 0; ///< units that are in the stock and never granted again
    int m_away = 0; ///< units that are in neither stock nor orders, for a while
    int m_grants = 0;
    int m_strikes = 0;
    int m_starved = -1;
    int m_swap = -1;
    Moment m_nextGrant{0};
    Moment m_nextSweep{0};
    Moment m_soldOutAt{-1};
    Moment m_standstillSince{-1};
    Moment m_longestStandstill{0};
    bool m_refusedBesideStock = false;
    bool m_toldNewEnd = false;
    bool m_isClosed = false;
};

} // namespace doorbuster::model
