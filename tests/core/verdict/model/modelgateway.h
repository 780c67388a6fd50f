// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "modelshop.h"

namespace doorbuster::model {

struct Call {
    enum class Kind : quint8 { Sale, Buy, Position, Confirm };

    Kind kind = Kind::Sale;
    int person = -1; ///< nobody: the sampler, or who reads the books
    double amount = 0;
};

/// The way to the shop and back: it takes time, and what stands there may lose a call, repeat it, answer it from a
/// cache or with an error of its own.
class ModelGateway {
public:
    ModelGateway(Simulation &simulation, const Scenario &scenario, const Plan &plan, ModelShop &shop);
    Q_DISABLE_COPY_MOVE(ModelGateway)

    /// What comes back by `giveUpAt`, or by the request's time limit; else no answer. The sleeper is the caller's.
    Task<Answer> ask(Sleeper &sleeper, Call call, Moment giveUpAt);
    /// The same, on a way without trouble but for caches: who reads the books asks until it is answered.
    Task<Answer> readSale(Sleeper &sleeper);
    Moment latency() { return m_random.time(m_plan.leastLatency, m_plan.mostLatency); }
    /// A buyer's list; a cache may answer.
    /// `ageMs`, where given, is set to how old a cache says that its answer is.
    std::vector<Order> ordersOf(int person, std::optional<qint64> *ageMs = nullptr);

private:
    bool has(Design design) const { return m_scenario.has(design); }
    bool trouble(Design design) { return has(design) && m_random.chance(m_plan.trouble); }
    bool isConfirm(Call call) const { return call.kind == Call::Kind::Confirm; }
    /// An answer that keeps the call from the shop.
    std::optional<Answer> answerBefore(Call call);
    Answer deal(Call call);
    /// What becomes of an answer on its way back.
    Answer answerAfter(Call call, Answer answer, bool wasBooked);
    Answer gatewayError(Call call);
    Answer sale(Call call);
    Process dealLater(Call call, Moment at);

    Simulation &m_simulation;
    const Scenario &m_scenario;
    const Plan &m_plan;
    ModelShop &m_shop;
    Random m_random;
    std::optional<Answer> m_cachedSale;
    Moment m_cachedAt{0};
    struct CachedList {
        Moment at;
        std::vector<Order> orders;
    };
    std::vector<std::optional<CachedList>> m_lists; ///< by person
};

} // namespace doorbuster::model
