// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/shopserver.h"

#include "core/practice/shoptext.h"

#include <QFile>

// Boost 1.74's Asio uses std::exchange without including its header.
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <list>
#include <thread>

#ifndef Q_OS_WIN
#include <fcntl.h>
#endif

namespace doorbuster {

namespace net = boost::asio;
namespace http = boost::beast::http;
using namespace std::chrono;
using namespace Qt::StringLiterals;
using boost::system::error_code;

namespace {

// The concrete executor, not the type-erased default: it is on the path of every operation.
using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<net::ip::tcp, Executor>;
using Acceptor = net::basic_socket_acceptor<net::ip::tcp, Executor>;
using Timer = net::basic_waitable_timer<steady_clock, net::wait_traits<steady_clock>, Executor>;
using Parser = http::request_parser<http::string_body>;

constexpr auto acceptPause = 100ms;
constexpr nanoseconds clockLead = 1h;
/// How long a connection that we close waits for its peer to close too, so that the last answer is not lost to a reset.
constexpr auto lingerLimit = 2s;

/// At every moment exactly one operation is pending on a connection: a read, a wait or a write. Its handler decides
/// what comes next, or ends the connection; nothing else may.
struct Connection {
    enum class Stage { Reading, Waiting, Writing, Lingering };

    Connection(Socket accepted, steady_clock::time_point now)
        : socket(std::move(accepted))
        , timer(socket.get_executor())
        , since(now)
    {
    }

    Socket socket;
    Timer timer;
    boost::beast::flat_buffer buffer;
    std::optional<Parser> parser;
    std::string output;
    Stage stage = Stage::Reading;
    /// When the stage began; for a read, when the request's first byte was seen.
    steady_clock::time_point since;
    bool requestBegun = false;
    bool timedOut = false;
    bool keepAlive = true;
    std::list<Connection>::iterator self;

    ServedRequest name = ServedRequest::Other;
    int status = 0;
    steady_clock::time_point received;
    nanoseconds delay{};
};

std::string_view view(boost::beast::string_view text)
{
    return {text.data(), text.size()};
}

int statusOf(const error_code &error)
{
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return 431;
    return error == http::error::body_limit ? 413 : 400;
}

bool isProtocolError(const error_code &error)
{
    return error.category() == http::make_error_code(http::error::bad_method).category()
        && error != http::error::end_of_stream && error != http::error::partial_message;
}

} // namespace

class ShopServer::Private {
public:
    Private(Shop &shop, FaultPlan &faultPlan, ShopMetrics &shopMetrics, const Limits &serverLimits)
        : router(shop)
        , faults(faultPlan)
        , metrics(shopMetrics)
        , limits(serverLimits)
        , wallStart(time_point_cast<nanoseconds>(system_clock::now())
              + (shop.rules().defect == Defect::ClockAhead ? clockLead : nanoseconds::zero()))
        , acceptor(*context)
        , pause(*context)
        , sweepTimer(*context)
        , signalSet(*context)
    {
    }

    error_code open(const net::ip::tcp::endpoint &endpoint);
    void accept();
    void sweep();
    void read(Connection &connection);
    void onRead(Connection &connection, const error_code &error, std::size_t bytes);
    void answer(Connection &connection);
    void answerMalformed(Connection &connection, int status);
    void render(Connection &connection, const ShopAnswer &answer, bool headersOnly);
    void write(Connection &connection);
    void linger(Connection &connection);
    void close(Connection &connection);

    ShopTime wallTime(steady_clock::time_point time) const
    {
        return wallStart + duration_cast<nanoseconds>(time - steadyStart);
    }

    ShopRouter router;
    FaultPlan &faults;
    ShopMetrics &metrics;
    const Limits limits;
    const steady_clock::time_point steadyStart = steady_clock::now();
    const ShopTime wallStart;
    // Shared with the thread that watches the standard input, which may outlive the server.
    std::shared_ptr<net::io_context> context = std::make_shared<net::io_context>(1);
    Acceptor acceptor;
    Timer pause;
    Timer sweepTimer;
    net::basic_signal_set<Executor> signalSet;
    std::list<Connection> connections;
    std::string date;
    sys_seconds dateOf;
};

ShopServer::ShopServer(Shop &shop, FaultPlan &faults, ShopMetrics &metrics)
    : ShopServer(shop, faults, metrics, Limits())
{
}

ShopServer::ShopServer(Shop &shop, FaultPlan &faults, ShopMetrics &metrics, const Limits &limits)
    : d(std::make_unique<Private>(shop, faults, metrics, limits))
{
}

ShopServer::~ShopServer() = default;

std::optional<QString> ShopServer::listen(const QString &address, quint16 port)
{
    error_code error;
    const auto host = net::ip::make_address(address.toStdString(), error);
    if (!error)
        error = d->open({host, port});
    if (!error)
        return {};
    return u"cannot listen on %1 port %2: %3"_s.arg(address).arg(port).arg(QString::fromStdString(error.message()));
}

QString ShopServer::url() const
{
    error_code error;
    const auto endpoint = d->acceptor.local_endpoint(error);
    auto host = QString::fromStdString(endpoint.address().to_string());
    if (endpoint.address().is_v6())
        host = u"[%1]"_s.arg(host);
    return u"http://%1:%2"_s.arg(host).arg(endpoint.port());
}

void ShopServer::stopOnSignals()
{
    error_code error;
    for (const int number : {SIGINT, SIGTERM})
        d->signalSet.add(number, error);
    d->signalSet.async_wait([this](const error_code &waitError, int) {
        if (!waitError)
            d->context->stop();
    });
}

void ShopServer::stopOnInputEnd()
{
    std::thread([context = std::weak_ptr(d->context)] {
        QFile input;
        if (input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered)) {
            std::array<char, 256> ignored;
            while (input.read(ignored.data(), ignored.size()) > 0) { }
        }
        if (const auto alive = context.lock())
            alive->stop();
    }).detach();
}

void ShopServer::run()
{
    d->accept();
    d->sweep();
    d->context->run();
}

void ShopServer::stop()
{
    d->context->stop();
}

ShopTime ShopServer::now() const
{
    return d->wallTime(steady_clock::now());
}

namespace {

/// Programs that the process starts must not hold its connections open. Asio leaves that out.
template <class Descriptor>
void closeOnExec([[maybe_unused]] Descriptor &descriptor)
{
#ifndef Q_OS_WIN
    ::fcntl(descriptor.native_handle(), F_SETFD, FD_CLOEXEC);
#endif
}

} // namespace

error_code ShopServer::Private::open(const net::ip::tcp::endpoint &endpoint)
{
    error_code error;
    const auto check = [&error](auto step) {
        if (!error)
            step();
    };
    check([&] { acceptor.open(endpoint.protocol(), error); });
    check([&] { closeOnExec(acceptor); });
#ifndef Q_OS_WIN
    // There it would let two programs share a port.
    check([&] { acceptor.set_option(Acceptor::reuse_address(true), error); });
#endif
    check([&] { acceptor.bind(endpoint, error); });
    // The system cuts it down to its own maximum.
    check([&] { acceptor.listen(65535, error); });
    return error;
}

void ShopServer::Private::accept()
{
    acceptor.async_accept([this](const error_code &error, Socket socket) {
        if (error) {
            // Out of file descriptors, mostly: the connection stays pending, so trying again at once would spin.
            metrics.acceptFailed();
            pause.expires_after(acceptPause);
            pause.async_wait([this](const error_code &waitError) {
                if (!waitError)
                    accept();
            });
            return;
        }
        closeOnExec(socket);
        error_code ignored;
        socket.set_option(net::ip::tcp::no_delay(true), ignored);
        auto &connection = connections.emplace_back(std::move(socket), steady_clock::now());
        connection.self = std::prev(connections.end());
        metrics.connectionOpened();
        read(connection);
        accept();
    });
}

void ShopServer::Private::sweep()
{
    const auto now = steady_clock::now();
    error_code ignored;
    for (auto &connection : connections) {
        auto limit = limits.transfer;
        if (connection.stage == Connection::Stage::Reading) {
            if (!connection.requestBegun && (connection.buffer.size() > 0 || connection.parser->got_some())) {
                connection.requestBegun = true;
                connection.since = now;
            }
            limit = connection.requestBegun ? limits.transfer : limits.idle;
        } else if (connection.stage == Connection::Stage::Lingering) {
            limit = lingerLimit;
        }
        if (connection.stage == Connection::Stage::Waiting || now - connection.since < limit)
            continue;
        // Both end the pending operation with an error, and its handler ends the connection.
        connection.timedOut = connection.stage == Connection::Stage::Reading && connection.requestBegun;
        if (connection.timedOut)
            connection.socket.cancel(ignored);
        else
            connection.socket.close(ignored);
    }
    sweepTimer.expires_after(std::min<nanoseconds>(1s, limits.transfer / 4));
    sweepTimer.async_wait([this](const error_code &error) {
        if (!error)
            sweep();
    });
}

void ShopServer::Private::read(Connection &connection)
{
    connection.stage = Connection::Stage::Reading;
    connection.since = connection.received = steady_clock::now();
    connection.requestBegun = false;
    connection.parser.emplace();
    connection.parser->header_limit(std::uint32_t(limits.headerBytes));
    connection.parser->body_limit(limits.bodyBytes);
    http::async_read(connection.socket, connection.buffer, *connection.parser,
        [this, &connection](const error_code &error, std::size_t bytes) { onRead(connection, error, bytes); });
}

void ShopServer::Private::onRead(Connection &connection, const error_code &error, std::size_t bytes)
{
    metrics.received(bytes);
    connection.received = steady_clock::now();
    if (!error)
        answer(connection);
    else if (connection.timedOut)
        answerMalformed(connection, 408);
    else if (isProtocolError(error))
        answerMalformed(connection, statusOf(error));
    else
        close(connection);
}

void ShopServer::Private::answer(Connection &connection)
{
    const auto &message = connection.parser->get();
    const ShopRequest request{view(message.method_string()), view(message.target()),
        view(message[http::field::content_type]), view(message[http::field::authorization]), message.body()};
    const auto now = wallTime(connection.received);
    connection.name = ShopRouter::classify(request);
    connection.keepAlive = message.keep_alive();

    const auto fault = faults.next(connection.name, now);
    if (fault == Fault::DropAfter)
        router.handle(request, now);
    if (fault == Fault::DropAfter || fault == Fault::DropBefore) {
        metrics.dropped(connection.name);
        close(connection);
        return;
    }
    const auto &answer = fault == Fault::None ? router.handle(request, now) : router.fail(fault, connection.name);
    render(connection, answer, request.method == "HEAD");

    if (!faults.delays()) {
        write(connection);
        return;
    }
    connection.delay = faults.delay();
    connection.stage = Connection::Stage::Waiting;
    connection.timer.expires_at(connection.received + connection.delay);
    connection.timer.async_wait([this, &connection](const error_code &) { write(connection); });
}

void ShopServer::Private::answerMalformed(Connection &connection, int status)
{
    connection.name = ServedRequest::Other;
    connection.keepAlive = false;
    connection.delay = {};
    render(connection, router.refuseMalformed(status), false);
    write(connection);
}

void ShopServer::Private::render(Connection &connection, const ShopAnswer &answer, bool headersOnly)
{
    const auto second = floor<seconds>(wallTime(connection.received));
    if (second != dateOf || date.empty()) {
        dateOf = second;
        date = httpDate(second);
    }
    connection.status = answer.status;
    auto &output = connection.output;
    output.assign("HTTP/1.1 ");
    appendNumber(output, static_cast<long long>(answer.status));
    output.append(" ").append(ShopRouter::reason(answer.status)).append("\r\nDate: ").append(date);
    if (!answer.allow.empty())
        output.append("\r\nAllow: ").append(answer.allow);
    if (answer.retryAfter > 0) {
        output.append("\r\nRetry-After: ");
        appendNumber(output, static_cast<long long>(answer.retryAfter));
    }
    // 204 has neither a body nor a length (RFC 9110, 8.6).
    if (answer.status != 204) {
        output.append("\r\nContent-Type: ").append(answer.isPage ? "text/html" : "application/json");
        output.append("; charset=utf-8\r\nContent-Length: ");
        appendNumber(output, static_cast<long long>(answer.body.size()));
    }
    output.append(connection.keepAlive ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
    if (!headersOnly)
        output.append(answer.body);
}

void ShopServer::Private::write(Connection &connection)
{
    connection.stage = Connection::Stage::Writing;
    net::async_write(
        connection.socket, net::buffer(connection.output), [this, &connection](const error_code &error, std::size_t) {
            if (error)
                close(connection);
            else if (connection.keepAlive)
                read(connection);
            else
                linger(connection);
        });
    // Asio tries to send at once: by now the answer is in the socket, unless the peer is slow to read. Counted here and
    // not when it is done, so that whoever got an answer finds it counted.
    metrics.sent(connection.output.size());
    connection.since = steady_clock::now();
    const auto took = connection.since - connection.received;
    metrics.answered(connection.name, connection.status, took - connection.delay, took);
}

void ShopServer::Private::linger(Connection &connection)
{
    error_code ignored;
    if (connection.stage != Connection::Stage::Lingering) {
        connection.stage = Connection::Stage::Lingering;
        connection.socket.shutdown(Socket::shutdown_send, ignored);
    }
    connection.buffer.clear();
    connection.socket.async_read_some(
        connection.buffer.prepare(4096), [this, &connection](const error_code &error, std::size_t) {
            if (error)
                close(connection);
            else
                linger(connection);
        });
}

void ShopServer::Private::close(Connection &connection)
{
    metrics.connectionClosed();
    connections.erase(connection.self);
}

} // namespace doorbuster
