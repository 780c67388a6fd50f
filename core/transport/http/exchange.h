// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

class QNetworkReply;

namespace doorbuster {

/// Error numbers of k6, as dashboards know them. HTTP statuses of 400 and more are no errors here: the metrics
/// make 1000 + status of them.
namespace errorcode {
inline constexpr int none = 0;
inline constexpr int generic = 1000;
inline constexpr int requestTimeout = 1050;
inline constexpr int dns = 1101;
inline constexpr int addressRefused = 1110; ///< not dialled: see DialPolicy
inline constexpr int tcp = 1200;
inline constexpr int dialTimeout = 1211;
inline constexpr int dialRefused = 1212;
inline constexpr int connectionReset = 1220;
inline constexpr int tls = 1300;
inline constexpr int tlsUnknownAuthority = 1310;
inline constexpr int tlsHostname = 1311;
/// Ours, in a block that k6 leaves free: a whole answer whose status promises something that its content does not give.
inline constexpr int unusableAnswer = 1800;
} // namespace errorcode

/// Where the time of one request went, by the steady clock. A part is *measured or absent*: absent where the request
/// never came that far or the wire cannot measure it (stock), zero where it came that far and spent none (connecting
/// on a reused connection, TLS on plain http). The parts do not overlap. k6's `http_req_blocked` also
/// contains the two after it: `blocked + connecting + tlsHandshaking`.
struct ExchangeTimings {
    std::optional<std::chrono::nanoseconds> blocked; ///< call → dialling, or a free connection: name lookup, queueing
    std::optional<std::chrono::nanoseconds> connecting; ///< all addresses tried together
    std::optional<std::chrono::nanoseconds> tlsHandshaking;
    std::optional<std::chrono::nanoseconds> sending; ///< connection ready → last byte taken by the kernel
    std::optional<std::chrono::nanoseconds> waiting; ///< last byte sent → first byte of an answer, or the failure
    std::optional<std::chrono::nanoseconds> receiving; ///< first → last byte of the answer, or the failure
    std::chrono::steady_clock::time_point started; ///< the call
    std::chrono::steady_clock::time_point ended; ///< last byte or failure; the epoch while it runs

    /// k6's `http_req_duration`: sending + waiting + receiving; absent unless all three were measured.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> duration() const
    {
        if (!sending || !waiting || !receiving)
            return std::nullopt;
        return *sending + *waiting + *receiving;
    }
    /// From the call to its end, always known for a finished request.
    [[nodiscard]] std::chrono::nanoseconds elapsed() const { return ended - started; }
};

/// What is known about one request beyond its HTTP answer. Complete when `finished()` is emitted.
struct Exchange {
    ExchangeTimings timings;
    qint64 bytesSent = 0; ///< on the wire, heads included, repeated sending included; under TLS: before encryption
    qint64 bytesReceived = 0; ///< on the wire, heads included; under TLS: after decryption
    int status = 0; ///< HTTP status; 0 while no whole answer came
    int errorCode = errorcode::none; ///< none: a whole HTTP answer came, whatever its status
    QString errorText; ///< a sentence for people; empty without an error
    QString proto; ///< "HTTP/1.1", "HTTP/1.0"; empty while no answer came
    bool requestFullySent = false; ///< the kernel took its last byte: the shop may have acted on it
    bool answerStarted = false; ///< at least one byte of an answer came
    bool localFailure = false; ///< this machine's fault (descriptors, ports, memory), not the shop's
    bool reusedConnection = false; ///< sent over a connection that an earlier request had opened
    bool resent = false; ///< sent again because the kept connection turned out dead; a POST only if no byte had left
    bool extraBytes = false; ///< the shop sent more than its answer; the connection was closed for it
};

/// The record of \a reply, whichever wire made it; null for a reply of another manager. Valid as long as the reply;
/// its contents are final once the reply has finished. Same thread as the reply.
const Exchange *exchangeOf(const QNetworkReply *reply);

/// The whole body of a finished \a reply. Free of copies on the lean wire, and may be asked for repeatedly there; on
/// the stock wire it is `readAll()`. The array of the lean wire has room for 64 bytes behind its end (a SIMD
/// parser's padding) as long as it is not copied.
QByteArray bodyOf(QNetworkReply *reply);

/// The header \a name (in any case) of a finished \a reply: empty where there is none, several joined as Qt does, with
/// a comma, cookies with a line feed.
QByteArray headerOf(const QNetworkReply *reply, const QByteArray &name);

} // namespace doorbuster
