// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/thresholdexpression.h"

#include <QStringView>

#include <cstddef>
#include <optional>
#include <span>

namespace doorbuster {

/// Every metric that a run can yield, under k6's names where k6 has them. The order is that of the tables.
enum class MetricId : quint8 {
    HttpReqs,
    HttpReqDuration,
    HttpReqBlocked,
    HttpReqConnecting,
    HttpReqTlsHandshaking,
    HttpReqSending,
    HttpReqWaiting,
    HttpReqReceiving,
    HttpReqFailed,
    Checks,
    DataSent,
    DataReceived,
    IterationDuration,
    Iterations,
    Vus,
    VusMax,
    FsBuyAttempts,
    FsBuySuccess,
    FsBuyFailed,
    FsPositionChecks,
    FsConfirmAttempts,
    FsConfirmSuccess,
    FsConfirmFailed,
    FsGiveUps,
    FsJourneys,
    FsRateLimited, ///< fs_rate_limited: answers that sent a buyer away as too many came (429; 503 with Retry-After)
    FsBuySuccessRate, ///< fs_r_buy_success
    FsConfirmSuccessRate, ///< fs_r_confirm_success
    FsBuyTime, ///< fs_t_buy: one buy attempt
    FsPollingTime, ///< fs_t_polling: all polling of one hold
    FsBuyToHold, ///< fs_t_buy_to_hold: to the first answer that showed the hold, so the most that it can have taken
    FsBuyToHoldLeast, ///< fs_t_buy_to_hold_least: to the last look that did not show it, the least
    FsHoldToConfirm, ///< fs_t_hold_to_confirm
    FsJourneyTime, ///< fs_t_journey
    FsPollGap, ///< fs_t_poll_gap: the time between two polls of one buyer
    FsFromIntendedStart, ///< fs_t_since_planned: a request's response time from its intended start, see IntendedStart
    FsStockRemaining, ///< fs_stock_remaining, sampled once a second
    FsOverbooking, ///< units beyond the stock; known only after verification
    FsUnderselling, ///< units missing from the books; known only after verification
};
inline constexpr std::size_t metricCount = std::size_t(MetricId::FsUnderselling) + 1;

/// k6's `contains`: what a metric's number means.
enum class MetricContains : quint8 { Default, Time, Data };

struct MetricInfo {
    MetricId id;
    QStringView name;
    MetricType type;
    MetricContains contains;
};

/// The table of all metrics, indexed by MetricId.
std::span<const MetricInfo, metricCount> allMetrics();
const MetricInfo &metricInfo(MetricId id);
std::optional<MetricId> metricByName(QStringView name);
/// The lookup that core/profile validates thresholds with.
std::optional<MetricType> metricTypeByName(QStringView name);

} // namespace doorbuster
