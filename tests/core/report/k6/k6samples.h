// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricsdelta.h"

namespace doorbuster {

inline constexpr qint64 runStartNs = 1'795'345'317'000'000'000; // 2026-11-22T11:01:57Z

/// A request with times that all differ.
inline RequestSample saleStatus()
{
    using namespace std::chrono_literals;
    RequestRecord record;
    record.name = RequestName::SaleStatus;
    record.status = 200;
    record.ended = 419'380'125ns;
    record.blocked = 722'851ns;
    record.connecting = 478'901ns;
    record.tlsHandshaking = 0ns;
    record.sending = 527'510ns;
    record.waiting = 523'480ns;
    record.receiving = 440'821ns;
    record.duration = record.sending + record.waiting + record.receiving;
    return {record, {}};
}

} // namespace doorbuster
