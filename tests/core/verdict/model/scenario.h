// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/checktable.h"
#include "simulation.h"

#include <QString>
#include <QStringView>

#include <bitset>
#include <optional>
#include <span>
#include <vector>

namespace doorbuster::model {

/// The ways in which a right shop, or what stands before it, may differ from the plain one. The plain shop has a queue,
/// grants what is free at once, tells truly how long a hold lasts, takes a unit off the stock with the confirm, and
/// lists an order at once.
enum class Design : quint8 {
    NoQueue,
    SlowGrants,
    Lottery,
    LateSize,
    StockAtHold,
    ShortHolds,
    ConstantTtl,
    ZeroTtl,
    NoTtl,
    LateSweep,
    Declines,
    RenewedHolds,
    SaleCache,
    ListCache,
    ListLag,
    NoAdminList,
    UnstableList,
    BrokenLists,
    OtherIds,
    LostAnswers,
    LateRequests,
    RepeatedBuys,
    RepeatedConfirms,
    GatewayErrors,
    ShopErrors,
    ErrorAfterBooking,
    RateLimits,
    UnusableAnswers,
    AgainRefused,
    AgainNoHold,
    NoOrderId,
    EmptyConfirms,
    Processing,
    LateBooking,
    PendingPayments,
    PendingHolds,
    Refunds,
    RefundsKeepUnits,
    Restock,
    Withdrawal,
    ShortSale,
    Extended,
    EndedEarly,
    EmptyAfterEnd,
    GatewayClock,
    TwoBackends,
    RoundedTimes,
    NoZone,
    ClockAway,
    ClockStep,
    ForeignOrders,
    ExistingSale,
    OneEmail,
    ImpatientRun,
};
inline constexpr std::size_t designCount = std::size_t(Design::ImpatientRun) + 1;
using Designs = std::bitset<designCount>;

/// What a wrong shop does.
enum class Defect : quint8 {
    None,
    OversellRace,
    UnitAppears,
    UnitLost,
    UnitLostAndInvented,
    NegativeStock,
    DeclineTakesUnit,
    LostOrder,
    PhantomOrder,
    DuplicateOrder,
    SecondOrder,
    SwappedOrders,
    MisfiledOrders,
    WrongAmount,
    CancelledSurplus,
    OthersOrder,
    HoldRefused,
    RefusedBesideStock,
    ForgottenHold,
    StuckConfirm,
    ShortenedHold,
    OverGrant,
    LeakedHold,
    StuckQueue,
    DroppedPlaces,
    PlaceGrows,
    QueueJump,
    StarvedBuyer,
    EarlyGrant,
    LateAccept,
    LateUnanswered,
    ShortenedSale,
    EndedOnce,
    SoldOutBesideStock,
    BuyPage,
    GoneConfirms,
};
inline constexpr std::size_t defectCount = std::size_t(Defect::GoneConfirms) + 1;

struct DesignInfo {
    Design design = Design::NoQueue;
    QStringView name;
    QStringView description;
    std::vector<Design> needs; ///< it shows only together with these
    std::vector<Design> excludes; ///< and says something else than these
    std::vector<CheckId> mayBreak; ///< what judges pace or fairness, and need not hold with this design
};

struct DefectInfo {
    Defect defect = Defect::None;
    QStringView name;
    QStringView description;
    std::vector<Design> needs;
    std::vector<CheckId> foundBy; ///< a word of one of these finds it
    std::vector<Design> hiddenBy = {}; ///< with these it need not be seen, or does not act
    double share = 0.95; ///< of the histories in which it acted visibly, so many must be found
};

std::span<const DesignInfo> designTable();
std::span<const DefectInfo> defectTable();
const DesignInfo &infoOf(Design design);
const DefectInfo &infoOf(Defect defect);

/// Numbers of one history. All are drawn, whatever the designs are, so that leaving one out changes nothing else.
struct Plan {
    quint64 seed = 0; ///< of all that is drawn while it goes on
    Moment rampUp, load, grace, settle;
    Moment countdown, startsIn, saleLength;
    Moment polling, longestPoll, pause, requestTimeout;
    double pollJitter = 0.1;
    double buyAgain = 0.3; ///< share of the buyers that try once more
    Moment leastLatency, mostLatency;
    Moment tick; ///< of the shop's worker
    Moment grantGap, holdTime, sweep;
    Moment saleCache, listCache, listLag;
    double trouble = 0.1; ///< share of the calls that the gateway, or the shop, spoils
    double declined = 0.3; ///< share of the buyers whose cards are
    Moment processing, lateBooking, pendingFor, refundAfter;
    double refunded = 0.3, pending = 0.5;
    Moment changeAfter; ///< from the start of the sale to what the admin does to it
    int changeUnits = 1;
    Moment extension, notice, lateBy;
    Moment clockAway, gatewayClock, backendSkew;
    Moment clockStep, stepAt;
    int foreign = 1, past = 2, pastHolds = 1;
    int every = 3; ///< how often a defect strikes
    bool emptyTellsStart = false; ///< an ended sale without its item still tells what it started with
    bool cacheKeepsDate = false; ///< that of the answer it keeps, as caches do; else the time of asking
};

struct Scenario {
    quint64 seed = 0;
    Designs designs;
    Defect defect = Defect::None;
    int users = 20;
    int units = 8;
    bool allFail = false; ///< every check has the severity "fail"
    bool has(Design design) const { return designs.test(std::size_t(design)); }
};

/// A right shop of any designs; or one with this defect, and few designs that do not hide it.
Scenario anyScenario(quint64 seed, Defect defect = Defect::None);
/// The plain shop with just this design, and what it needs.
Scenario scenarioWith(quint64 seed, std::optional<Design> design);
Plan planOf(const Scenario &scenario);

/// Whether a right shop of these designs may break this check.
bool mayBreak(const Scenario &scenario, CheckId check);
QString designsOf(const Scenario &scenario); ///< "slow-grants, no-ttl"; "plain" without any
QString toString(const Scenario &scenario);

} // namespace doorbuster::model
