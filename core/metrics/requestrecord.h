// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

#include <chrono>
#include <cstddef>
#include <optional>

namespace doorbuster {

/// The shop's calls, by the `name` tag under which they are counted.
enum class RequestName : quint8 {
    SaleStatus,
    Buy,
    Position,
    Confirm,
    SignUp,
    SignIn,
    SaleCreate,
    OrdersByEmail,
    OrdersAdminList,
};
inline constexpr std::size_t requestNameCount = std::size_t(RequestName::OrdersAdminList) + 1;

/// "sale_status", "buy", …
QStringView toString(RequestName name);
std::optional<RequestName> requestNameFromString(QStringView text);
/// "GET" or "POST".
QStringView methodOf(RequestName name);

/// Which part of a run a request belongs to. Only Load is the buyers' own; the others stay out of the load's figures.
enum class RunGroup : quint8 {
    Load, ///< k6's group ""
    Setup, ///< "::setup"
    Monitor, ///< "::monitor": the stock sampler, once a second beside the load
    Teardown, ///< "::teardown": verification
};
inline constexpr std::size_t runGroupCount = std::size_t(RunGroup::Teardown) + 1;
/// The `group` tag, "" for Load.
QStringView groupTag(RunGroup group);
/// The `proto` tag of RequestRecord::protocol: "HTTP/1.1", "HTTP/2.0".
QString protocolTag(quint8 protocol);

/// One finished request, as the metrics see it. Plain data, made on a worker thread.
struct RequestRecord {
    using Duration = std::chrono::nanoseconds;
    static constexpr Duration absent{-1}; ///< this part was not measured

    RequestName name = RequestName::SaleStatus;
    RunGroup group = RunGroup::Load;
    bool expected = true; ///< false: counts into http_req_failed
    bool localFailure = false; ///< the generator's own fault (no sockets, no ports): never the shop's
    bool aborted = false; ///< given up by a stop of this run: neither a success nor a failure of the shop
    quint16 status = 0; ///< HTTP status; 0 = no response
    quint16 errorCode = 0; ///< k6's error_code, 0 = none (1000 + status for every status of 400 and above)
    quint8 protocol = 11; ///< HTTP version of the answer times ten: 10, 11, 20; no meaning without a response
    Duration ended{0}; ///< when it ended, since the run's start
    Duration blocked = absent;
    Duration connecting = absent;
    Duration tlsHandshaking = absent;
    Duration sending = absent;
    Duration waiting = absent;
    Duration receiving = absent;
    /// sending + waiting + receiving where the transport measures them, else start to end. Absent without a response.
    Duration duration = absent;
    qint64 bytesSent = 0;
    qint64 bytesReceived = 0;

    bool hasResponse() const { return status != 0; }
};

} // namespace doorbuster
