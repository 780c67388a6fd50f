// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/http/responsereader.h"
#include "core/transport/wire/dialling.h"
#include "core/transport/wire/origin.h"
#include "core/transport/wire/wire.h"

#include <QList>

#include <chrono>
#include <memory>
#include <optional>

namespace doorbuster {

class LeanReply;
class ConnectionPool;

/// One virtual user's keep-alive connection: dials at need, carries one request at a time, the others wait in order.
/// Small while idle: it has no buffers then.
class BuyerConnection final : private WireListener {
    Q_DISABLE_COPY_MOVE(BuyerConnection)

public:
    BuyerConnection(ConnectionPool &owner, quint32 id);
    ~BuyerConnection();

    /// Takes \a reply's request on. It ends in ConnectionPool::fail() or LeanReply::succeed().
    void submit(LeanReply *reply);
    /// Forgets \a reply; if its request is under way, the socket is closed, since an answer may still come over it.
    void withdraw(LeanReply *reply);
    /// The failure of \a reply, which has run out of time. To be called before withdraw().
    [[nodiscard]] Failure timeoutOf(const LeanReply *reply) const;
    /// Begins the next waiting request if the connection is free.
    void startNext();

    /// The one under way, else the first that waits; null where there is none.
    [[nodiscard]] LeanReply *firstUnfinished() const;
    [[nodiscard]] bool isOpen() const { return m_wire && m_wire->isOpen(); }
    /// Closes the socket. Only without unfinished requests.
    void shut() { shutWire(); }

private:
    enum class State { Closed, Resolving, Connecting, Handshaking, Idle, Sending, Waiting, Receiving };
    using Clock = std::chrono::steady_clock;

    void wireConnected() override;
    void wireReady() override;
    void wireSent() override;
    void wireReceived(const char *data, qsizetype size) override;
    void wireClosed() override;
    void wireFailed(const Failure &failure) override;

    void startCurrent();
    void connectCurrent();
    void dial();
    void openWire();
    void sendCurrent(Clock::time_point now);
    void finishCurrent(Clock::time_point now);
    void failCurrent(const Failure &failure);
    void loseConnection(Failure failure);
    void endPhase(Clock::time_point now);
    void shutWire();
    [[nodiscard]] Failure refused(const QString &what) const;

    ConnectionPool &m_owner;
    const quint32 m_id;
    State m_state = State::Closed;
    Origin *m_origin = nullptr; ///< where the wire leads to
    std::unique_ptr<Wire> m_wire;
    ResponseReader m_reader;
    LeanReply *m_current = nullptr;
    QList<LeanReply *> m_queue;
    Clock::time_point m_since; ///< begin of the current request's present phase
    Dialling m_dialling;
    std::shared_ptr<char> m_lookup; ///< an answer of the resolver counts only while this lives
};

} // namespace doorbuster
