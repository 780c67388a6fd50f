// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>
#include <vector>

class QSocketNotifier;

namespace doorbuster {

class EpollWire;

/// The sockets of one manager in one epoll set, which the thread's event loop watches through one notifier: Qt's own
/// loop polls every socket at every turn, which at thousands of them costs more than the requests do. Linux only.
class EpollSet final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EpollSet)

public:
    /// Calls \a served after each socket's events, when nothing of them is on the stack any more.
    explicit EpollSet(std::function<void()> served = {}, QObject *parent = nullptr);
    ~EpollSet() override;

    /// Empty if the set works; else why not, as a sentence.
    [[nodiscard]] QString problem() const { return m_problem; }

    /// An event of a socket is on the stack.
    [[nodiscard]] bool isServing() const { return m_depth > 0; }

    /// Sockets watched now.
    [[nodiscard]] int size() const { return int(m_slots.size() - m_free.size()); }
    /// The most there were at a time: a slot is made only where none is free.
    [[nodiscard]] int most() const { return int(m_slots.size()); }

    /// Watches \a fd for \a wire. Returns the slot that the calls below want, or −errno.
    [[nodiscard]] int add(int fd, quint32 events, EpollWire *wire);
    [[nodiscard]] bool change(int slot, int fd, quint32 events);
    /// To be called before \a fd is closed. No event of this socket is delivered any more.
    void remove(int slot, int fd);

    /// One for all sockets of the set, so that an idle one needs no memory for it. Contents last until control
    /// returns to the event loop or another socket is read.
    [[nodiscard]] char *receiveBuffer() { return m_receiveBuffer.data(); }
    [[nodiscard]] qsizetype receiveBufferSize() const { return qsizetype(m_receiveBuffer.size()); }

private:
    struct Slot {
        EpollWire *wire = nullptr;
        quint32 generation = 0; ///< distinguishes an event for a closed socket from one for its successor
    };

    void dispatch();

    const std::function<void()> m_served;
    int m_epoll = -1;
    int m_depth = 0; ///< above 1 where a slot runs an event loop of its own
    QString m_problem;
    QSocketNotifier *m_notifier = nullptr;
    std::vector<Slot> m_slots;
    std::vector<int> m_free;
    std::vector<char> m_receiveBuffer;
};

} // namespace doorbuster
