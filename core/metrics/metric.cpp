// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/metric.h"

#include <algorithm>
#include <array>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

using enum MetricType;

constexpr std::array<MetricInfo, metricCount> metrics{{
    {MetricId::HttpReqs, u"http_reqs", Counter, MetricContains::Default},
    {MetricId::HttpReqDuration, u"http_req_duration", Trend, MetricContains::Time},
    {MetricId::HttpReqBlocked, u"http_req_blocked", Trend, MetricContains::Time},
    {MetricId::HttpReqConnecting, u"http_req_connecting", Trend, MetricContains::Time},
    {MetricId::HttpReqTlsHandshaking, u"http_req_tls_handshaking", Trend, MetricContains::Time},
    {MetricId::HttpReqSending, u"http_req_sending", Trend, MetricContains::Time},
    {MetricId::HttpReqWaiting, u"http_req_waiting", Trend, MetricContains::Time},
    {MetricId::HttpReqReceiving, u"http_req_receiving", Trend, MetricContains::Time},
    {MetricId::HttpReqFailed, u"http_req_failed", Rate, MetricContains::Default},
    {MetricId::Checks, u"checks", Rate, MetricContains::Default},
    {MetricId::DataSent, u"data_sent", Counter, MetricContains::Data},
    {MetricId::DataReceived, u"data_received", Counter, MetricContains::Data},
    {MetricId::IterationDuration, u"iteration_duration", Trend, MetricContains::Time},
    {MetricId::Iterations, u"iterations", Counter, MetricContains::Default},
    {MetricId::Vus, u"vus", Gauge, MetricContains::Default},
    {MetricId::VusMax, u"vus_max", Gauge, MetricContains::Default},
    {MetricId::FsBuyAttempts, u"fs_buy_attempts", Counter, MetricContains::Default},
    {MetricId::FsBuySuccess, u"fs_buy_success", Counter, MetricContains::Default},
    {MetricId::FsBuyFailed, u"fs_buy_failed", Counter, MetricContains::Default},
    {MetricId::FsPositionChecks, u"fs_position_checks", Counter, MetricContains::Default},
    {MetricId::FsConfirmAttempts, u"fs_confirm_attempts", Counter, MetricContains::Default},
    {MetricId::FsConfirmSuccess, u"fs_confirm_success", Counter, MetricContains::Default},
    {MetricId::FsConfirmFailed, u"fs_confirm_failed", Counter, MetricContains::Default},
    {MetricId::FsGiveUps, u"fs_give_ups", Counter, MetricContains::Default},
    {MetricId::FsJourneys, u"fs_journeys", Counter, MetricContains::Default},
    {MetricId::FsRateLimited, u"fs_rate_limited", Counter, MetricContains::Default},
    {MetricId::FsBuySuccessRate, u"fs_r_buy_success", Rate, MetricContains::Default},
    {MetricId::FsConfirmSuccessRate, u"fs_r_confirm_success", Rate, MetricContains::Default},
    {MetricId::FsBuyTime, u"fs_t_buy", Trend, MetricContains::Time},
    {MetricId::FsPollingTime, u"fs_t_polling", Trend, MetricContains::Time},
    {MetricId::FsBuyToHold, u"fs_t_buy_to_hold", Trend, MetricContains::Time},
    {MetricId::FsBuyToHoldLeast, u"fs_t_buy_to_hold_least", Trend, MetricContains::Time},
    {MetricId::FsHoldToConfirm, u"fs_t_hold_to_confirm", Trend, MetricContains::Time},
    {MetricId::FsJourneyTime, u"fs_t_journey", Trend, MetricContains::Time},
    {MetricId::FsPollGap, u"fs_t_poll_gap", Trend, MetricContains::Time},
    {MetricId::FsFromIntendedStart, u"fs_t_since_planned", Trend, MetricContains::Time},
    {MetricId::FsStockRemaining, u"fs_stock_remaining", Gauge, MetricContains::Default},
    {MetricId::FsOverbooking, u"fs_overbooking", Gauge, MetricContains::Default},
    {MetricId::FsUnderselling, u"fs_underselling", Gauge, MetricContains::Default},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        if (std::size_t(metrics[i].id) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder());

} // namespace

std::span<const MetricInfo, metricCount> allMetrics()
{
    return metrics;
}

const MetricInfo &metricInfo(MetricId id)
{
    return metrics[std::size_t(id)];
}

std::optional<MetricId> metricByName(QStringView name)
{
    const auto found = std::ranges::find(metrics, name, &MetricInfo::name);
    return found == metrics.end() ? std::nullopt : std::optional(found->id);
}

std::optional<MetricType> metricTypeByName(QStringView name)
{
    const auto id = metricByName(name);
    return id ? std::optional(metricInfo(*id).type) : std::nullopt;
}

} // namespace doorbuster
