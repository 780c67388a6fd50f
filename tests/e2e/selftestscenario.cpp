// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selftestscenario.h"

#include "core/text/duration.h"

#include <algorithm>
#include <array>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct LoadRow {
    QStringView name;
    int buyers;
};
constexpr std::array<LoadRow, 3> loads{{{u"light", 40}, {u"medium", 200}, {u"heavy", 1000}}};

/// Sells out within two seconds; the buyers who got nothing stay for two more.
SelfTestScenario sellOut()
{
    SelfTestScenario scenario;
    scenario.name = u"sell-out"_s;
    return scenario;
}

/// A stock that is too high is only stale for 5 s, a dip of the stock lasts 3 s, and refused units go from hand to
/// hand. All of that is over when the load is.
SelfTestScenario longStay()
{
    auto scenario = sellOut();
    scenario.name = u"long stay"_s;
    scenario.stay = 9s;
    return scenario;
}

/// Sells for as long as the disturbances last, with journeys that begin in the middle of them.
SelfTestScenario slowSale()
{
    auto scenario = sellOut();
    scenario.name = u"slow sale"_s;
    scenario.ramp = 3s;
    scenario.stay = 6s;
    scenario.stock = 0.5;
    scenario.holdsPerSecond = 0.1;
    scenario.grace = 2s;
    return scenario;
}

/// All have joined the queue when the sale starts, and see their holds within a known quarter of a second.
SelfTestScenario queueFirst()
{
    auto scenario = sellOut();
    scenario.name = u"queue first"_s;
    scenario.ramp = 1s;
    scenario.startsIn = 1600ms;
    scenario.stock = 0.75;
    scenario.holdsPerSecond = 0.3;
    scenario.poll = 250ms;
    scenario.backoffFactor = 1;
    scenario.stay = 4500ms;
    return scenario;
}

/// Holds live shorter than a buyer takes to ask again, so that a third of them expire unseen. The told TTL is rounded
/// up to a second: it must be one, or the buyers could not tell an expired hold from a lost place.
SelfTestScenario shortHolds()
{
    auto scenario = sellOut();
    scenario.name = u"short holds"_s;
    scenario.ramp = 1s;
    scenario.stay = 8s;
    scenario.stock = 0.5;
    scenario.holdsPerSecond = 0.25;
    scenario.holdTtl = 1s;
    scenario.poll = 1500ms;
    scenario.backoffFactor = 1;
    return scenario;
}

/// Buyers wait for longer than any shop may take to collect holds that ran out.
SelfTestScenario longShortHolds()
{
    auto scenario = shortHolds();
    scenario.stay = 40s;
    return scenario;
}

/// The sale ends while holds are out that their buyers see only more than a second later: the shop's clock is known
/// from a header in whole seconds.
SelfTestScenario earlyEnd()
{
    auto scenario = sellOut();
    scenario.name = u"early end"_s;
    scenario.stock = 5;
    scenario.poll = 1500ms;
    scenario.backoffFactor = 1;
    scenario.duration = 2700ms;
    scenario.grace = 3s;
    return scenario;
}

/// As the sell-out, with a listing that has the time to catch up.
SelfTestScenario lateListing()
{
    auto scenario = sellOut();
    scenario.name = u"late listing"_s;
    scenario.settle = 4s;
    return scenario;
}

/// Half of the buyers come back after their order, while units are left.
SelfTestScenario comeBack()
{
    auto scenario = sellOut();
    scenario.name = u"come back"_s;
    scenario.buyAgain = 0.5;
    scenario.stock = 2;
    scenario.holdsPerSecond = 0.75;
    return scenario;
}

SelfTestScenario scenarioFor(Defect defect)
{
    switch (defect) {
    case Defect::None:
    case Defect::OversellRace:
    case Defect::UnitLost:
    case Defect::LostOrder:
    case Defect::PhantomOrder:
    case Defect::DuplicateOrder:
    case Defect::BrokenListing:
    case Defect::StuckQueue:
    case Defect::BuyPage:
    case Defect::ProxyPages:
    case Defect::GoneConfirms:
    case Defect::DroppedQueue:
    case Defect::OverGrant:
    case Defect::WrongTotal:
    case Defect::TwoIdSpaces:
    case Defect::ClockAhead:
    case Defect::RateLimited:
        break;
    case Defect::HoldRefused:
    case Defect::UnitAppears:
    case Defect::NegativeStock:
        return longStay();
    case Defect::Slow:
    case Defect::ErrorBurst:
    case Defect::QueueOutage:
    case Defect::DropConnections:
        return slowSale();
    case Defect::QueueJump:
        return queueFirst();
    case Defect::LateAccept:
        return earlyEnd();
    case Defect::LeakedHold:
        return longShortHolds();
    case Defect::SlowVisibility:
        return lateListing();
    case Defect::BuyAgain:
        return comeBack();
    }
    return sellOut();
}

/// The interval's floor keeps the load that all buyers together make to 2,000 questions a second.
std::chrono::milliseconds pollOf(const SelfTestScenario &scenario, const SelfTestLoad &load)
{
    return std::max(scenario.poll, std::chrono::milliseconds(load.buyers / 2));
}

} // namespace

std::optional<SelfTestLoad> findLoad(QStringView name)
{
    const auto row = std::ranges::find(loads, name, &LoadRow::name);
    if (row == loads.end())
        return std::nullopt;
    return SelfTestLoad{row->name.toString(), row->buyers};
}

QStringList SelfTestScenario::shopArguments(Defect defect, const SelfTestLoad &load, quint32 seed) const
{
    const auto defectName = defectInfo(defect).name;
    return {u"--defect"_s, QString::fromLatin1(defectName.data(), qsizetype(defectName.size())),
        u"--holds-per-second"_s, QString::number(holdsPerSecond * load.buyers), u"--hold-ttl"_s,
        formatDuration(holdTtl), u"--seed"_s, QString::number(seed)};
}

QStringList SelfTestScenario::runArguments(const SelfTestLoad &load, quint32 seed) const
{
    QStringList arguments{u"run"_s, u"--quiet"_s, u"--no-color"_s, u"--seed"_s, QString::number(seed), u"--stage"_s,
        u"%1:%3,%2:%3"_s.arg(formatDuration(ramp), formatDuration(stay)).arg(load.buyers), u"-e"_s,
        u"STARTING_QUANTITY=%1"_s.arg(qRound(stock * load.buyers))};
    const auto set = [&arguments](const QString &path, const QString &value) {
        arguments << u"--set"_s << QString(path + u'=' + value);
    };
    set(u"buyer.pollingInterval"_s, formatDuration(pollOf(*this, load)));
    set(u"buyer.backoffFactor"_s, QString::number(backoffFactor));
    set(u"buyer.pause"_s, u"1s"_s);
    set(u"buyer.probes.buyAgain"_s, QString::number(buyAgain));
    set(u"sale.startsIn"_s, formatDuration(startsIn));
    set(u"sale.countdown"_s, u"100ms"_s);
    set(u"sale.duration"_s, formatDuration(duration));
    set(u"load.gracefulStop"_s, formatDuration(grace));
    set(u"verification.settle"_s, formatDuration(settle));
    // Other runs are beside this one; the generator's health is not what is tested.
    set(u"verification.generatorLagLimit"_s, u"10s"_s);
    return arguments;
}

std::vector<SelfTestCase> selfTestCases()
{
    std::vector<SelfTestCase> cases;
    for (const auto &info : defectTable())
        cases.push_back({QString::fromLatin1(info.name.data(), qsizetype(info.name.size())), info.defect,
            scenarioFor(info.defect)});
    for (const auto &scenario :
        {longStay(), slowSale(), queueFirst(), shortHolds(), earlyEnd(), lateListing(), comeBack()})
        cases.push_back({u"none, %1"_s.arg(scenario.name), Defect::None, scenario});
    return cases;
}

} // namespace doorbuster
