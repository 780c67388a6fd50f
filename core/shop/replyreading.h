// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/requestrecord.h"
#include "core/shop/apiresult.h"

#include <QByteArray>

#include <chrono>
#include <optional>

class QNetworkReply;

namespace doorbuster {

struct Exchange;
class TextSanitizer;

// What a finished reply tells of its request, whichever manager made it. `wire` is the record that the wire under the
// manager keeps; null where there is none, as under a manager that is not ours.

/// No whole answer came, as against one with an error status, which Qt reports in the same place.
bool isWithoutAnswer(const QNetworkReply &reply, const Exchange *wire);

/// Why none came. aborted: this program gave the call up.
ApiError networkErrorOf(const QNetworkReply &reply, const Exchange *wire, bool aborted, const TextSanitizer &sanitizer);

/// The HTTP status of an answer that came.
quint16 statusOf(const QNetworkReply &reply, const Exchange *wire);

/// How long a Retry-After header asks to wait, in seconds or until a date; 0 where that has passed, nothing where it is
/// neither. `shopNow` is the time at the shop, Unix ms. At most a year.
std::optional<std::chrono::milliseconds> retryAfterFrom(const QByteArray &value, qint64 shopNow);

/// How old an answer is by its `Age` header, ms; nothing where that is no number of seconds. At most a year.
std::optional<qint64> ageFrom(const QByteArray &value);

/// The answer's HTTP version times ten; 11 where nobody told.
quint8 protocolOf(const Exchange *wire);

/// Where the time of an answered request went, as k6 divides it.
void takeTimings(RequestRecord &record, const Exchange &wire);

} // namespace doorbuster
