// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <bit>
#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace doorbuster {

/// Distribution of durations at nanosecond resolution from 0 to one hour, in log-linear (HDR) buckets: exact up to
/// 1023 ns, above that 512 buckets for each power of two, so that a bucket's middle is within 0.1 % of every value in
/// it. Count, sum, min and max are exact. All state is integers: merging is exact, and no order of merging can show.
/// Counters are allocated in small chunks where values fall. Not thread-safe; a value, cheap to move.
class Histogram {
public:
    using Nanoseconds = std::chrono::nanoseconds;
    using Bucket = std::pair<quint32, quint64>; ///< index, count

    static constexpr qint64 maxTrackable = 3'600'000'000'000; ///< ns; one hour
    static constexpr quint32 linearBuckets = 1024; ///< one value each
    static constexpr quint32 bucketsPerOctave = 512;

    static constexpr quint32 bucketOf(qint64 ns); ///< of a value in 0…maxTrackable
    static constexpr qint64 bucketLow(quint32 bucket); ///< smallest value in it, ns
    static constexpr qint64 bucketHigh(quint32 bucket); ///< largest value in it, ns
    static constexpr quint32 bucketCount(); ///< valid indexes are below it

    /// Values above one hour count as one hour and are counted by overflow(); negative ones count as 0.
    void record(Nanoseconds value, quint64 count = 1);
    void merge(const Histogram &other);
    /// Forgets all values, keeps the memory.
    void clear();

    bool isEmpty() const { return m_count == 0; }
    quint64 count() const { return m_count; }
    Nanoseconds min() const { return Nanoseconds{m_count == 0 ? 0 : m_min}; } ///< 0 when empty
    Nanoseconds max() const { return Nanoseconds{m_max}; } ///< 0 when empty
    quint64 sum() const
    {
        return m_sum;
    } ///< ns; stays at the largest number rather than wrap (after 584 years of values)
    double mean() const; ///< ns; NaN when empty
    quint64 overflow() const { return m_overflow; } ///< how many values were longer than one hour

    /// The value in ns at p percent (0…100), by k6's rule: linear between the two ranks beside p/100·(n−1). Within 0.1
    /// %, never outside [min, max]; NaN when empty.
    double percentile(double p) const;

    /// Calls fn(lowNs, highNs, count) for every bucket with values, ascending; both bounds belong to the bucket.
    template <typename Function>
    void forEachBucket(Function fn) const
    {
        forEachIndex([&fn](quint32 bucket, quint64 n) { fn(bucketLow(bucket), bucketHigh(bucket), n); });
    }

    /// The buckets with values, ascending by index. With min, max, sum and overflow this is the whole histogram.
    std::vector<Bucket> buckets() const;
    /// nullopt where the parts do not fit one another: an unknown bucket, or a min, max, sum or overflow that no such
    /// values can have. Meant for files, which may hold anything.
    static std::optional<Histogram> fromBuckets(
        const std::vector<Bucket> &buckets, Nanoseconds min, Nanoseconds max, quint64 sum, quint64 overflow = 0);

    friend bool operator==(const Histogram &a, const Histogram &b);

private:
    static constexpr quint32 chunkBits = 6;
    static constexpr quint32 chunkSize = 1U << chunkBits;

    quint64 *chunk(quint32 index);
    void addSum(quint64 value, quint64 times);

    template <typename Function>
    void forEachIndex(Function fn) const
    {
        for (std::size_t slot = 0; slot < m_directory.size(); ++slot) {
            if (m_directory[slot] == 0)
                continue;
            const std::size_t base = (m_directory[slot] - 1U) * chunkSize;
            for (quint32 i = 0; i < chunkSize; ++i) {
                if (const quint64 n = m_counters[base + i])
                    fn(quint32(slot) * chunkSize + i, n);
            }
        }
    }

    std::vector<quint16> m_directory; ///< chunk number + 1 for each run of chunkSize buckets; 0 = all of them are empty
    std::vector<quint64> m_counters; ///< the chunks, in the order of their first use
    quint64 m_count = 0;
    quint64 m_sum = 0;
    quint64 m_overflow = 0;
    qint64 m_min = maxTrackable; ///< as such a sentinel while empty
    qint64 m_max = 0;
};

constexpr quint32 Histogram::bucketOf(qint64 ns)
{
    const auto value = quint64(ns);
    if (value < linearBuckets)
        return quint32(value);
    const int shift = std::bit_width(value) - 10; // the value's ten leading bits: 512…1023
    return linearBuckets + quint32(shift - 1) * bucketsPerOctave + quint32(value >> shift) - bucketsPerOctave;
}

constexpr qint64 Histogram::bucketLow(quint32 bucket)
{
    if (bucket < linearBuckets)
        return bucket;
    const quint32 shift = (bucket - linearBuckets) / bucketsPerOctave + 1;
    return qint64((bucket - linearBuckets) % bucketsPerOctave + bucketsPerOctave) << shift;
}

constexpr qint64 Histogram::bucketHigh(quint32 bucket)
{
    return bucketLow(bucket + 1) - 1;
}

constexpr quint32 Histogram::bucketCount()
{
    return bucketOf(maxTrackable) + 1;
}

} // namespace doorbuster
