// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

#include <algorithm>
#include <array>
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
    Further, ///< what a shop asks for beside these: signing a buyer in, a waiting room, filling a cart
};
inline constexpr std::size_t requestNameCount = std::size_t(RequestName::Further) + 1;

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
    Probe, ///< "::probe": what a sampled buyer tries after its order
};
inline constexpr std::size_t runGroupCount = std::size_t(RunGroup::Probe) + 1;
/// Those beside the load, in the order in which they are shown.
inline constexpr std::array besideLoad{RunGroup::Setup, RunGroup::Monitor, RunGroup::Probe, RunGroup::Teardown};
/// The `group` tag, "" for Load.
QStringView groupTag(RunGroup group);
/// The `proto` tag of RequestRecord::protocol: "HTTP/1.1", "HTTP/2.0".
QString protocolTag(quint8 protocol);

/// When a request should have been sent. A virtual user sends one request at a time and pauses between some of them, so
/// a shop that stalls keeps its users from asking, and the times of the requests that were sent say little of it
/// (coordinated omission). Hence every request is also timed from its *intended start*:
///
/// - after a pause or a back-off, the moment at which that was due to end, whether the generator woke up in time or
///   not;
/// - the first request of a virtual user, the moment at which the load plan has that user begin;
/// - after another answer, without a pause, the moment of that answer.
///
/// A request that was due but could not be sent, because the user still waited, counts as well. Say that everything
/// since the intended start after the last pause took longer than the next pause, p. Then requests were due p, 2p, 3p …
/// after that start, for as long as the user waited: the backlog. Each counts as one more request of the name that came
/// next, sent when the wait was over and answered as fast as that one. For example, p = 2 s and an answer after 10 s:
///
///     due        0 s     2 s     4 s     6 s     8 s
///     sent       |                                       |10 s: the next request, answered at once
///     waits      10 s    8 s     6 s     4 s     2 s     five times, instead of 10 s once
///
/// A shop that answers within the pause shows the same times as without this. The load is not changed by it: no request
/// is sent earlier or more often.
struct IntendedStart {
    using Duration = std::chrono::nanoseconds;

    Duration delay{-1}; ///< from the intended start to the call; negative: the intended start is not known
    Duration backlog{0}; ///< how long the first of the requests that were due before has waited; 0: none was due
    Duration expectedInterval{0}; ///< between the requests of the backlog

    bool exists() const { return delay.count() >= 0; }
};

/// One finished request, as the metrics see it. Plain data, made on a worker thread.
struct RequestRecord {
    using Duration = std::chrono::nanoseconds;
    static constexpr Duration absent{-1}; ///< this part was not measured

    RequestName name = RequestName::SaleStatus;
    RunGroup group = RunGroup::Load;
    bool expected = true; ///< false: counts into http_req_failed
    bool localFailure = false; ///< the generator's own fault (no sockets, no ports): never the shop's
    /// A whole answer that is no refusal either, but of no use: a 2xx whose body is no answer to the call (a page,
    /// nothing, a needed field missing), or a redirect, which is not followed.
    bool unusable = false;
    bool undocumented = false; ///< answered with a status that the shop's interface does not know for this call
    bool rateLimited = false; ///< sent away as too many came: 429, or 503 with a time to come back
    bool aborted = false; ///< given up by a stop of this run: neither a success nor a failure of the shop
    quint16 status = 0; ///< HTTP status; 0 = no response
    /// k6's error_code, 0 = none: 1000 + status for every status of 400 and above, errorcode::unusableAnswer for an
    /// answer that is `unusable`.
    quint16 errorCode = 0;
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
    /// From the intended start to the end, connecting and all; absent without an intended start or a response.
    Duration fromIntendedStart = absent;
    IntendedStart intendedStart;
    qint64 bytesSent = 0;
    qint64 bytesReceived = 0;

    bool hasResponse() const { return status != 0; }

    /// Calls fn(time, count) for the response time from the intended start, and for the backlog: those that were due
    /// before and could not be sent (see IntendedStart). Where the backlog has more than 256, neighbours are passed as
    /// one time with their number as `count`.
    template <class Function>
    void forEachFromIntendedStart(Function fn) const
    {
        constexpr qint64 most = 256;
        if (fromIntendedStart.count() < 0)
            return;
        fn(fromIntendedStart, quint64(1));
        const Duration backlog = intendedStart.backlog;
        const Duration interval = intendedStart.expectedInterval;
        if (backlog.count() <= 0 || interval.count() <= 0)
            return;
        const qint64 due = (backlog.count() - 1) / interval.count() + 1;
        const qint64 together = (due - 1) / most + 1;
        for (qint64 first = 0; first < due; first += together) {
            const qint64 count = std::min(together, due - first);
            fn(fromIntendedStart + backlog - interval * (first + (count - 1) / 2), quint64(count));
        }
    }
};

} // namespace doorbuster
