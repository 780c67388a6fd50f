// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/wire/wire.h"

namespace doorbuster {

class EpollSet;

/// A non-blocking TCP socket in an EpollSet. Linux only.
class EpollWire final : public Wire {
    Q_DISABLE_COPY_MOVE(EpollWire)

public:
    EpollWire(EpollSet &set, WireListener &listener);
    ~EpollWire() override;

    void open(const QHostAddress &address, quint16 port) override;
    [[nodiscard]] bool isOpen() const override { return m_fd >= 0; }
    [[nodiscard]] bool isStale() override;
    void send(const QByteArray &head, const QByteArray &body) override;
    [[nodiscard]] qint64 bytesTaken() const override { return m_taken; }
    void shut() override;

    /// For EpollSet: the events that the kernel reported for this socket.
    void handleEvents(quint32 events);

private:
    void established();
    void write(const QByteArray &head, const QByteArray &body);
    void waitForRoom(const QByteArray &head, const QByteArray &body);
    /// False where the kernel would not have it.
    [[nodiscard]] bool endWaiting();
    void read(bool maybeDrained);
    void fail(const Failure &failure);

    EpollSet &m_set;
    WireListener &m_listener;
    int m_fd = -1;
    int m_slot = -1;
    bool m_dialling = false;
    bool m_drained = false; ///< all that came is read, and the peer has not ended it: as of this very event
    bool m_writing = false; ///< waits for room in the send buffer
    quint32 m_opened = 0; ///< counts open() calls: shows after a callback whether this is still the same socket
    qint64 m_taken = 0;
    QByteArray m_head; ///< what is being sent, while it waits for room
    QByteArray m_body;
    QHostAddress m_address;
    quint16 m_port = 0;
};

} // namespace doorbuster
