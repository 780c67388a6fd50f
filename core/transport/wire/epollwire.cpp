// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/epollwire.h"

#include "core/transport/wire/epollset.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr quint32 reading = EPOLLIN | EPOLLRDHUP;
// How many full buffers one socket may take before the others have their turn.
constexpr int readsInARow = 4;

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
    int family = AF_INET;
};

SocketAddress toSocketAddress(const QHostAddress &address, quint16 port)
{
    SocketAddress result;
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&v6.sin6_addr, &bytes, sizeof bytes);
        const QByteArray scope = address.scopeId().toLatin1();
        if (!scope.isEmpty()) {
            bool numeric = false;
            const uint id = scope.toUInt(&numeric);
            v6.sin6_scope_id = numeric ? id : ::if_nametoindex(scope.constData());
        }
        std::memcpy(&result.storage, &v6, sizeof v6);
        result.size = sizeof v6;
        result.family = AF_INET6;
    } else {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(address.toIPv4Address());
        std::memcpy(&result.storage, &v4, sizeof v4);
        result.size = sizeof v4;
    }
    return result;
}

bool isLocal(int error)
{
    return error == EMFILE || error == ENFILE || error == EADDRNOTAVAIL || error == ENOBUFS || error == ENOMEM;
}

Failure localFailure(int error)
{
    Failure failure;
    failure.code = errorcode::tcp;
    failure.local = true;
    switch (error) {
    case EMFILE:
        failure.text = u"This program has no file descriptor left for another connection (EMFILE): raise its limit, "
                       "for example with ulimit -n"_s;
        break;
    case ENFILE:
        failure.text = u"This machine has no file descriptor left for another connection (ENFILE)"_s;
        break;
    case EADDRNOTAVAIL:
        failure.text = u"This machine has no local port left for another connection (EADDRNOTAVAIL)"_s;
        break;
    default:
        failure.text = u"This machine has no memory left for another connection: "_s % qt_error_string(error);
    }
    return failure;
}

Failure dialFailure(int error, const QHostAddress &address, quint16 port)
{
    if (isLocal(error)) {
        Failure failure = localFailure(error);
        // Said of ::1, too, where the machine has no IPv6.
        failure.tryNextAddress = error == EADDRNOTAVAIL;
        return failure;
    }
    const QString target = endpointText(address, port);
    Failure failure;
    failure.tryNextAddress = true;
    if (error == ECONNREFUSED) {
        failure.code = errorcode::dialRefused;
        failure.error = QNetworkReply::ConnectionRefusedError;
        failure.text = target % u" refused the connection: nothing listens there"_s;
    } else if (error == ECONNRESET || error == EPIPE) {
        failure.code = errorcode::connectionReset;
        failure.error = QNetworkReply::RemoteHostClosedError;
        failure.text = target % u" took the connection and reset it at once"_s;
    } else if (error == ETIMEDOUT) {
        failure.code = errorcode::dialTimeout;
        failure.error = QNetworkReply::TimeoutError;
        failure.text = target % u" did not answer the attempt to connect"_s;
    } else {
        failure.code = errorcode::tcp;
        failure.text = u"Cannot connect to "_s % target % u": "_s % qt_error_string(error);
    }
    return failure;
}

Failure streamFailure(int error)
{
    if (isLocal(error))
        return localFailure(error);
    Failure failure;
    if (error == ECONNRESET || error == EPIPE) {
        failure.code = errorcode::connectionReset;
        failure.error = QNetworkReply::RemoteHostClosedError;
        failure.text = u"the server reset the connection"_s;
    } else {
        failure.code = errorcode::tcp;
        failure.text = u"the connection broke: "_s % qt_error_string(error);
    }
    return failure;
}

} // namespace

EpollWire::EpollWire(EpollSet &set, WireListener &listener)
    : m_set(set)
    , m_listener(listener)
{
}

EpollWire::~EpollWire()
{
    shut();
}

void EpollWire::open(const QHostAddress &address, quint16 port)
{
    shut();
    ++m_opened;
    m_taken = 0;
    m_address = address;
    m_port = port;
    if (!m_set.problem().isEmpty()) {
        Failure failure = localFailure(EMFILE);
        failure.text = m_set.problem();
        fail(failure);
        return;
    }
    const SocketAddress target = toSocketAddress(address, port);
    m_fd = ::socket(target.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
    if (m_fd < 0) {
        fail(dialFailure(errno, address, port));
        return;
    }
    const int on = 1;
    // Without it a request of two segments would wait for the acknowledgement of the first. Failing costs only that.
    (void)::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);

    const int rc = ::connect(m_fd, reinterpret_cast<const sockaddr *>(&target.storage), target.size);
    if (rc != 0 && errno != EINPROGRESS && errno != EINTR) {
        fail(dialFailure(errno, address, port));
        return;
    }
    m_dialling = rc != 0;
    m_slot = m_set.add(m_fd, m_dialling ? quint32(EPOLLOUT) : reading, this);
    if (m_slot < 0) {
        fail(dialFailure(-m_slot, address, port));
        return;
    }
    if (!m_dialling)
        established();
}

void EpollWire::established()
{
    const quint32 opened = m_opened;
    m_listener.wireConnected();
    if (m_fd >= 0 && m_opened == opened)
        m_listener.wireReady();
}

bool EpollWire::isStale()
{
    if (m_drained)
        return false;
    char byte = 0;
    const ssize_t got = ::recv(m_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

void EpollWire::send(const QByteArray &head, const QByteArray &body)
{
    m_taken = 0;
    write(head, body);
}

void EpollWire::write(const QByteArray &head, const QByteArray &body)
{
    const qint64 total = head.size() + body.size();
    while (m_taken < total) {
        std::array<iovec, 2> parts{};
        std::size_t count = 0;
        if (m_taken < head.size())
            parts[count++] = {const_cast<char *>(head.constData()) + m_taken, std::size_t(head.size() - m_taken)};
        const qint64 inBody = std::max<qint64>(0, m_taken - head.size());
        if (inBody < body.size())
            parts[count++] = {const_cast<char *>(body.constData()) + inBody, std::size_t(body.size() - inBody)};
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t put = ::sendmsg(m_fd, &message, MSG_NOSIGNAL);
        if (put >= 0) {
            m_taken += put;
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            waitForRoom(head, body);
            return;
        }
        const int error = errno;
        if (m_taken == 0) {
            fail(streamFailure(error));
            return;
        }
        // The peer may have refused the request before its end, and said why: what it said can still be read, and
        // the end or the reset is reported after it.
        if (!endWaiting())
            fail(streamFailure(error));
        return;
    }
    if (!endWaiting()) {
        fail(localFailure(errno));
        return;
    }
    m_listener.wireSent();
}

void EpollWire::waitForRoom(const QByteArray &head, const QByteArray &body)
{
    if (m_writing)
        return;
    if (!m_set.change(m_slot, m_fd, reading | EPOLLOUT)) {
        fail(localFailure(errno));
        return;
    }
    m_writing = true;
    m_head = head;
    m_body = body;
}

bool EpollWire::endWaiting()
{
    if (!m_writing)
        return true;
    m_writing = false;
    m_head.clear();
    m_body.clear();
    return m_set.change(m_slot, m_fd, reading);
}

void EpollWire::read(bool maybeDrained)
{
    const quint32 opened = m_opened;
    for (int i = 0; i < readsInARow; ++i) {
        const ssize_t got = ::recv(m_fd, m_set.receiveBuffer(), std::size_t(m_set.receiveBufferSize()), 0);
        if (got > 0) {
            m_drained = maybeDrained && got < m_set.receiveBufferSize();
            m_listener.wireReceived(m_set.receiveBuffer(), got);
            m_drained = false;
            if (got < m_set.receiveBufferSize() || m_fd < 0 || m_opened != opened)
                return;
        } else if (got == 0) {
            shut();
            m_listener.wireClosed();
            return;
        } else {
            if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
                fail(streamFailure(errno));
            return;
        }
    }
}

void EpollWire::handleEvents(quint32 events)
{
    if (m_dialling) {
        int error = 0;
        socklen_t size = sizeof error;
        if (::getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
            error = errno;
        if (error == 0 && !m_set.change(m_slot, m_fd, reading))
            error = errno;
        if (error != 0) {
            fail(dialFailure(error, m_address, m_port));
            return;
        }
        m_dialling = false;
        established();
        return;
    }
    const quint32 opened = m_opened;
    if ((events & EPOLLOUT) && m_writing) {
        // Copies: its end lets go of the members.
        write(QByteArray(m_head), QByteArray(m_body));
    }
    if ((events & ~quint32(EPOLLOUT)) && m_fd >= 0 && m_opened == opened)
        read((events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) == 0);
}

void EpollWire::fail(const Failure &failure)
{
    shut();
    m_listener.wireFailed(failure);
}

void EpollWire::shut()
{
    if (m_fd < 0)
        return;
    if (m_slot >= 0)
        m_set.remove(m_slot, m_fd);
    ::close(m_fd);
    m_fd = -1;
    m_slot = -1;
    m_dialling = false;
    m_writing = false;
    m_head.clear();
    m_body.clear();
}

} // namespace doorbuster
