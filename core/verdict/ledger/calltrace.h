// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/ledger/buyercall.h"

#include <QByteArrayView>

#include <memory>
#include <span>
#include <vector>

namespace doorbuster {

/// The calls of one journey, packed: about 9 bytes a call, as a run keeps hundreds of thousands of journeys. Times are
/// kept to the microsecond, `sent` rounded down and `ended` up, so that a call never seems shorter than it was.
class CallTrace {
public:
    CallTrace() = default;
    CallTrace(const CallTrace &other);
    CallTrace(CallTrace &&) noexcept = default;
    CallTrace &operator=(CallTrace other) noexcept;
    ~CallTrace() = default;
    /// The calls in the order in which they were made.
    explicit CallTrace(std::span<const BuyerCall> calls);

    bool isEmpty() const { return !m_bytes; }
    std::vector<BuyerCall> calls() const;
    qsizetype packedSize() const { return bytes().size(); }

    friend bool operator==(const CallTrace &one, const CallTrace &other) { return one.bytes() == other.bytes(); }

private:
    explicit CallTrace(QByteArrayView bytes);
    QByteArrayView bytes() const;

    /// One block with its length in front, as a QByteArray would take 32 bytes more of every journey; null when empty.
    std::unique_ptr<char[]> m_bytes;
};

/// Collects the calls of the journey that a buyer is on. Bounded: of a long wait in the queue, the polls in the middle
/// that told nothing new are left out, never one that a check could object to, nor the first or the last.
class CallRecorder {
public:
    static constexpr std::size_t roomyLimit = 128; ///< calls from which on polls are left out
    static constexpr std::size_t hardLimit = 1'024; ///< from here on whatever polls in the queue say

    void add(const BuyerCall &call);
    const std::vector<BuyerCall> &calls() const { return m_calls; }
    CallTrace pack() const { return CallTrace(m_calls); }

private:
    bool lastMayGo(const BuyerCall &next) const;

    std::vector<BuyerCall> m_calls;
};

} // namespace doorbuster
