// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/epollset.h"

#include "core/transport/wire/epollwire.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <utility>

#include <sys/epoll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

// So many sockets are served before the event loop gets its turn for timers and posted events. Replies are deleted by
// such events: with 256 a thousand busy connections cost half as much again, since the allocator's caches overflow.
constexpr int batch = 64;
constexpr std::size_t receiveBytes = 64 * 1024;

void prefetch(const EpollWire *wire)
{
    for (std::size_t at = 0; at < sizeof(EpollWire); at += 64)
        __builtin_prefetch(reinterpret_cast<const char *>(wire) + at);
}

epoll_data_t pack(int slot, quint32 generation)
{
    epoll_data_t data{};
    data.u64 = (quint64(generation) << 32) | quint32(slot);
    return data;
}

} // namespace

EpollSet::EpollSet(std::function<void()> served, QObject *parent)
    : QObject(parent)
    , m_served(std::move(served))
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_receiveBuffer(receiveBytes)
{
    if (m_epoll < 0) {
        m_problem = u"This machine gave no epoll descriptor: "_s % qt_error_string(errno);
        return;
    }
    m_notifier = new QSocketNotifier(m_epoll, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &EpollSet::dispatch);
}

EpollSet::~EpollSet()
{
    delete m_notifier;
    if (m_epoll >= 0)
        ::close(m_epoll);
}

int EpollSet::add(int fd, quint32 events, EpollWire *wire)
{
    const bool fresh = m_free.empty();
    const int slot = fresh ? int(m_slots.size()) : m_free.back();
    if (fresh)
        m_slots.emplace_back();
    else
        m_free.pop_back();

    epoll_event event{};
    event.events = events;
    event.data = pack(slot, m_slots[std::size_t(slot)].generation);
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
        const int error = errno;
        m_free.push_back(slot);
        return -error;
    }
    m_slots[std::size_t(slot)].wire = wire;
    return slot;
}

bool EpollSet::change(int slot, int fd, quint32 events)
{
    epoll_event event{};
    event.events = events;
    event.data = pack(slot, m_slots[std::size_t(slot)].generation);
    return ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event) == 0;
}

void EpollSet::remove(int slot, int fd)
{
    // A forked child may hold the descriptor open, so closing alone would not end the watch.
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
    Slot &gone = m_slots[std::size_t(slot)];
    gone.wire = nullptr;
    ++gone.generation;
    m_free.push_back(slot);
}

void EpollSet::dispatch()
{
    std::array<epoll_event, batch> events;
    const int count = ::epoll_wait(m_epoll, events.data(), batch, 0);
    ++m_depth;
    // With thousands of connections each has left the processor's caches since its request: they are fetched together
    // while the first is served.
    for (int i = 0; i < count; ++i)
        prefetch(m_slots[std::size_t(events[std::size_t(i)].data.u64 & 0xffffffffU)].wire);
    for (int i = 0; i < count; ++i) {
        const quint64 key = events[std::size_t(i)].data.u64;
        // Looked up one by one, since what an event starts may close the sockets of those after it.
        const Slot slot = m_slots[std::size_t(key & 0xffffffffU)];
        if (slot.wire && slot.generation == quint32(key >> 32))
            slot.wire->handleEvents(events[std::size_t(i)].events);
        if (m_depth == 1 && m_served)
            m_served();
    }
    --m_depth;
}

} // namespace doorbuster
