// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace doorbuster {

namespace {

constexpr quint64 largest = std::numeric_limits<quint64>::max();

quint64 saturatingAdd(quint64 a, quint64 b)
{
    return b > largest - a ? largest : a + b;
}

} // namespace

static_assert(Histogram::bucketLow(Histogram::bucketOf(1023)) == 1023);
static_assert(Histogram::bucketOf(1024) == Histogram::linearBuckets && Histogram::bucketLow(1024) == 1024);
static_assert(Histogram::bucketHigh(Histogram::bucketCount() - 1) >= Histogram::maxTrackable);

quint64 *Histogram::chunk(quint32 index)
{
    if (m_directory.empty())
        m_directory.resize((bucketCount() + chunkSize - 1) / chunkSize);
    quint16 &slot = m_directory[index];
    if (slot == 0) {
        m_counters.resize(m_counters.size() + chunkSize);
        slot = quint16(m_counters.size() / chunkSize);
    }
    return m_counters.data() + (slot - 1U) * std::size_t(chunkSize);
}

void Histogram::record(Nanoseconds value, quint64 count)
{
    if (count == 0)
        return;
    qint64 ns = value.count();
    if (ns > maxTrackable) {
        ns = maxTrackable;
        m_overflow += count;
    } else if (ns < 0) {
        ns = 0;
    }
    const quint32 bucket = bucketOf(ns);
    chunk(bucket >> chunkBits)[bucket & (chunkSize - 1)] += count;
    m_min = std::min(m_min, ns);
    m_max = std::max(m_max, ns);
    m_count += count;
    if (count == 1)
        m_sum = saturatingAdd(m_sum, quint64(ns));
    else if (ns > 0)
        m_sum = count > largest / quint64(ns) ? largest : saturatingAdd(m_sum, quint64(ns) * count);
}

void Histogram::merge(const Histogram &other)
{
    if (other.isEmpty())
        return;
    for (std::size_t slot = 0; slot < other.m_directory.size(); ++slot) {
        if (other.m_directory[slot] == 0)
            continue;
        quint64 *to = chunk(quint32(slot)); // first: it may move the counters, also those of `other` when that is *this
        const quint64 *from = other.m_counters.data() + (other.m_directory[slot] - 1U) * std::size_t(chunkSize);
        for (quint32 i = 0; i < chunkSize; ++i)
            to[i] += from[i];
    }
    m_min = std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
    m_count += other.m_count;
    m_sum = saturatingAdd(m_sum, other.m_sum);
    m_overflow += other.m_overflow;
}

void Histogram::clear()
{
    std::fill(m_directory.begin(), m_directory.end(), quint16(0));
    m_counters.clear();
    m_count = 0;
    m_sum = 0;
    m_overflow = 0;
    m_min = maxTrackable;
    m_max = 0;
}

double Histogram::mean() const
{
    return isEmpty() ? std::numeric_limits<double>::quiet_NaN() : double(m_sum) / double(m_count);
}

double Histogram::percentile(double p) const
{
    if (isEmpty())
        return std::numeric_limits<double>::quiet_NaN();
    const quint64 last = m_count - 1;
    const double position = std::clamp(p, 0.0, 100.0) / 100.0 * double(last);
    const quint64 lowerRank = std::min(quint64(position), last);
    const quint64 upperRank = std::min(lowerRank + 1, last);

    // The ends are known exactly, so a percentile that lies on one does not suffer from its bucket's width.
    double lower = double(m_min);
    double upper = double(m_max);
    quint64 below = 0;
    forEachBucket([&](qint64 low, qint64 high, quint64 n) {
        const double middle = std::clamp(double(low) + double(high - low) / 2, double(m_min), double(m_max));
        const auto holds = [&](quint64 rank) { return rank >= below && rank < below + n && rank > 0 && rank < last; };
        if (holds(lowerRank))
            lower = middle;
        if (holds(upperRank))
            upper = middle;
        below += n;
    });
    if (lowerRank == last)
        return double(m_max);
    return lower + (upper - lower) * (position - double(lowerRank));
}

std::vector<Histogram::Bucket> Histogram::buckets() const
{
    std::vector<Bucket> result;
    forEachIndex([&result](quint32 bucket, quint64 n) { result.emplace_back(bucket, n); });
    return result;
}

std::optional<Histogram> Histogram::fromBuckets(
    const std::vector<Bucket> &buckets, Nanoseconds min, Nanoseconds max, quint64 sum, quint64 overflow)
{
    Histogram result;
    if (buckets.empty()) {
        if (min.count() != 0 || max.count() != 0 || sum != 0 || overflow != 0)
            return std::nullopt;
        return result;
    }
    if (min.count() < 0 || max < min || max.count() > maxTrackable)
        return std::nullopt;
    if (bucketOf(min.count()) != buckets.front().first || bucketOf(max.count()) != buckets.back().first)
        return std::nullopt;
    double smallestSum = 0;
    double largestSum = 0;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        const auto [bucket, n] = buckets[i];
        if (n == 0 || n > largest - result.m_count || bucket >= bucketCount())
            return std::nullopt;
        if (i > 0 && bucket <= buckets[i - 1].first)
            return std::nullopt;
        result.chunk(bucket >> chunkBits)[bucket & (chunkSize - 1)] = n;
        result.m_count += n;
        smallestSum += double(bucketLow(bucket)) * double(n);
        largestSum += double(bucketHigh(bucket)) * double(n);
    }
    if (overflow > 0 && (max.count() != maxTrackable || overflow > buckets.back().second))
        return std::nullopt;
    constexpr double rounding = 1e-12; // a file may have kept the sum as a double
    const bool saturated = sum == largest;
    if (double(sum) > largestSum * (1 + rounding) || (!saturated && double(sum) < smallestSum * (1 - rounding)))
        return std::nullopt;
    result.m_min = min.count();
    result.m_max = max.count();
    result.m_sum = sum;
    result.m_overflow = overflow;
    return result;
}

bool operator==(const Histogram &a, const Histogram &b)
{
    return a.m_count == b.m_count && a.m_sum == b.m_sum && a.m_overflow == b.m_overflow && a.min() == b.min()
        && a.max() == b.max() && a.buckets() == b.buckets();
}

} // namespace doorbuster
