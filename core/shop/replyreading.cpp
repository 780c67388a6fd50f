// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/replyreading.h"

#include "core/text/isotime.h"
#include "core/text/textsanitizer.h"
#include "core/transport/http/exchange.h"

#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;
using std::chrono::nanoseconds;

namespace {

nanoseconds orAbsent(const std::optional<nanoseconds> &part)
{
    return part.value_or(RequestRecord::absent);
}

/// What k6 would number this error; used where the wire under the manager keeps no record of its own.
quint16 errorCodeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return errorcode::dialRefused;
    case QNetworkReply::RemoteHostClosedError:
        return errorcode::connectionReset;
    case QNetworkReply::HostNotFoundError:
        return errorcode::dns;
    case QNetworkReply::TimeoutError:
        return errorcode::requestTimeout;
    case QNetworkReply::SslHandshakeFailedError:
        return errorcode::tls;
    default:
        return errorcode::generic;
    }
}

} // namespace

bool isWithoutAnswer(const QNetworkReply &reply, const Exchange *wire)
{
    if (wire)
        return wire->errorCode != errorcode::none;
    // Qt's codes 201–299 and 401–499 come from a status, and 302 from a status of 400.
    const int hundreds = int(reply.error()) / 100;
    return reply.error() != QNetworkReply::NoError && reply.error() != QNetworkReply::ProtocolInvalidOperationError
        && hundreds != 2 && hundreds != 4;
}

ApiError networkErrorOf(const QNetworkReply &reply, const Exchange *wire, bool aborted, const TextSanitizer &sanitizer)
{
    ApiError error;
    error.errorCode =
        wire && wire->errorCode != errorcode::none ? quint16(wire->errorCode) : errorCodeOf(reply.error());
    error.kind = ApiError::Kind::Network;
    if (aborted)
        error.kind = ApiError::Kind::Aborted;
    else if (error.errorCode == errorcode::requestTimeout || error.errorCode == errorcode::dialTimeout)
        error.kind = ApiError::Kind::Timeout;
    error.message = sanitizer.line(wire && !wire->errorText.isEmpty() ? wire->errorText : reply.errorString());
    error.localFailure = wire && wire->localFailure;
    error.mayHaveArrived = wire
        ? wire->requestFullySent
        : reply.error() != QNetworkReply::ConnectionRefusedError && reply.error() != QNetworkReply::HostNotFoundError;
    return error;
}

quint16 statusOf(const QNetworkReply &reply, const Exchange *wire)
{
    return quint16(wire ? wire->status : reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
}

std::optional<std::chrono::milliseconds> retryAfterFrom(const QByteArray &value, qint64 shopNow)
{
    using std::chrono::milliseconds;
    constexpr milliseconds longest = std::chrono::hours(365 * 24);
    const QByteArray text = value.trimmed();
    if (text.isEmpty() || text.size() > 40)
        return std::nullopt;
    if (const auto date = unixMillisFromHttpDate(text))
        return std::clamp(milliseconds(*date - shopNow), milliseconds::zero(), longest);
    bool ok = std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    const double seconds = ok ? text.toDouble(&ok) : 0;
    if (!ok)
        return std::nullopt;
    return std::min(milliseconds(qint64(std::min(seconds, 1e9) * 1'000)), longest);
}

std::optional<qint64> ageFrom(const QByteArray &value)
{
    const QByteArray text = value.trimmed();
    bool ok = !text.isEmpty() && text.size() <= 18
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const qint64 seconds = ok ? text.toLongLong(&ok) : 0;
    constexpr qint64 most = 365 * 24 * 3'600;
    return ok ? std::optional(std::min(seconds, most) * 1'000) : std::nullopt;
}

quint8 protocolOf(const Exchange *wire)
{
    if (!wire || wire->proto.isEmpty() || wire->proto == u"HTTP/1.1")
        return 11;
    return wire->proto == u"HTTP/1.0" ? 10 : 20;
}

void takeTimings(RequestRecord &record, const Exchange &wire)
{
    const ExchangeTimings &timings = wire.timings;
    // k6's "blocked" is all the time until the connection can be used; the parts of it are given beside it.
    if (timings.blocked) {
        record.blocked = *timings.blocked + timings.connecting.value_or(nanoseconds::zero())
            + timings.tlsHandshaking.value_or(nanoseconds::zero());
    }
    record.connecting = orAbsent(timings.connecting);
    record.tlsHandshaking = orAbsent(timings.tlsHandshaking);
    record.sending = orAbsent(timings.sending);
    record.waiting = orAbsent(timings.waiting);
    record.receiving = orAbsent(timings.receiving);
}

} // namespace doorbuster
