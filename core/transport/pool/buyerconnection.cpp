// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/pool/buyerconnection.h"

#include "core/transport/pool/connectionpool.h"
#include "core/transport/pool/leanreply.h"
#include "core/transport/wire/hostresolver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace doorbuster {

BuyerConnection::BuyerConnection(ConnectionPool &owner, quint32 id)
    : m_owner(owner)
    , m_id(id)
    , m_reader(owner.headerCache())
{
}

BuyerConnection::~BuyerConnection() = default;

void BuyerConnection::submit(LeanReply *reply)
{
    if (m_current || !m_queue.isEmpty()) {
        m_queue.append(reply);
        startNext();
        return;
    }
    m_current = reply;
    startCurrent();
}

void BuyerConnection::startNext()
{
    if (m_current || m_queue.isEmpty())
        return;
    m_current = m_queue.takeFirst();
    startCurrent();
}

void BuyerConnection::startCurrent()
{
    if (m_state != State::Idle || m_origin != m_current->origin() || m_wire->isStale()) {
        connectCurrent();
        return;
    }
    const Clock::time_point now = Clock::now();
    Exchange &exchange = m_current->record();
    exchange.reusedConnection = true;
    exchange.timings.blocked = now - exchange.timings.started;
    exchange.timings.connecting = 0ns;
    exchange.timings.tlsHandshaking = 0ns;
    sendCurrent(now);
}

void BuyerConnection::connectCurrent()
{
    shutWire();
    if (m_origin != m_current->origin()) {
        m_origin = m_current->origin();
        // This may be called from inside the old one.
        m_owner.retire(std::move(m_wire));
        m_wire = m_owner.makeWire(*m_origin, *this);
    }
    m_since = m_current->record().timings.started;
    m_state = State::Resolving;
    if (!m_origin->addresses.isEmpty()) {
        dial();
        return;
    }
    m_lookup = std::make_shared<char>();
    const std::weak_ptr<char> lookup = m_lookup;
    m_owner.resolver().resolve(m_origin->host, [this, lookup](const HostResolver::Answer &answer) {
        if (lookup.expired())
            return;
        m_lookup.reset();
        if (answer.addresses.isEmpty()) {
            Failure failure;
            failure.code = errorcode::dns;
            failure.error = QNetworkReply::HostNotFoundError;
            failure.text = answer.error;
            failCurrent(failure);
            return;
        }
        m_origin->addresses = answer.addresses;
        dial();
    });
}

void BuyerConnection::dial()
{
    endPhase(Clock::now());
    m_state = State::Connecting;
    m_dialling.begin(*m_origin);
    openWire();
}

void BuyerConnection::openWire()
{
    const QHostAddress &address = m_dialling.address();
    if (const QString objection = m_owner.policy().objection(m_origin->host, address); !objection.isEmpty())
        failCurrent(addressRefused(objection));
    else
        m_wire->open(address, m_origin->port);
}

void BuyerConnection::wireConnected()
{
    endPhase(Clock::now());
    m_state = State::Handshaking;
    m_dialling.connected();
}

void BuyerConnection::wireReady()
{
    const Clock::time_point now = Clock::now();
    endPhase(now);
    if (!m_origin->tls)
        m_current->record().timings.tlsHandshaking = 0ns;
    sendCurrent(now);
}

void BuyerConnection::sendCurrent(Clock::time_point now)
{
    m_since = now;
    m_state = State::Sending;
    m_reader.begin(m_current->isHead(), m_current->bodyLimit());
    m_wire->send(m_current->head(), m_current->requestBody());
}

void BuyerConnection::wireSent()
{
    if (!m_current)
        return;
    m_current->record().requestFullySent = true;
    if (m_state != State::Sending)
        return; // the answer came before the request was all sent
    endPhase(Clock::now());
    m_state = State::Waiting;
}

void BuyerConnection::wireReceived(const char *data, qsizetype size)
{
    if (!m_current) {
        // It answers no request, and what comes next could not be separated from it.
        shutWire();
        return;
    }
    const Clock::time_point now = Clock::now();
    Exchange &exchange = m_current->record();
    exchange.bytesReceived += size;
    if (!exchange.answerStarted) {
        exchange.answerStarted = true;
        endPhase(now);
        if (m_state == State::Sending)
            exchange.timings.waiting = 0ns;
        m_state = State::Receiving;
    }
    switch (m_reader.feed(data, size)) {
    case ResponseReader::Status::NeedsMore:
        break;
    case ResponseReader::Status::Done:
        finishCurrent(now);
        break;
    case ResponseReader::Status::Failed:
        failCurrent(refused(m_reader.error()));
        break;
    }
}

void BuyerConnection::wireClosed()
{
    if (!m_current) {
        m_state = State::Closed;
        return;
    }
    // Without a length of its own an answer ends where the connection does.
    const bool done = m_current->record().answerStarted && m_reader.feedEnd() == ResponseReader::Status::Done;
    if (done) {
        finishCurrent(Clock::now());
        return;
    }
    Failure failure;
    failure.code = errorcode::connectionReset;
    failure.error = QNetworkReply::RemoteHostClosedError;
    failure.text = u"the server closed the connection"_s;
    loseConnection(failure);
}

void BuyerConnection::wireFailed(const Failure &failure)
{
    if (!m_current) {
        m_state = State::Closed;
        return;
    }
    if (m_state != State::Connecting) {
        loseConnection(failure);
        return;
    }
    if (m_dialling.failed(failure))
        openWire();
    else
        failCurrent(m_dialling.takeFailure());
}

void BuyerConnection::loseConnection(Failure failure)
{
    Exchange &exchange = m_current->record();
    const bool untouched = m_wire->bytesTaken() == 0;
    const bool gone = failure.code == errorcode::connectionReset;
    if (gone && exchange.reusedConnection && !exchange.answerStarted && (m_current->isRepeatable() || untouched)) {
        exchange.bytesSent += m_wire->bytesTaken();
        exchange.resent = true;
        exchange.reusedConnection = false;
        exchange.requestFullySent = false;
        exchange.timings.sending.reset();
        exchange.timings.waiting.reset();
        connectCurrent();
        return;
    }
    if (gone && m_state != State::Handshaking) {
        QString when;
        if (exchange.answerStarted)
            when = u" in the middle of its answer"_s;
        else if (exchange.requestFullySent)
            when = u" without an answer to the request that it had got"_s;
        else
            when = u" before the whole request was sent"_s;
        failure.text = m_origin->host % u": "_s % failure.text % when;
    }
    if (m_origin->tls && !exchange.reusedConnection && !exchange.answerStarted)
        failure.text += clientCertificateHint(failure.text, m_owner.hasClientCertificate());
    failCurrent(failure);
}

void BuyerConnection::finishCurrent(Clock::time_point now)
{
    endPhase(now);
    LeanReply *reply = m_current;
    Exchange &exchange = reply->record();
    exchange.bytesSent += m_wire->bytesTaken();
    exchange.extraBytes = m_reader.hasExtraBytes();
    exchange.timings.ended = now;
    HttpAnswer answer = m_reader.takeAnswer();
    m_current = nullptr;
    if (answer.keepAlive && exchange.requestFullySent && m_wire->isOpen())
        m_state = State::Idle;
    else
        shutWire();
    if (!m_queue.isEmpty())
        m_owner.startLater(m_id);
    // The last thing done here: it may close this connection.
    reply->succeed(std::move(answer));
}

void BuyerConnection::failCurrent(const Failure &failure)
{
    endPhase(Clock::now());
    LeanReply *reply = m_current;
    if (m_wire)
        reply->record().bytesSent += m_wire->bytesTaken();
    m_current = nullptr;
    shutWire();
    if (!m_queue.isEmpty())
        m_owner.startLater(m_id);
    m_owner.fail(reply, failure);
}

void BuyerConnection::withdraw(LeanReply *reply)
{
    if (reply != m_current) {
        m_queue.removeOne(reply);
        reply->record().timings.blocked = Clock::now() - reply->record().timings.started;
        return;
    }
    endPhase(Clock::now());
    if (m_wire)
        reply->record().bytesSent += m_wire->bytesTaken();
    m_current = nullptr;
    shutWire();
    if (!m_queue.isEmpty())
        m_owner.startLater(m_id);
}

Failure BuyerConnection::timeoutOf(const LeanReply *reply) const
{
    Failure failure;
    failure.code = errorcode::requestTimeout;
    failure.error = QNetworkReply::TimeoutError;
    const QString within = u" within "_s % spanText(Clock::now() - reply->exchange().timings.started);
    if (reply != m_current) {
        failure.text = u"The request waited in vain for earlier ones of its connection to end"_s % within;
        return failure;
    }
    const QString &host = m_origin->host;
    switch (m_state) {
    case State::Resolving:
        failure.code = errorcode::dns;
        failure.text = u"The look-up of the name "_s % host % u" did not end"_s % within;
        break;
    case State::Connecting:
        failure.code = errorcode::dialTimeout;
        failure.text = host % u" did not take the connection"_s % within;
        break;
    case State::Handshaking:
        failure.text = u"The TLS handshake with "_s % host % u" got no answer"_s % within;
        break;
    case State::Sending:
        failure.text = host % u" did not take the whole request"_s % within;
        break;
    case State::Receiving:
        failure.text = u"The answer of "_s % host % u" did not end"_s % within;
        break;
    case State::Closed:
    case State::Idle:
    case State::Waiting:
        failure.text = host % u" gave no answer"_s % within;
        break;
    }
    return failure;
}

void BuyerConnection::endPhase(Clock::time_point now)
{
    ExchangeTimings &timings = m_current->record().timings;
    const auto spent = now - m_since;
    switch (m_state) {
    case State::Resolving:
        timings.blocked = spent;
        break;
    case State::Connecting:
        timings.connecting = spent;
        break;
    case State::Handshaking:
        timings.tlsHandshaking = spent;
        break;
    case State::Sending:
        timings.sending = spent;
        break;
    case State::Waiting:
        timings.waiting = spent;
        break;
    case State::Receiving:
        timings.receiving = spent;
        break;
    case State::Closed:
    case State::Idle:
        break;
    }
    m_since = now;
}

Failure BuyerConnection::refused(const QString &what) const
{
    Failure failure;
    failure.error = QNetworkReply::ProtocolFailure;
    failure.text = u"The answer of "_s % m_origin->host % u" "_s % what;
    return failure;
}

LeanReply *BuyerConnection::firstUnfinished() const
{
    if (m_current)
        return m_current;
    return m_queue.isEmpty() ? nullptr : m_queue.first();
}

void BuyerConnection::shutWire()
{
    m_lookup.reset();
    m_state = State::Closed;
    if (m_wire)
        m_wire->shut();
}

} // namespace doorbuster
