// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "samplerun.h"

#include "core/profile/executor.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace doorbuster {

namespace {

/// Looks random, is not: 0…1 from two numbers (an integer hash).
double noise(int second, int what)
{
    quint32 bits = quint32(second) * 2654435761U ^ quint32(what) * 2246822519U;
    bits ^= bits >> 15;
    bits *= 3266489917U;
    bits ^= bits >> 13;
    return double(bits % 10'000) / 10'000;
}

void fillRequests(SecondRow::Requests &requests, int second, int what, double perSecond, double slowness)
{
    requests.count = quint32(std::lround(perSecond * (0.95 + 0.1 * noise(second, what))));
    if (requests.count == 0) {
        return;
    }
    requests.p50 = float(slowness * (8 + 3 * noise(second, what + 1)));
    requests.p95 = requests.p50 * float(4 + 2 * noise(second, what + 2));
    requests.p99 = requests.p95 * float(1.4 + noise(second, what + 3));
    requests.intendedP50 = requests.p50 * 1.05F;
    requests.intendedP95 = requests.p95 * float(1.1 + 0.3 * noise(second, what + 4));
    requests.intendedP99 = requests.p99 * 1.5F;
}

void fill(SecondRow &row, int second, int planned, int &stock)
{
    row.vusPlanned = planned;
    row.vusActual = std::max(planned - int(3 * noise(second, 1)), 0);
    const double load = planned / 1000.0;
    const double slowness = 1 + load * (0.6 + 0.2 * std::sin(second / 40.0));
    fillRequests(row.all, second, 10, planned * 0.42, slowness);
    fillRequests(row.byName[std::size_t(RequestName::SaleStatus)], second, 20, planned * 0.22, slowness * 0.8);
    fillRequests(row.byName[std::size_t(RequestName::Position)], second, 30, planned * 0.19, slowness);
    fillRequests(row.byName[std::size_t(RequestName::Buy)], second, 40, planned * 0.01, slowness * 1.5);
    if (second % 180 > 150 && second % 180 < 160) {
        row.all.failed = row.all.count / 40;
        row.byName[std::size_t(RequestName::Position)].failed = row.all.failed;
    }
    row.journeysStarted = quint32(planned / 100);
    if (stock > 0 && second > 10) {
        row.confirmed = std::min(quint32(stock), quint32(2 * noise(second, 50)));
        stock -= int(row.confirmed);
        fillRequests(row.byName[std::size_t(RequestName::Confirm)], second, 60, row.confirmed, slowness * 1.2);
    }
    // The sampler misses a second now and then.
    if (noise(second, 70) < 0.97) {
        row.stock = stock;
    }
    if (row.confirmed > 0) {
        row.holdP50 = float(1500 + 900 * noise(second, 80) + 300 * load);
        row.holdP95 = row.holdP50 * 1.6F;
        row.holdLeastP50 = std::max(row.holdP50 - 2000, 0.0F);
        row.holdLeastP95 = row.holdP95 - 2000;
        row.journeyP50 = row.holdP50 + 900;
        row.journeyP95 = row.holdP95 + 1800;
    }
    using enum Outcome;
    row.outcomes[std::size_t(Success)][0] = row.confirmed;
    const auto gaveUp = [&](OutcomeReason reason, double perSecond, int what) {
        row.outcomes[std::size_t(GaveUp)][std::size_t(reason)] =
            quint32(std::lround(perSecond * (0.7 + 0.6 * noise(second, what))));
    };
    if (stock == 0) {
        gaveUp(OutcomeReason::SoldOut, planned / 25.0, 90);
    }
    if (second > 200) {
        gaveUp(OutcomeReason::Timeout, planned / 200.0, 91);
    }
    row.outcomes[std::size_t(Failed)][std::size_t(OutcomeReason::ApiError)] = row.all.failed / 2;
}

} // namespace

SampleRun::SampleRun(int seconds, Profile profile)
    : m_profile(std::move(profile))
{
    const auto planned = makeExecutor(m_profile.load)->duration();
    if (planned < std::chrono::seconds(seconds)) {
        const auto more = std::chrono::seconds(seconds) - planned;
        m_profile.load.stages[m_profile.load.stages.size() - 2].duration +=
            std::chrono::ceil<std::chrono::milliseconds>(more);
    }
    m_rows = emptyRows(int(loadStart.count()) + seconds);
    const auto plan = makeExecutor(m_profile.load);
    int stock = m_profile.sale.startingQuantity;
    for (int second = 0; second < seconds; ++second) {
        SecondRow &row = m_rows[std::size_t(second + int(loadStart.count()))];
        fill(row, second, plan->plannedAt(std::chrono::seconds(second + 1) - 1ms), stock);
    }
}

RunChartInput SampleRun::at(std::chrono::nanoseconds now)
{
    const auto sinceStart = now + loadStart;
    const auto second = std::size_t(std::chrono::floor<std::chrono::seconds>(sinceStart).count());
    const auto end = std::min(second + 1, m_rows.size());
    m_seen.assign(m_rows.begin(), m_rows.begin() + std::ptrdiff_t(end));
    for (std::size_t i = end - std::min<std::size_t>(end, 3); i < end; ++i) {
        SecondRow &row = m_seen[i];
        row.final = false;
        row.all.p50 = row.all.p95 = row.all.p99 = SecondRow::noData;
        row.all.intendedP50 = row.all.intendedP95 = row.all.intendedP99 = SecondRow::noData;
        for (SecondRow::Requests &named : row.byName) {
            named.p50 = named.p95 = named.p99 = SecondRow::noData;
            named.intendedP50 = named.intendedP95 = named.intendedP99 = SecondRow::noData;
        }
        row.holdP50 = row.holdP95 = row.holdLeastP50 = row.holdLeastP95 = row.journeyP50 = row.journeyP95 =
            SecondRow::noData;
    }
    return {.rows = m_seen, .profile = m_profile, .loadStart = loadStart, .now = sinceStart};
}

RunChartInput SampleRun::finished() const
{
    return {.rows = m_rows, .profile = m_profile, .loadStart = loadStart, .now = std::nullopt};
}

std::vector<SecondRow> emptyRows(int rows)
{
    std::vector<SecondRow> made(std::size_t(std::max(rows, 0)));
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i].second = qint64(i);
        made[i].final = true;
    }
    return made;
}

} // namespace doorbuster
